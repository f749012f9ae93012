"""The feedback list: which answers, in what order, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from wellserved.kit.clock import now, within_reach
from wellserved.passages.models import Passage
from wellserved.passages.queries import WAITING, passages_of
from wellserved.people.models import Contact, Member, Team
from wellserved.people.shapes import Actor
from wellserved.surveys.models import Invitation, Response
from wellserved.surveys.queries.answers import LOW, SOURCE_KIND, responses_visible_to
from wellserved.surveys.words import WAY_WORDS
from wellserved.tallies.rules import WAYS

PAGE = 20
SHOWS = {
    "words": "With words",
    "unread": "Not read yet",
    "mine": "Mine to read",
    "late": "Late",
    "low": "Low",
    "quotes": "Quotes your guide",
    "all": "All",
}
PERIODS = {"30": "30 days", "90": "90 days", "365": "A year", "all": "Always"}


@dataclass(frozen=True)
class Filters:
    """What the chips say."""

    show: str = "words"
    days: str = "90"
    team: int = 0
    after: str = ""

    @classmethod
    def read(cls, query: Mapping[str, Any]) -> Filters:
        show, days, team = str(query.get("show")), str(query.get("days")), str(query.get("team", ""))
        return cls(
            show if show in SHOWS else "words",
            days if days in PERIODS else "90",
            int(team) if team.isascii() and team.isdecimal() and len(team) < 18 else 0,
            str(query.get("after", "")),
        )


@dataclass(frozen=True)
class Line:
    """One answer in the list."""

    response: Response
    passage: Passage | None
    team: str
    served: list[Member]
    now: datetime

    @property
    def contact(self) -> Contact | None:
        return writer_of(self.response.invitation)

    @property
    def way(self) -> str:
        """By which door it came; empty when we had asked."""
        return WAY_WORDS[WAYS[self.response.invitation.came_by]]

    @property
    def late(self) -> bool:
        return bool(self.waits and self.passage and self.passage.read_by and self.passage.read_by < self.now)

    @property
    def waits(self) -> bool:
        return bool(self.passage and not self.passage.read_at and (self.passage.low or self.passage.words))


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    older: str


def feedback_page(actor: Actor, filters: Filters) -> Page:
    """A page of answers, the newest first. Five queries, however long the list."""
    wanted = _filtered(responses_visible_to(actor), actor, filters)
    if key := _read_key(filters.after):
        wanted = wanted.filter(Q(first_at__lt=key[0]) | Q(first_at=key[0], pk__lt=key[1]))
    rows = list(
        wanted.select_related("invitation__contact__client", "invitation__interaction").order_by("-first_at", "-pk")[
            : PAGE + 1
        ]
    )
    more, rows = len(rows) > PAGE, rows[:PAGE]
    older = f"{rows[-1].first_at.isoformat()}~{rows[-1].pk}" if more else ""
    return Page(lines_of(rows), older)


def writer_of(invitation: Invitation) -> Contact | None:
    """Who wrote it: the contact who was asked, or whoever they call themselves who came by a door."""
    if invitation.contact or not (invitation.writer_name or invitation.writer_email):
        return invitation.contact
    name, email = invitation.writer_name, invitation.writer_email
    return Contact(name=name, email=email, language=invitation.language)  # never saved: it is not proven


def lines_of(responses: Sequence[Response]) -> list[Line]:
    """Answers with their passage, their team's name and who served."""
    ids = [response.pk for response in responses]
    passages = passages_of(SOURCE_KIND, ids)
    teams = dict(Team.objects.filter(pk__in={response.team_id for response in responses}).values_list("pk", "name"))
    served: dict[int, list[Member]] = {}
    for row in Invitation.members.through.objects.filter(invitation_id__in=ids).select_related("member"):
        served.setdefault(row.invitation_id, []).append(row.member)
    moment = now()
    return [
        Line(one, passages.get(one.pk), teams.get(one.team_id, ""), served.get(one.pk, []), moment) for one in responses
    ]


def _filtered(responses: QuerySet[Response], actor: Actor, filters: Filters) -> QuerySet[Response]:
    passages = Passage.objects.filter(WAITING, source_kind=SOURCE_KIND)
    if filters.show == "words":
        responses = responses.exclude(words="")
    elif filters.show == "low":
        responses = responses.filter(LOW)
    elif filters.show == "unread":
        responses = responses.filter(pk__in=passages.values("source_id"))
    elif filters.show == "mine":
        responses = responses.filter(pk__in=passages.filter(reader_id=actor.member_id or 0).values("source_id"))
    elif filters.show == "late":
        responses = responses.filter(pk__in=passages.filter(read_by__lt=now()).values("source_id"))
    elif filters.show == "quotes":
        quoting = Passage.objects.filter(source_kind=SOURCE_KIND, quote_seen_at=None).exclude(quotes="")
        responses = responses.filter(pk__in=quoting.values("source_id"))
    if filters.team:
        responses = responses.filter(team_id=filters.team)
    if filters.days != "all" and filters.show not in ("unread", "mine", "late", "quotes"):
        responses = responses.filter(first_at__gte=now() - timedelta(days=int(filters.days)))
    return responses


def _read_key(text: str) -> tuple[datetime, int] | None:
    moment, _, pk = text.partition("~")
    try:
        when, number = datetime.fromisoformat(moment.replace(" ", "+")), int(pk)
        return (within_reach(when), number) if when.tzinfo and 0 <= number < 2**63 else None
    except ValueError:
        return None
