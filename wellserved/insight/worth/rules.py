"""From counts and days to what it is worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from wellserved.insight.worth.shapes import Active, Complaints, Counts, Quarter
from wellserved.measures import FEWEST, Interval, kaplan_meier, per_occasion, times_as_often, wilson

SHOWN = 9  # quarters: the one that runs, four that are over, and the four before
RECENT = 90  # days in which a client who is active was served
WITHIN = (30, 60, 90, 180)
USUAL_WITHIN = 60
EARLIEST = date(1000, 1, 1)
Story = tuple[int, int | None]  # days that somebody was looked at; days until they came back, None if they have not


def quarter_of(day: date) -> date:
    """The first day of its quarter.

    >>> str(quarter_of(date(2026, 11, 22)))
    '2026-10-01'
    """
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def next_quarter(first: date) -> date:
    return quarter_of(first + timedelta(days=95))


def quarters_until(day: date) -> list[date]:
    """The quarters shown: the last is that of this day.

    >>> [str(first) for first in quarters_until(date(2026, 11, 22))][-2:]
    ['2026-07-01', '2026-10-01']
    """
    found = [quarter_of(max(day, EARLIEST))]
    while len(found) < SHOWN:
        found.insert(0, quarter_of(found[0] - timedelta(days=1)))
    return found


def complaints_of(by_quarter: Mapping[date, Counts], shown: Sequence[date], today: date) -> Complaints:
    """From the first quarter in which anybody was served on. The newer half of those over is held against the older."""
    begun = [first for first in shown if by_quarter.get(first, Counts()).served]
    quarters = tuple(_quarter(first, by_quarter.get(first, Counts()), today) for first in shown if first >= begun[0]) \
        if begun else ()  # fmt: skip
    over = [one for one in quarters if one.whole]
    half = len(over) // 2
    newer, older = over[len(over) - half :], over[len(over) - 2 * half : len(over) - half]
    ratio = times_as_often(*_added(newer), *_added(older))
    return Complaints(quarters, ratio, half)


def _quarter(first: date, counts: Counts, today: date) -> Quarter:
    return Quarter(
        first,
        next_quarter(first) <= today,
        counts.complaints,
        counts.served,
        per_occasion(counts.complaints, counts.served),
        wilson(counts.bullseye, counts.both),
    )


def _added(quarters: Iterable[Quarter]) -> tuple[int, int]:
    quarters = list(quarters)
    return sum(one.complaints for one in quarters), sum(one.served for one in quarters)


def active(recent: Mapping[int, Counts], before: Mapping[int, Counts]) -> Active:
    """Who was served in the last 90 days, of those who were served in the 90 days before. Number 0 is no client."""
    now = {client for client, counts in recent.items() if client and counts.served > 0}
    then = {client for client, counts in before.items() if client and counts.served > 0}
    stayed = then & now
    return Active(
        len(now),
        len(then),
        wilson(len(stayed), len(then)),
        _bullseye(before[client] for client in stayed),
        _bullseye(before[client] for client in then - stayed),
    )


def _bullseye(counts: Iterable[Counts]) -> Interval:
    counts = list(counts)
    return wilson(sum(one.bullseye for one in counts), sum(one.both for one in counts))


def came_back(stories: Sequence[Story], within: int) -> Interval:
    """The share who came back within so many days, by Kaplan and Meier; n is people.

    Nothing is said where fewer than five could have been seen for so long: the end of the curve would be a guess.
    """
    long_enough = sum(looked >= within for looked, _ in stories)
    if long_enough < FEWEST:
        return Interval(None, None, None, long_enough)
    durations = [looked if back is None else min(back, looked) for looked, back in stories]
    curve = kaplan_meier(durations, [back is not None and back <= looked for looked, back in stories])
    left = curve.at(within)
    if left.estimate is None or left.low is None or left.high is None:  # nobody has come back by then
        return wilson(0, long_enough)
    return Interval(1 - left.estimate, 1 - left.high, 1 - left.low, len(stories))
