"""The monthly letter of kind words: once per month and reader."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from wellserved.calendars.queries import hours_for
from wellserved.calendars.rules import next_working
from wellserved.journal.actions import record
from wellserved.kit.clock import local_day, now
from wellserved.kit.text import beginning
from wellserved.kudos.actions.giving import name_of_giver
from wellserved.kudos.models import Kudos, Wish
from wellserved.kudos.queries.kudos import ON_THE_WALL, given_between
from wellserved.kudos.rules import month_before
from wellserved.mail.actions import queue_letter
from wellserved.mail.composing import is_an_address
from wellserved.mail.models import Letter
from wellserved.passages.actions.reading import address_of
from wellserved.people.models import Member, Membership

LAST_DAY = 10  # of the month: whoever was away that long is not written to about it any more
OWN, OTHERS = 20, 10  # kind words in one letter, at most


def write_digests(*, limit: int) -> int:
    """Write to everybody whose letter about the last month is not written yet; how many letters there were."""
    today = local_day(now(), settings.TIME_ZONE)
    first, end = month_before(today)
    if today.day > LAST_DAY:
        return 0
    kudos = given_between(_midnight(first), _midnight(end))
    start = f"kudos-digest:{first:%Y-%m}:"
    readers = _readers(kudos).exclude(pk__in=_written(start)).order_by("pk")[:limit]
    leaves = next_working(now(), hours_for(None))
    written = 0
    for reader in readers:
        if not is_an_address(address_of(reader)):
            continue
        own, others = _words_for(reader, kudos)
        if own or others:
            _write(reader, f"{start}{reader.pk}", f"{first:%B}", own, others, leaves)
            written += 1
    if written:
        with transaction.atomic():
            record(kind="kudos.digests_written", letters=written, month=f"{first:%Y-%m}")
    return written


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(settings.TIME_ZONE))


def _readers(kudos: QuerySet[Kudos]) -> QuerySet[Member]:
    """Who can sign in, wants it, and has something to read: on the wall, or their own, their reports', their team's."""
    here = Member.objects.filter(left_at=None, account__is_active=True).select_related("account")
    here = here.exclude(pk__in=Wish.objects.filter(no_digest_since__isnull=False).values("member_id"))
    here = here.exclude(email="", account__email="")
    given = kudos.order_by()
    if given.filter(ON_THE_WALL).exists():
        return here
    teams = Membership.objects.filter(team_id__in=given.filter(member=None).values("team_id")).values("member_id")
    owners = given.exclude(member=None)
    mine = Q(pk__in=owners.values("member_id")) | Q(pk__in=owners.values("member__reports_to_id"))
    return here.filter(mine | Q(pk__in=teams))


def _written(start: str) -> list[int]:
    keys = Letter.objects.filter(key__startswith=start).values_list("key", flat=True)
    return [int(key.rpartition(":")[2]) for key in keys]


def _words_for(reader: Member, kudos: QuerySet[Kudos]) -> tuple[list[Kudos], list[Kudos]]:
    teams = Membership.objects.filter(member=reader).values("team_id")
    mine = Q(member=reader) | Q(member__reports_to=reader) | Q(member=None, team_id__in=teams)
    return list(kudos.filter(mine)[:OWN]), list(kudos.filter(ON_THE_WALL).exclude(mine)[:OTHERS])


def _write(reader: Member, key: str, month: str, own: list[Kudos], others: list[Kudos], leaves: datetime) -> None:
    lines = [f"Dear {reader.first_name},"]
    if own:
        lines.append(f"for you, and for those whom you look after, there were kind words in {month}:")
        lines += [_line(kudos, reader) for kudos in own]
    if others:
        lines.append(f"{'And on' if own else 'on'} the wall in {month}:")
        lines += [_line(kudos, reader) for kudos in others]
    lines.append(f"All of them: {settings.BASE_URL}{reverse('kudos_wall')}")
    lines.append(f"You would rather not get this letter? Say so at the end of {settings.BASE_URL}{reverse('kudos')}")
    queue_letter(
        key=key,
        kind="kudos_digest",
        audience=Letter.Audience.STAFF,
        to_email=address_of(reader),
        to_name=reader.name,
        subject=f"What people thanked us for in {month}",
        text="\n\n".join(lines).replace("{{", "{ {") + "\n",
        not_before=leaves,
    )


def _line(kudos: Kudos, reader: Member) -> str:
    whom = "you" if kudos.member_id == reader.pk else str(kudos.member or kudos.team or "us")
    quoted = "\n".join(f"> {line}" for line in beginning(kudos.words, 600).splitlines())
    return f"{quoted}\n  {name_of_giver(kudos) if kudos.given_by or kudos.giver_name else 'Somebody'} to {whom}"
