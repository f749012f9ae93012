"""Today as a letter, each working morning: what stands there, with a link for each line. Looking changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from wellserved.calendars.queries import hours_for_teams
from wellserved.calendars.rules import begins_on
from wellserved.calendars.shapes import BusinessHours
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.listening.models import CallingHours
from wellserved.mail.actions import queue_letter
from wellserved.mail.composing import is_an_address
from wellserved.mail.models import Letter
from wellserved.mail.queries import PRIVATE, mail_is_held, mail_is_set_up
from wellserved.passages.actions.reading import address_of
from wellserved.people.actors import actor_of_member
from wellserved.people.models import Member, Membership
from wellserved.site.queries.today import today_for
from wellserved.site.shapes import Today

BATCH = 20
LATEST = timedelta(hours=2)  # after work has begun: later it is no morning any more
WORTH = timedelta(hours=6)  # a letter that could not leave by then is not worth sending


def morning_of(moment: datetime, hours: BusinessHours) -> date | None:
    """The day whose morning it is, on the clock of these hours: from when work begins, for two hours; else none."""
    day = moment.astimezone(ZoneInfo(hours.timezone)).date()
    begins = begins_on(day, hours)
    return day if begins is not None and begins <= moment < begins + LATEST else None


def write_morning_letters() -> int:
    """To everybody whose morning it is and was not thought of yet. A copy that is held writes nothing. Safe twice."""
    if mail_is_held() or not mail_is_set_up():
        return 0
    moment, thought_of = now(), 0
    members = list(_who_may().filter(no_mornings_since=None))
    hours = _hours_of(members)
    for member in members:
        day = morning_of(moment, hours[member.pk])
        if day is None or (member.morning_on and member.morning_on >= day):
            continue
        _think_of(member, day, moment)
        thought_of += 1
        if thought_of == BATCH:
            break
    return thought_of


def _think_of(member: Member, day: date, moment: datetime) -> bool:
    """One member's morning, once: whoever marks the day first writes the letter."""
    with transaction.atomic():
        before = Member.objects.filter(pk=member.pk, morning_on=member.morning_on)
        if not before.update(morning_on=day) or not is_an_address(address_of(member)):
            return False
        today = today_for(actor_of_member(member))
        if not today.lines:
            return False
        letter = queue_letter(
            key=f"today:{day}:{member.pk}",
            kind=f"today{PRIVATE}",  # it is for whom it is to, as Today is
            audience=Letter.Audience.STAFF,
            to_email=address_of(member),
            to_name=member.name,
            subject=today.title,
            text=_without_markers(as_text(member, today)),
            html=_without_markers(render_to_string("site/letters/morning.html", _context(member, today))),
            not_after=moment + WORTH,
        )
        record(kind="today.written", subject_kind="letter", subject_id=letter.pk, lines=len(today.lines))
    return True


def as_text(member: Member, today: Today) -> str:
    return render_to_string("site/letters/morning.txt", _context(member, today)).strip() + "\n"


def _context(member: Member, today: Today) -> dict[str, object]:
    lines = [replace(line, sentence=line.in_mail, grey="") if line.in_mail else line for line in today.lines]
    return {
        "member": member,
        "today": replace(today, lines=lines),
        "kind_words": today.kind_word.words.replace("\n", "\n> ") if today.kind_word else "",
        "site": settings.BASE_URL,
        "settings_link": f"{settings.BASE_URL}{reverse('morning')}",
        "organisation": settings.ORGANISATION,
    }


def _who_may() -> QuerySet[Member]:
    """Who is here and can sign in: the links of the letter lead to pages that ask for it."""
    here = Member.objects.filter(left_at=None, account__is_active=True).select_related("account")
    return here.order_by("pk")


def _hours_of(members: Iterable[Member]) -> Mapping[int, BusinessHours]:
    """Each member's working hours: their first team's, on their own clock where they said which. Three queries."""
    ids = [member.pk for member in members]
    teams: dict[int, int] = {}
    for member, team in Membership.objects.filter(member__in=ids).order_by("pk").values_list("member_id", "team_id"):
        teams.setdefault(member, team)
    hours = hours_for_teams({0, *teams.values()})
    zones = dict(CallingHours.objects.filter(member__in=ids).values_list("member_id", "timezone"))
    found = {pk: hours[teams.get(pk, 0)] for pk in ids}
    return {pk: replace(one, timezone=zones[pk]) if pk in zones else one for pk, one in found.items()}


def _without_markers(words: str) -> str:
    """What people typed is never taken for a place where a secret link belongs."""
    return words.replace("{{", "{ {")


@transaction.atomic
def set_mornings(*, member_id: int, wanted: bool, by: By) -> bool:
    """Whether a member gets the letter. False if that was so already."""
    before = Member.objects.filter(pk=member_id, no_mornings_since__isnull=not wanted)
    changed = before.update(no_mornings_since=None if wanted else now())
    if changed:
        record(kind="today.letters_set", by=by, subject_kind="member", subject_id=member_id, wanted=wanted)
    return bool(changed)
