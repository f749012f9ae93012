"""What crosses the boundary of habits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from wellserved.measures import Effect, Interval

KEPT = ((2, "Mostly"), (1, "Sometimes"), (0, "Not today"))
FEELINGS = ((1, "Forced"), (2, "A little forced"), (3, "Neither"), (4, "Nearly natural"), (5, "Natural"))
HEARD = (("yes", "Yes"), ("partly", "Partly"), ("no", "No"))


@dataclass(frozen=True)
class HabitIn:
    """A habit as somebody describes it."""

    name: str
    why: str
    starts_on: date
    ends_on: date
    how: str = ""
    phrases: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class TapIn:
    """What one member said about one day. `feeling`: 1 forced to 5 natural, or nothing."""

    member: int
    day: date
    kept: int
    feeling: int | None = None


@dataclass(frozen=True)
class WeekTried:
    """A week that is over: the members' mean share of days on which they mostly did it, and how it felt (1 to 5)."""

    monday: date
    mostly: Interval
    feeling: Interval


@dataclass(frozen=True)
class Span:
    """Two weeks: the mean share of 5 of the teams that try, and of those that wait. None where too few answered."""

    first: date
    tried: float | None
    waited: float | None
    began: bool  # on or after the start


@dataclass(frozen=True)
class Went:
    """The mean share of 5 of some teams, in the eight weeks before and since."""

    was: float | None
    now: float | None


@dataclass(frozen=True)
class Matter:
    """What it did to felt: the effect, the same look at the time before, and when there may be enough to say."""

    effect: Effect
    before: Effect
    spans: tuple[Span, ...]
    first: date
    last: date
    come_back: date | None
    tried: Went
    waited: Went


@dataclass(frozen=True)
class Noticed:
    """What customers say: whether it was done, where it is tried and where it is not."""

    tried: Interval
    waited: Interval
    difference: Interval


@dataclass(frozen=True)
class Spotted:
    """In how many of the letters written by teams that try it the words were found."""

    letters: int
    share: Interval
