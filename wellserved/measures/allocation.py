"""Where to ask, when not everybody can be: chances that narrow the widest intervals most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

Z2 = NormalDist().inv_cdf(0.975) ** 2  # 3.84: Wilson's interval of n answers is about as wide as that of n + z² in all
HALVINGS = 60


@dataclass(frozen=True)
class Known:
    """What is known about a cell, and what is to be expected of it."""

    successes: int  # of the answers that are there
    n: int
    coming: float  # how many will come by, that might be asked
    answering: float  # the share of those asked who answer, above 0

    @property
    def spread(self) -> float:
        """The standard deviation of one answer, its share drawn toward a half as in Wilson's interval.

        >>> Known(0, 0, 1, 1).spread, round(Known(8, 8, 1, 1).spread, 3)
        (0.5, 0.369)
        """
        p = (self.successes + Z2 / 2) / (self.n + Z2)
        return sqrt(p * (1 - p))

    def width(self, more: float = 0.0) -> float:
        """About how wide its 95 % interval is, with so many more answers of the same kind.

        >>> Known(0, 0, 1, 1).width()
        1.0
        """
        return 2 * self.spread * sqrt(Z2 / (self.n + more + Z2))


def allocate(cells: Sequence[Known], budget: float, floor: float) -> tuple[float, ...]:
    """The chance of being asked in each cell, so that the widest of the cells' intervals becomes as narrow as it can.

    With sᵢ the spread of one answer, nᵢ the answers there are, cᵢ how many will come by, rᵢ the share of those asked
    who answer, and chances πᵢ, the half-width of cell i will be about z·sᵢ/√(nᵢ + rᵢcᵢπᵢ + z²). Among all chances with

        Σ cᵢπᵢ = budget,   floor·e ≤ πᵢ ≤ 1,   e = budget/Σ cᵢ (the even chance)

    the largest half-width is least where nᵢ + rᵢcᵢπᵢ + z² = κ·sᵢ² in every cell whose chance lies between its limits;
    κ is found by bisection. This is Neyman's allocation (more where answers spread more) for the largest variance
    rather than their sum, with what is known already counted in, so that what is asked goes where it narrows most.
    Cells that are alike in everything get the even chance. If the budget is enough for all, everybody has chance 1.

    Source: J. Neyman, "On the two different aspects of the representative method", Journal of the Royal Statistical
    Society 97 (1934); for equal precision in each stratum: W. G. Cochran, Sampling Techniques (1977), section 5.A.

    Two cells of 100 who are to come by, all of whom would answer: one has 90 answers, the other none.

    >>> [round(chance, 3) for chance in allocate([Known(45, 90, 100, 1), Known(0, 0, 100, 1)], 40, 0.25)]
    [0.05, 0.35]
    >>> allocate([Known(7, 9, 50, 0.5), Known(7, 9, 50, 0.5)], 20, 0.25) == (0.2, 0.2)
    True
    """
    if not 0 <= floor <= 1 or budget <= 0:
        raise ValueError("a floor lies between 0 and 1, and there must be something to spend")
    coming = sum(cell.coming for cell in cells)
    if budget >= coming:
        return (1.0,) * len(cells)
    least = floor * budget / coming
    if len({(cell.spread, cell.n, cell.coming, cell.answering) for cell in cells}) == 1:
        return (budget / coming,) * len(cells)
    low, high = 0.0, max((cell.n + cell.answering * cell.coming + Z2) / cell.spread**2 for cell in cells)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        spent = sum(cell.coming * _chance(cell, middle, least) for cell in cells)
        low, high = (middle, high) if spent < budget else (low, middle)
    return tuple(_chance(cell, high, least) for cell in cells)


def _chance(cell: Known, level: float, least: float) -> float:
    """With which its answers will have reached `level` for each unit of variance, as far as may be."""
    missing = level * cell.spread**2 - cell.n - Z2
    possible = cell.answering * cell.coming
    return 1.0 if missing >= possible else max(missing / possible, least)
