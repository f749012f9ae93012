"""Reading counts: sums by any grouping, for any filter and any stretch of days, in one statement.

`sums` knows the tables (rollups.py) and takes the smallest that hold what is asked for: whole weeks or months where it
can, and single days for what is left at either end. The numbers are the same whichever way they are added up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from wellserved.tallies.models import ClientDayTally, DayTally, Delta
from wellserved.tallies.rollups import EVERYBODY, MEMBERS, QUALITIES, Family, Rollup, family_of
from wellserved.tallies.rules import COLUMNS
from wellserved.tallies.spans import Span, spans_of
from wellserved.tallies.upserting import in_unit

MANY = 10_000
UNITS = ("day", "week", "month")
Ids = int | Collection[int] | None  # one, some (none at all: nothing is found), or whichever
Row = dict[str, Any]


@dataclass(frozen=True)
class Where:
    """What to count. A number, several of them, or None for all; days are included, None is "without end"."""

    first: date | None = None
    last: date | None = None
    team: Ids = None
    service: Ids = None
    client: Ids = None
    spot: Ids = None  # as spots.spots_with gives them for a channel, a place, or both
    came_by: Ids = None  # as in rules.WAYS: 0 was asked

    def filters(self) -> dict[str, tuple[int, ...]]:
        return _wanted({name: getattr(self, name) for name in ("team", "service", "client", "spot", "came_by")})


def waiting() -> int:
    """How many changes have not been counted yet; counts no further than MANY."""
    return Delta.objects.order_by()[:MANY].count()


def sums(where: Where, *, by: Sequence[str] = (), columns: Sequence[str] = COLUMNS) -> list[Row]:
    """A row for each that has any: what `by` names, the columns, `answered` of those asked, `by_doors` of the others.

    `by` takes team, service, client, spot, came_by, and one of day, week and month (its first day). Nobody asked those
    who came by an open door: they are in `by_doors` and in all columns of what was said, and not in `answered`.
    """
    filters = where.filters()
    unit = next((name for name in by if name in UNITS), None)
    named = [name for name in by if name not in UNITS]
    family = family_of({*filters, *named})
    coarse = _coarser(family, unit, {*filters, *named})
    spans = spans_of(coarse.unit if coarse else "day", where.first, where.last)
    asked_for = _Asked(tuple(named), unit, tuple(columns), filters)
    return asked_for.read([(coarse if coarse and span.unit == coarse.unit else family.day, span) for span in spans])


def member_months(
    *, member: Ids = None, team: Ids = None, first: date | None = None, last: date | None = None, by: Sequence[str] = ()
) -> list[Row]:
    """The same of those who served: whole months that these days touch. `by` takes member, team, month, came_by."""
    filters = _wanted({"member": member, "team": team})
    unit = "month" if "month" in by else None
    named = tuple(name for name in by if name != "month")
    return _Asked(named, unit, COLUMNS, filters).read([(MEMBERS, Span("month", 1, _month(first), last))])


def quality_months(*, team: Ids = None, first: date | None = None, last: date | None = None) -> list[Row]:
    """How many answers named exactly these qualities, felt this and got that, in the months that these days touch.

    `qualities` is a mask (bit i is the i-th of surveys' QUALITIES), `felt` 0 where not said, `achieved` -1 where not
    said; `answers`, and `more` (thousandths): what weights add to counting each once. No team: all of them.
    """
    teams = (EVERYBODY,) if team is None else (team,) if isinstance(team, int) else tuple(team)
    named = ("qualities", "felt", "achieved")
    asked_for = _Asked(named, None, ("answers", "more"), {"team": teams}, doors=False)
    rows = asked_for.read([(QUALITIES, Span("month", 1, _month(first), last))])
    return [row for row in rows if row["answers"]]


def tallied_days() -> QuerySet[DayTally]:
    """Counts by day, team and service."""
    return DayTally.objects.all()


def tallied_client_days() -> QuerySet[ClientDayTally]:
    """Counts by client, day, team and service."""
    return ClientDayTally.objects.all()


@dataclass(frozen=True)
class _Asked:
    """One statement: each span of days summed up in its own table, then all of them together."""

    by: tuple[str, ...]
    unit: str | None
    columns: tuple[str, ...]
    filters: Mapping[str, Collection[int]]
    doors: bool = True  # whether those who came by doors are told apart

    def read(self, spans: Iterable[tuple[Rollup, Span]]) -> list[Row]:
        spans = list(spans)
        if not spans or any(not wanted for wanted in self.filters.values()):
            return []
        given: list[Any] = []
        parts = [self._part(rollup, span, given) for rollup, span in spans]
        names = [*self.by, *([self.unit] if self.unit else []), *self._summed()]
        keys = ", ".join(f'"{name}"' for name in names[: len(names) - len(self._summed())])
        if len(parts) == 1:
            statement = parts[0]
        else:
            totals = ", ".join(f'SUM("{name}")' for name in self._summed())
            statement = f"SELECT {keys + ', ' if keys else ''}{totals} FROM ({' UNION ALL '.join(parts)}) together"  # noqa: S608
            statement += f" GROUP BY {keys}" if keys else ""
        with connection.cursor() as cursor:
            cursor.execute(statement, given)
            rows = cursor.fetchall()
        begins = len(self.by)
        found = []
        for row in rows:
            counted = dict(zip(names, row, strict=True))
            for name in names[begins:]:
                if name == self.unit:
                    counted[name] = date.fromisoformat(row[begins]) if isinstance(row[begins], str) else row[begins]
                else:
                    counted[name] = int(counted[name] or 0)
            if not keys or any(counted[name] for name in self._summed()):
                found.append(counted)
        return found

    def _summed(self) -> tuple[str, ...]:
        return (*self.columns, "by_doors") if self.doors else self.columns

    def _part(self, rollup: Rollup, span: Span, given: list[Any]) -> str:
        keys = [f'"{name}"' for name in self.by]
        if self.unit:
            keys.append(in_unit(self.unit, rollup.unit) if rollup.unit != self.unit else rollup.unit)
        named = [*keys[: len(self.by)], *([f'{keys[-1]} AS "{self.unit}"'] if self.unit else [])]
        sums = [f'{self._sum(name, span.sign)} AS "{name}"' for name in self._summed()]
        conditions = []
        for name, wanted in self.filters.items():
            conditions.append(f'"{name}" IN ({", ".join(["%s"] * len(wanted))})')
            given.extend(wanted)
        for bound, comes in ((span.first, ">="), (span.last, "<=")):
            if bound:
                conditions.append(f"{rollup.unit} {comes} %s")
                given.append(bound)
        statement = f"SELECT {', '.join([*named, *sums])} FROM {rollup.table}"  # noqa: S608
        statement += f" WHERE {' AND '.join(conditions)}" if conditions else ""
        return statement + (f" GROUP BY {', '.join(keys)}" if keys else "")

    def _sum(self, name: str, sign: int) -> str:
        minus = "-" if sign < 0 else ""
        if name == "by_doors":
            return f"{minus}SUM(CASE WHEN came_by > 0 THEN answered ELSE 0 END)"
        if name == "answered" and self.doors:
            return f"{minus}SUM(CASE WHEN came_by = 0 THEN answered ELSE 0 END)"
        return f'{minus}SUM("{name}")'


def _coarser(family: Family, unit: str | None, names: Collection[str]) -> Rollup | None:
    """The table of weeks or months to use: the first that is kept by all that is asked for."""
    if unit == "day":
        return None
    fitting = [rollup for rollup in family.coarser if rollup.holds(names)]
    if unit:
        return next((rollup for rollup in fitting if rollup.unit == unit), None)
    by_month = [rollup for rollup in fitting if rollup.unit == "month"]
    return next(iter(by_month or fitting), None)


def _wanted(given: Mapping[str, Ids]) -> dict[str, tuple[int, ...]]:
    return {
        n: (wanted,) if isinstance(wanted, int) else tuple(wanted) for n, wanted in given.items() if wanted is not None
    }


def _month(day: date | None) -> date | None:
    return day.replace(day=1) if day else None
