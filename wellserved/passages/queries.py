"""Reads of this room."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from django.db.models import Q, QuerySet

from wellserved.calendars.queries import hours_for_teams
from wellserved.calendars.shapes import BusinessHours
from wellserved.mail.models import Arrival, Letter
from wellserved.passages.models import Passage, PassedOn
from wellserved.passages.shapes import Colleague
from wellserved.people.models import Member, Membership
from wellserved.people.shapes import Actor

THREAD = "passage"  # of the letters about one
WAITING = Q(read_at=None) & (
    Q(low=True) | ~Q(words="") | Q(wrote_back_at__isnull=False)
)  # to be read, or, without words, to be looked at


def passages_visible_to(actor: Actor) -> QuerySet[Passage]:
    """What one is to read; a lead's teams'; a manager's all."""
    if actor.sees_all:
        return Passage.objects.all()
    return Passage.objects.filter(Q(reader_id=actor.member_id or 0) | Q(team_id__in=actor.led_team_ids))


def waiting_for(member_id: int | None) -> QuerySet[Passage]:
    """What a member is to read: low answers first, then by when."""
    return Passage.objects.filter(WAITING, reader_id=member_id or 0).order_by("-low", "read_by", "pk")


def can_sign_in() -> QuerySet[Member]:
    """Members who could read something here."""
    return Member.objects.filter(left_at=None, account__is_active=True)


def passages_of(source_kind: str, source_ids: list[int]) -> dict[int, Passage]:
    """Passages by the id of what they come from."""
    found = Passage.objects.filter(source_kind=source_kind, source_id__in=source_ids).select_related("reader", "reply")
    return {passage.source_id: passage for passage in found}


class Desk:
    """Who could read what, looked up once for a batch."""

    def __init__(self, team_ids: set[int]) -> None:
        self.team_ids = team_ids

    def look_up(self) -> None:
        """Now, so that nobody has to ask while others wait."""
        _ = self.everybody, self._leads, self._hours

    @cached_property
    def everybody(self) -> dict[int, Colleague]:
        rows = can_sign_in().values_list("pk", "account__role", "reports_to_id")
        return {pk: Colleague(pk, str(role), above) for pk, role, above in rows}

    @cached_property
    def _leads(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        rows = Membership.objects.filter(team_id__in=self.team_ids, leads=True).order_by("pk")
        for team_id, member_id in rows.values_list("team_id", "member_id"):
            found.setdefault(team_id, []).append(member_id)
        return found

    def leads_of(self, team_id: int | None) -> list[int]:
        return self._leads.get(team_id or 0, [])

    @cached_property
    def _hours(self) -> dict[int, BusinessHours]:
        return hours_for_teams({0, *self.team_ids})

    def hours_of(self, team_id: int | None) -> BusinessHours:
        return self._hours[team_id or 0]


def late_low_passages(now: datetime) -> QuerySet[Passage]:
    """Low answers that nobody looked at in time, and that nobody above has heard of yet."""
    late = Passage.objects.filter(WAITING, low=True, read_by__lt=now, escalated_at=None)
    return late.select_related("reader").order_by("read_by", "pk")


def letters_of(passage: Passage) -> list[Letter]:
    """What was written back, the newest first."""
    keys = [f"reply:passage:{passage.pk}:{number}" for number in range(1, replies_to(passage) + 1)]
    return list(Letter.objects.filter(key__in=keys).order_by("-pk"))


def letters_back(passage: Passage) -> list[Arrival]:
    """What they answered by mail, the newest first."""
    came = Arrival.objects.filter(thread_kind=THREAD, thread_id=passage.pk, state=Arrival.State.DELIVERED)
    return list(came.order_by("-pk")[:50])


def replies_to(passage: Passage) -> int:
    """The number of the last reply; 0 if there is none. It stands at the end of the letter's key."""
    return int(passage.reply.key.rpartition(":")[2]) if passage.reply else 0


def brought_to(member_id: int | None, source_kind: str) -> QuerySet[PassedOn]:
    """What was passed on to a member, and they have not taken in yet."""
    waiting = PassedOn.objects.filter(member_id=member_id or 0, seen_at=None, passage__source_kind=source_kind)
    return waiting.select_related("passage", "by").order_by("at", "pk")


def open_quotes(actor: Actor, source_kind: str) -> QuerySet[Passage]:
    """Comments of one's teams that quote a phrase of the guide, and nobody has taken up yet."""
    quoting = Passage.objects.filter(quote_seen_at=None, team_id__in=actor.led_team_ids, source_kind=source_kind)
    return quoting.exclude(quotes="").order_by("-written_at", "-pk")
