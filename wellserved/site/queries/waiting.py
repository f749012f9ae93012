"""What waits for somebody, read at once: the numbers of the rail, and which parts of Today have anything to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import DateTimeField, F, IntegerField, Model, QuerySet, Value
from django.db.models.functions import Cast

from wellserved.cases.queries.listing import waiting_cases
from wellserved.doors.queries.calls import open_calls_for
from wellserved.hardones.queries import waiting_for as waiting_hard_ones
from wellserved.kit.clock import now
from wellserved.passages.queries import waiting_for
from wellserved.people.shapes import Actor
from wellserved.promises.queries import promises_of

COUNTED = 200  # nobody reads further than this in one day
Thing = TypeVar("Thing", bound=Model)
Row = tuple[str, int | None, datetime | None]  # what it is, who wrote it or was promised it, by when
NOBODY, NEVER = Cast(Value(None), IntegerField()), Cast(Value(None), DateTimeField())


@dataclass(frozen=True)
class Waiting:
    """What waits for one person."""

    rows: list[Row]

    def has(self, what: str) -> bool:
        return any(kind == what for kind, _, _ in self.rows)

    def count(self, *kinds: str) -> int:
        return sum(1 for kind, _, _ in self.rows if kind in kinds)

    def fetch(self, what: str, some: QuerySet[Thing]) -> list[Thing]:
        """Those, if there are any."""
        return list(some[:COUNTED]) if self.has(what) else []

    @property
    def written_and_promised(self) -> tuple[int, int]:
        """How many people wrote or were promised something, each once; and how much was promised to nobody."""
        written = [who for kind, who, _ in self.rows if kind == "passages"]
        promised = [who for kind, who, _ in self.rows if kind == "promises"]
        named = {who for who in [*written, *promised] if who}
        return len(named) + written.count(None), promised.count(None)

    @property
    def in_the_rail(self) -> dict[str, int]:
        """The numbers beside Today (whom the title counts), Cases, and Promises (what is overdue)."""
        people, things = self.written_and_promised
        cases = self.count("cases")
        people += self.count("calls", "hard") + cases
        moment = now()
        overdue = sum(1 for kind, _, due in self.rows if kind == "promises" and due and due < moment)
        return {"today": people or things, "cases": cases, "promises": overdue}


def waiting_on(actor: Actor, others: Mapping[str, QuerySet[Any]] | None = None) -> Waiting:
    """One query. `others`: of these it is only told whether there is any."""
    promises = promises_of(actor.member_id)
    branches = [
        _rows("promises", promises, COUNTED, who=F("contact_id"), due=F("due_at")),
        _rows("passages", waiting_for(actor.member_id), COUNTED, who=F("contact_id")),
        _rows("calls", open_calls_for(actor), COUNTED),
        _rows("hard", waiting_hard_ones(actor.member_id), COUNTED),
        _rows("cases", waiting_cases(actor), COUNTED),
        *(_rows(what, some, 1) for what, some in (others or {}).items()),
    ]
    return Waiting(list(branches[0].union(*branches[1:], all=True)))


def _rows(what: str, some: QuerySet[Any], most: int, who: Any = NOBODY, due: Any = NEVER) -> QuerySet[Any, Row]:
    first = some.order_by(*some.query.order_by).values("pk")[:most]
    rows = some.model._default_manager.order_by().filter(pk__in=first)
    rows = rows.annotate(row_what=Value(what), row_who=who, row_due=due)
    told: QuerySet[Any, Row] = rows.values_list("row_what", "row_who", "row_due")
    return told
