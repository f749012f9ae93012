"""Who answers and who does not, for page, table and API alike."""

from __future__ import annotations

from dataclasses import dataclass

from wellserved.measures import Interval

SHOWN = 12


@dataclass(frozen=True)
class Voices:
    """How many of a group were asked, and how many answered."""

    id: int
    name: str
    asked: int
    answered: int
    rate: Interval
    quieter: bool  # than all others together, and not by chance


@dataclass(frozen=True)
class Dimension:
    """One way to tell people apart: by team, by language …"""

    key: str
    title: str
    groups: tuple[Voices, ...]
    more: bool = False  # there are groups beyond these

    @property
    def shown(self) -> tuple[Voices, ...]:
        """Those asked most, and whoever is quieter, by name."""
        most = {id(one) for one in sorted(self.groups, key=lambda one: -one.asked)[:SHOWN]}
        return tuple(one for one in self.groups if one.quieter or id(one) in most)

    @property
    def rest(self) -> tuple[Voices, ...]:
        """The others."""
        shown = {id(one) for one in self.shown}
        return tuple(one for one in self.groups if id(one) not in shown)


@dataclass(frozen=True)
class Reweighted:
    """A rate of those who answered, and the same with every group in its true proportion."""

    name: str
    plain: Interval
    weighted: Interval


@dataclass(frozen=True)
class Weighing:
    """The rates, weighted to all who were served; what that costs, and where it cannot help."""

    rates: tuple[Reweighted, ...]
    design_effect: float
    worth: float  # as many even answers would tell as much
    missing: tuple[tuple[str, int], ...]  # groups that were served and from whom nobody answered: (dimension, id)


@dataclass(frozen=True)
class Silence:
    """All of the page."""

    total: Voices
    dimensions: tuple[Dimension, ...]
    weighing: Weighing | None
    missing: tuple[str, ...]  # their names
    looked_at: int  # asks that channel and language were read from: the newest
    all_looked_at: bool

    @property
    def columns(self) -> tuple[tuple[Dimension, ...], tuple[Dimension, ...]]:
        """Short lists at the left, long ones at the right."""
        long = ("service", "client")
        return (
            tuple(each for each in self.dimensions if each.key not in long),
            tuple(each for each in self.dimensions if each.key in long),
        )

    @property
    def quieter(self) -> tuple[tuple[Dimension, Voices], ...]:
        """The groups that answer less than the others, and not by chance."""
        return tuple((each, group) for each in self.dimensions for group in each.groups if group.quieter)
