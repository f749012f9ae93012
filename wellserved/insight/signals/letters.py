"""The letter about what changed: to who leads the team, or sees all; once a week at most, and only if they want it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from wellserved.insight.models import Signal, SignalChoice
from wellserved.insight.signals import saying
from wellserved.insight.signals.queries import names_of
from wellserved.mail.actions import queue_letters
from wellserved.mail.composing import is_an_address
from wellserved.mail.models import Letter
from wellserved.people.models import Member, Membership

KIND = "signals"


def write_letters(signals: Sequence[Signal], monday: date) -> int:
    """One letter for each person, however many changes there are. A team without a lead is told of to managers."""
    names = names_of(signals)
    told = _whom_to_tell(signals)
    declined = set(SignalChoice.objects.filter(letters=False).values_list("member_id", flat=True))
    people = Member.objects.filter(pk__in=told.keys() - declined, left_at=None).select_related("account")
    letters = [
        _letter(member, [names_said(one, names) for one in told[member.pk]], told[member.pk][0], monday)
        for member in people
        if is_an_address(_address(member))
    ]
    queue_letters(letters)
    return len(letters)


def names_said(one: Signal, names: dict[tuple[str, int], str]) -> str:
    said = saying.what(one, names.get((one.kind, one.subject), ""))
    return f"{said}\n{saying.from_to(one)}: {saying.how_much(one)}."


def _whom_to_tell(signals: Sequence[Signal]) -> dict[int, list[Signal]]:
    teams = {one.subject for one in signals if one.kind == "team"}
    leads: dict[int, list[int]] = {}
    places = Membership.objects.filter(
        team__in=teams, leads=True, member__left_at=None, member__account__is_active=True
    )
    for team, member in places.values_list("team_id", "member_id"):
        leads.setdefault(team, []).append(member)
    managers = Member.objects.filter(Q(account__role="manager"), left_at=None, account__is_active=True)
    above = list(managers.values_list("pk", flat=True))
    told: dict[int, list[Signal]] = {}
    for one in signals:
        for member in (leads.get(one.subject) if one.kind == "team" else None) or above:
            told.setdefault(member, []).append(one)
    return told


def _letter(member: Member, changes: list[str], first: Signal, monday: date) -> dict[str, object]:
    alone = len(changes) == 1
    page = reverse("signal", args=[first.pk]) if alone else reverse("signals")
    many = "Something changed" if alone else f"{len(changes)} things changed"
    body = "\n\n".join(changes).replace("{{", "{ {")
    return {
        "key": f"signals:{monday}:{member.pk}",
        "kind": KIND,
        "audience": Letter.Audience.STAFF,
        "to_email": _address(member),
        "to_name": member.name,
        "subject": f"{many} in how it feels to be served",
        "text": (
            f"Dear {member.first_name},\n\n{body}\n\n"
            "This is more than ordinary wobble. Look at it, and say in a word what it was:\n"
            f"{settings.BASE_URL}{page}\n\n"
            f"If you want no letters like this, say so at the foot of {settings.BASE_URL}{reverse('signals')}\n"
        ),
    }


def _address(member: Member) -> str:
    return member.email or (member.account.email if member.account else "")
