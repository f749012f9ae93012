"""What crosses the boundary of this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Evidence:
    """Why we think so: what kind of thing it is, its number there, and one sentence."""

    kind: str  # "theme": its sentence is the theme; "call": its sentence is what was said in it; "case", "response" …
    id: int
    sentence: str
    quote: bool = False  # whether it is their own words, and not what somebody noted down


@dataclass(frozen=True)
class Piece:
    """An evidence as somebody sees it who may: where it stands, and what it says."""

    name: str
    href: str
    sentence: str
    quote: bool


@dataclass(frozen=True)
class Pieces:
    """The evidence of an idea for one reader. What they may not see is counted only."""

    shown: tuple[Piece, ...]
    n: int

    @property
    def hidden(self) -> int:
        return self.n - len(self.shown)


@dataclass(frozen=True)
class Placed:
    """Where somebody puts an idea: from one to ten, across and up."""

    improvement_id: int
    x: int
    y: int
    words: str = ""


@dataclass(frozen=True)
class Spread:
    """What several people think: the middle one, and between where half of them lie."""

    n: int
    median: float
    low: float
    high: float

    @property
    def apart(self) -> bool:
        """They think so differently that it is worth talking about before anything is decided."""
        return self.high - self.low >= 4


@dataclass(frozen=True)
class Weighed:
    """An idea after the reveal. Fewer than three placements are nobody's business but theirs: x and y are None."""

    improvement_id: int
    text: str
    n: int
    x: Spread | None
    y: Spread | None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class ToMove:
    """What a done idea should move: which number, where, by how many points, and how long until we look."""

    number: str
    team_id: int | None
    service_id: int | None
    worth: int
    weeks: int


@dataclass(frozen=True)
class Weeks:
    """A share by week: how many of how many, the oldest first."""

    first: date
    counts: tuple[int, ...]
    sizes: tuple[int, ...]

    @property
    def n(self) -> int:
        return sum(self.sizes)

    @property
    def k(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class Checked:
    """What became of the number: points of difference with their range, and what that allows us to say."""

    verdict: str
    why: str
    before: float | None
    after: float | None
    n_before: int
    n_after: int
    difference: float | None = None
    low: float | None = None
    high: float | None = None
