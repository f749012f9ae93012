"""What the statistics return, and from how many observations on they say anything."""

from __future__ import annotations

from dataclasses import dataclass

FEWEST = 5  # below this, pages say "too few to say"


@dataclass(frozen=True)
class Interval:
    """An estimate with its interval and the number of observations behind it. All NaN-free; None where n is 0."""

    estimate: float | None
    low: float | None
    high: float | None
    n: int

    @property
    def too_few(self) -> bool:
        """Whether a page keeps silent about it. The one place that decides.

        >>> Interval(0.5, 0.1, 0.9, 4).too_few, Interval(0.6, 0.2, 0.9, 5).too_few
        (True, False)
        """
        return self.n < FEWEST


NOTHING = Interval(None, None, None, 0)
