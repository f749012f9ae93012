"""A monthly page: the figures, what changed, and the words that may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from wellserved.insight.shapes import Chosen, Figures, Group, PulseFigures
from wellserved.measures import Interval


@dataclass(frozen=True)
class Quoted:
    """Somebody's words, which they agreed that others read."""

    words: str
    who: str  # as they call themselves, or ""
    title: str = ""  # of a story


@dataclass(frozen=True)
class Report:
    """All of a monthly page, before it is put into words of any language."""

    month: date
    team: Chosen | None
    seen: PulseFigures
    before: Figures  # the month before
    change: Interval | None  # of the bullseye rate since then; None where either says too little
    complaints: int  # that came in that month
    open_now: int
    late_now: int
    kudos: int
    quotes: tuple[Quoted, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        """What it is made of: teams for the leader, services for a team. By name."""
        groups = self.seen.services if self.team else self.seen.teams
        most = sorted((one for one in groups if not one.figures.too_few), key=lambda one: -one.figures.n)[:MOST_GROUPS]
        return tuple(one for one in groups if one in most)


MOST_GROUPS = 10


@dataclass(frozen=True)
class Said:
    """A monthly page in words, for page, print and letter alike."""

    language: str
    direction: str
    organisation: str
    about: str  # the team, or the organisation
    title: str
    label: str  # "Bullseyes"
    rate: str  # "73", or "" where there are too few
    range: str
    change: str
    means: str
    facts: tuple[tuple[str, str, str], ...]  # number, what it is, how sure
    chart_title: str
    chart_says: str
    groups_title: str
    group_head: tuple[str, str, str]
    groups: tuple[tuple[str, str, str, str], ...]  # name, rate, range, n
    quotes_title: str
    quotes_mean: str
    quotes: tuple[Quoted, ...]
    chart: dict[str, Any] | None  # what the chart is drawn from
