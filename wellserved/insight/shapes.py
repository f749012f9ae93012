"""The one shape of figures, for page, CSV and API: no number is computed twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from wellserved.measures import Interval


@dataclass(frozen=True)
class Period:
    """The days looked at, both included; None is "from the beginning" or "to the end"."""

    key: str  # "this-month", …, "days" for from–to, "all"
    first: date | None
    last: date | None
    in_words: str  # goes after "How it felt, "
    label: str  # for the chip


@dataclass(frozen=True)
class OneSided:
    """Answers that gave one side only; they count for that side."""

    achieved: int
    felt: int


@dataclass(frozen=True)
class TwoByTwo:
    """The answers with both sides: done or not × felt great or less."""

    done_great: int
    done_less: int
    undone_great: int
    undone_less: int


@dataclass(frozen=True)
class Figures:
    """What is known about a group of interactions."""

    n: int  # answers with both sides: the n of the bullseye rate
    asked: int
    answered: int
    by_doors: int  # answers of people whom nobody asked: they came by an open door
    served: int
    bullseye: Interval
    achieved: Interval
    felt: Interval
    felt_mean: float | None
    one_sided: OneSided
    two_by_two: TwoByTwo
    # The same rates of all who might have been asked, where chances differed.
    weighted: Interval | None = None  # bullseye
    weighted_achieved: Interval | None = None
    weighted_felt: Interval | None = None

    @property
    def too_few(self) -> bool:
        return self.bullseye.too_few

    @property
    def anything(self) -> bool:
        return bool(self.asked or self.answered or self.served or self.by_doors)


@dataclass(frozen=True)
class Group:
    """The figures of one team, service or client. Number 0 is "none"."""

    id: int
    name: str
    figures: Figures


@dataclass(frozen=True)
class Week:
    """One week of the trend. The band is None where too little is known."""

    monday: date
    figures: Figures
    low: float | None
    high: float | None
    signal: bool

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week


@dataclass(frozen=True)
class Trend:
    """Weeks, oldest first, up to the end of the period; with a band once there are enough of them."""

    weeks: tuple[Week, ...]
    centre: float | None
    has_band: bool

    @property
    def answered_weeks(self) -> tuple[Week, ...]:
        return tuple(week for week in self.weeks if week.figures.n)

    @property
    def signals(self) -> tuple[Week, ...]:
        return tuple(week for week in self.weeks if week.signal)


@dataclass(frozen=True)
class Chosen:
    """What a filter stands at."""

    id: int
    name: str


@dataclass(frozen=True)
class PulseFigures:
    """All of Pulse: the figures, what they are made of, and how fresh they are."""

    period: Period
    team: Chosen | None
    service: Chosen | None
    client: Chosen | None
    way: int | None  # how the answers reached us, as in tallies.rules.WAYS
    channel: str | None
    place: str | None
    total: Figures
    teams: tuple[Group, ...]
    services: tuple[Group, ...]
    clients: tuple[Group, ...]
    more_clients: bool  # there are clients beyond those shown
    trend: Trend
    as_of: datetime
    waiting: int  # changes that are kept and not counted yet


@dataclass(frozen=True, order=True)
class Note:
    """Something that happened on a day, as a chart and a list tell it."""

    day: date
    words: str
    whose: str = ""  # "Service desk", or "everybody"
    href: str = ""
    letter: str = ""  # its sign on a chart

    @property
    def when(self) -> str:
        return f"{self.day.day} {self.day:%B}"


KINDS = ("team", "service", "client")  # what is watched
