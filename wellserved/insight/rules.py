"""From counts to figures, from words to periods, from weeks to a trend."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from wellserved.insight.shapes import Figures, OneSided, Period, Trend, TwoByTwo, Week
from wellserved.measures import Interval, p_prime, wilson, wilson_weighted
from wellserved.tallies.rules import ALONE, COLUMNS, WEIGHTED
from wellserved.tallies.spans import LATEST

PERIODS: tuple[tuple[str, str], ...] = (
    ("this-month", "This month"),
    ("last-month", "Last month"),
    ("90-days", "Last 90 days"),
    ("this-year", "This year"),
)
WEEKS_SHOWN = 20
MOST_WEEKS = 105
WEEKS_FOR_A_BAND = 8  # with fewer weeks of answers the ordinary wobble is not known
FELT = range(1, 6)
EVEN = 0.97  # weighted answers that are worth so much of as many even ones need no rate of their own
EMPTY: Mapping[str, int] = dict.fromkeys((*COLUMNS, "by_doors"), 0)


def figures(counts: Mapping[str, int]) -> Figures:
    """The figures of a cell, or of a sum of cells."""
    achieved = counts["achieved_no"] + counts["achieved_partly"] + counts["achieved_yes"]
    felt = sum(counts[f"felt_{face}"] for face in FELT)
    both, bullseye = counts["both"], counts["bullseye"]
    yes, great = counts["both_yes"], counts["both_great"]
    return Figures(
        n=both,
        asked=counts["asked"],
        answered=counts["answered"],
        by_doors=counts.get("by_doors", 0),
        served=counts["served"],
        bullseye=wilson(bullseye, both),
        achieved=wilson(counts["achieved_yes"], achieved),
        felt=wilson(counts["felt_5"], felt),
        felt_mean=sum(face * counts[f"felt_{face}"] for face in FELT) / felt if felt else None,
        one_sided=OneSided(achieved - both, felt - both),
        two_by_two=TwoByTwo(bullseye, yes - bullseye, great - bullseye, both - yes - great + bullseye),
        weighted=_weighted(counts, both, *WEIGHTED[0][1:]),
        weighted_achieved=_weighted(counts, achieved, *WEIGHTED[1][1:]),
        weighted_felt=_weighted(counts, felt, *WEIGHTED[2][1:]),
    )


def _weighted(
    counts: Mapping[str, int], n: int, hits: str, more: str, more_hits: str, more_squares: str
) -> Interval | None:
    """A rate with each answer weighted by its chance. None where the chances were (nearly) all the same."""
    successes = ALONE * counts[hits] + int(counts[more_hits])
    weight = ALONE * n + int(counts[more])
    squares = ALONE * ALONE * n + int(counts[more_squares])
    if weight <= 0 or squares <= 0 or not 0 <= successes <= weight or weight * weight > EVEN * squares * n:
        return None
    return wilson_weighted(successes, weight, squares, n)


def months_around(period: Period) -> tuple[date | None, date | None]:
    """The whole months that hold this period.

    >>> [str(day) for day in months_around(between(date(2026, 1, 30), date(2026, 2, 3)))]
    ['2026-01-01', '2026-02-28']
    """
    first, last = period.first, period.last and min(period.last, LATEST)
    end = last and (last.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first and first.replace(day=1), end


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


EARLIEST = date(1000, 1, 1)  # before it there are not always weeks to look back on


def trend_from(period: Period, today: date) -> tuple[date, date]:
    """First and last day of the trend: whole weeks, at least WEEKS_SHOWN, ending with the period (or now)."""
    end = max(min(period.last or today, today), EARLIEST)
    last = monday_of(end) + timedelta(days=6)
    shown = monday_of(end) - timedelta(weeks=WEEKS_SHOWN - 1)
    first = monday_of(period.first) if period.first else last - timedelta(weeks=MOST_WEEKS)
    return max(min(first, shown), last - timedelta(weeks=MOST_WEEKS) + timedelta(days=1)), last


def trend(by_week: Mapping[date, Mapping[str, int]], first: date, last: date) -> Trend:
    """The weeks from the first that has answers on, with Laney's p′ band if there are enough of them."""
    mondays = [first + timedelta(weeks=i) for i in range((last - first).days // 7 + 1)]
    answered = [monday for monday in mondays if by_week.get(monday, {}).get("both")]
    if not answered:
        return Trend((), None, False)
    mondays = mondays[mondays.index(answered[0]) :]
    found = [figures(by_week[monday]) if monday in by_week else figures(EMPTY) for monday in mondays]
    chart = p_prime([week.two_by_two.done_great for week in found], [week.n for week in found])
    has_band = len(answered) >= WEEKS_FOR_A_BAND
    weeks = tuple(
        Week(
            monday,
            week,
            chart.lower[i] if has_band else None,
            chart.upper[i] if has_band else None,
            has_band and chart.signals[i] and not week.too_few,
        )
        for i, (monday, week) in enumerate(zip(mondays, found, strict=True))
    )
    return Trend(weeks, chart.centre, has_band)


def period(key: str, today: date, first: date | None = None, last: date | None = None) -> Period:
    """The period somebody chose, in days and in words. What is not known means this month."""
    if key == "days" and (first or last):
        return between(first, last)
    month = today.replace(day=1)
    if key == "last-month":
        end = month - timedelta(days=1)
        return Period(key, end.replace(day=1), end, "last month", _label(end.replace(day=1), end))
    if key == "90-days":
        start = today - timedelta(days=89)
        return Period(key, start, today, "in the last 90 days", _label(start, today))
    if key == "this-year":
        return Period(key, today.replace(month=1, day=1), today.replace(month=12, day=31), "this year", f"{today:%Y}")
    end = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return Period("this-month", month, end, "this month", _label(month, end))


def between(first: date | None, last: date | None) -> Period:
    """From one day to another, both included; turned round if they were given the wrong way."""
    if first and last:
        first, last = min(first, last), max(first, last)
        words = f"on {_day(first)}" if first == last else f"from {_day(first)} to {_day(last)}"
        return Period("days", first, last, words, _label(first, last))
    if first:
        return Period("days", first, None, f"since {_day(first)}", f"Since {_day(first)}")
    if last:
        return Period("days", None, last, f"until {_day(last)}", f"Until {_day(last)}")
    return Period("all", None, None, "from the beginning", "All time")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _label(first: date, last: date) -> str:
    if first == last:
        return f"{first.day} {first:%b}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {last:%b}"
    if first.year == last.year:
        return f"{first.day} {first:%b} – {last.day} {last:%b}"
    return f"{first.day} {first:%b %Y} – {last.day} {last:%b %Y}"
