"""From a client's counts by month to its baseline: the law of what "their expectations moved" means."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from wellserved.insight.baselines.shapes import Baseline, Level, Month, Shift
from wellserved.measures import Changes, change_points, p_chart, p_prime, wilson

NEEDED = 12  # months with answers that make a baseline
MOST = 72  # so many months are looked back on
FOR_A_WOBBLE = 8  # with fewer points in a level, its wobble beyond chance is not known
Counts = tuple[int, int]  # bullseyes, answers with both sides


def month_of(day: date) -> date:
    return day.replace(day=1)


def months_back(month: date, many: int) -> date:
    """The first of the month so many months earlier.

    >>> months_back(date(2026, 3, 1), 14)
    datetime.date(2025, 1, 1)
    """
    place = month.year * 12 + month.month - 1 - many
    return date(place // 12, place % 12 + 1, 1)


def baseline_of(by_month: Mapping[date, Counts], this_month: date) -> Baseline:
    """The months with answers, the levels they stand at, and where one gave way to the next.

    Months are judged when they are over: a month is looked at once. One without answers says nothing and is left out.
    """
    counted = sorted((month, counts) for month, counts in by_month.items() if counts[1])[-MOST:]
    over = [(month, counts) for month, counts in counted if month < this_month]
    running = [Month(month, wilson(*counts), judged=False) for month, counts in counted if month >= this_month]
    if len(over) < NEEDED:
        return Baseline((*(Month(month, wilson(*counts)) for month, counts in over), *running), (), (), len(over), 0)
    found = change_points([k for _, (k, _) in over], [n for _, (_, n) in over], baseline=NEEDED)
    starts = [0, *(change.at for change in found.points)]
    levels, months = [], []
    for at, (start, end) in enumerate(zip(starts, [*starts[1:], len(over)], strict=True)):
        here = over[start:end]
        counts, sizes = [k for _, (k, _) in here], [n for _, (_, n) in here]
        chart = (p_prime if len(here) >= FOR_A_WOBBLE else p_chart)(counts, sizes)
        levels.append(Level(here[0][0], here[-1][0], wilson(sum(counts), sum(sizes))))
        months += [
            Month(month, wilson(*both), chart.lower[i], chart.upper[i], at, shifted=at > 0 and i == 0)
            for i, (month, both) in enumerate(here)
        ]
    return Baseline((*months, *running), tuple(levels), _shifts(found, [m for m, _ in over]), len(over), found.watched)


def _shifts(found: Changes, months: list[date]) -> tuple[Shift, ...]:
    return tuple(Shift(months[one.at], months[one.seen], one.before, one.after, one.difference) for one in found.points)
