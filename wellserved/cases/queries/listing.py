"""The list of cases: filters in the address, and what a line says. A constant number of queries, however long it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet

from wellserved.cases.models import Case
from wellserved.cases.queries.cases import cases_visible_to, due_of, late_at, still_open
from wellserved.kit.clock import now
from wellserved.people.models import Team
from wellserved.people.shapes import Actor

SHOWS = {"open": "Open", "late": "Late", "mine": "Mine", "answered": "Answered", "closed": "Closed", "all": "All"}
KINDS = {
    "complaint": "Complaints",
    "question": "Questions",
    "explanation": "Explanations wanted",
    "change": "Served by somebody else",
    "praise": "Praise, misfiled",
}


@dataclass(frozen=True)
class Filters:
    """What the chips say."""

    show: str = "open"
    kind: str = ""
    team: int = 0

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filters:
        show, kind, team = query.get("show", ""), query.get("kind", ""), query.get("team", "")
        number = int(team) if team.isascii() and team.isdecimal() and len(team) < 18 else 0
        return cls(show if show in SHOWS else "open", kind if kind in KINDS else "", number)

    def address(self, **changes: str) -> str:
        said = {"show": self.show, "kind": self.kind, "team": str(self.team or ""), **changes}
        return "?" + urlencode({key: value for key, value in said.items() if value})


@dataclass(frozen=True)
class CaseLine:
    """A case as lists show it."""

    case: Case
    now: datetime

    @property
    def due(self) -> datetime | None:
        return due_of(self.case)

    @property
    def late(self) -> bool:
        return self.due is not None and self.due < self.now

    @property
    def wrote_again(self) -> bool:
        return self.case.read_by is not None

    @property
    def who(self) -> str:
        return (str(self.case.contact) if self.case.contact else "") or self.case.writer_name or "Somebody"


def cases_listed(actor: Actor, filters: Filters) -> QuerySet[Case]:
    """Open ones by what is owed first; the others, newest first."""
    found = cases_visible_to(actor).select_related("contact", "client", "team", "lead", "owner")
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.team:
        found = found.filter(team_id=filters.team)
    if filters.show == "open":
        return found.filter(still_open()).order_by("look_at", "pk")
    if filters.show == "late":
        return found.filter(late_at(now())).order_by("look_at", "pk")
    if filters.show == "mine":
        return found.filter(mine(actor)).order_by("look_at", "pk")
    if filters.show in ("answered", "closed"):
        found = found.filter(state=filters.show)
    return found.order_by("-received_at", "-pk")


def mine(actor: Actor) -> Q:
    """On which I am; or, where nobody is yet, which rests with me."""
    me = actor.member_id or 0
    return still_open() & (Q(owner_id=me) | Q(owner=None, lead_id=me))


def lines_of(cases: Sequence[Case]) -> list[CaseLine]:
    moment = now()
    return [CaseLine(case, moment) for case in cases]


def open_and_late(actor: Actor) -> tuple[int, int, int]:
    """Complaints open, late, and due within a day: for Pulse. One query."""
    moment = now()
    complaints = cases_visible_to(actor).filter(kind=Case.Kind.COMPLAINT).filter(still_open())
    found = complaints.order_by().aggregate(all=Count("pk"), late=Count("pk", filter=late_at(moment)))
    return found["all"], found["late"], 0


def waiting_cases(actor: Actor) -> QuerySet[Case]:
    """What stands on Today: on which I am, or which nobody is on yet and rests with me."""
    return cases_visible_to(actor).filter(mine(actor)).filter(paused_at=None).order_by("look_at", "pk")


def waiting_for(actor: Actor) -> list[CaseLine]:
    """Those, as lines."""
    return lines_of(list(waiting_cases(actor).select_related("contact", "client", "lead", "owner")[:50]))


def late_cases_of_others(actor: Actor) -> QuerySet[Case]:
    """Late with others whom one leads."""
    return cases_visible_to(actor).filter(late_at(now())).exclude(mine(actor)).order_by("look_at")


def late_with_others(actor: Actor) -> tuple[int, datetime | None]:
    """How many they are, and since when the oldest."""
    rows = list(late_cases_of_others(actor).values_list("pk", "received_at")[:200])
    return len(rows), min((at for _, at in rows), default=None)


def teams_for(actor: Actor) -> QuerySet[Team]:
    teams = Team.objects.filter(archived_at=None).order_by("name_key")
    return teams if actor.sees_all else teams.filter(pk__in=actor.team_ids | actor.led_team_ids)
