"""The law of self-checks: when one is due, what may be said of a team, and how to read a gap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import hypot

from wellserved.measures import FEWEST, Interval, mean


@dataclass(frozen=True)
class Prediction:
    """What one member foresaw. `known`: their lead may see it, or could once."""

    rate: int  # bullseyes of a hundred
    quality: int
    known: bool = False


@dataclass(frozen=True)
class Forecast:
    """What a team foresaw, in whole percent; only `n` where nothing may be said."""

    n: int
    mean: int | None = None
    low: int | None = None
    high: int | None = None
    quality: int | None = None
    quality_n: int = 0


def quarter_of(day: date) -> date:
    """The first day of the quarter that a day lies in."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def next_quarter(quarter: date) -> date:
    return quarter_of(quarter + timedelta(days=100))


def last_day(quarter: date) -> date:
    return next_quarter(quarter) - timedelta(days=1)


def due_from(quarter: date) -> date:
    """The first day of its third month: by then there is something to look back on."""
    return date(quarter.year, quarter.month + 2, 1)


def quarter_in_words(quarter: date) -> str:
    """ "October to December 2026"."""
    return f"{quarter:%B} to {last_day(quarter):%B %Y}"


def quarter_in_short(quarter: date) -> str:
    """ "Oct–Dec 2026"."""
    return f"{quarter:%b}–{last_day(quarter):%b %Y}"


def forecast(predictions: Sequence[Prediction]) -> Forecast:
    """What may be said of a team, once, when its quarter is over.

    Nothing, unless five or more foresaw it whom nobody above can see one by one: whoever takes away what they know is
    left with a sum over at least five. Nothing either where all said the same, for then the mean is what each said.
    """
    unknown = [one for one in predictions if not one.known]
    rates = [one.rate for one in predictions]
    if len(unknown) < FEWEST or len({one.rate for one in unknown}) == 1:
        return Forecast(len(predictions))
    middle = mean(rates)
    assert middle.estimate is not None
    assert middle.low is not None
    assert middle.high is not None
    quality, said = min(Counter(one.quality for one in predictions).items(), key=lambda pair: (-pair[1], pair[0]))
    return Forecast(
        len(predictions),
        round(middle.estimate),
        max(0, round(middle.low)),
        min(100, round(middle.high)),
        quality,
        said,
    )


def may_open(*, over: bool, opens: bool) -> bool:
    """Whether a member may still change who sees their check: until the quarter is over both ways, then only back.

    What is opened after the team's figure was made would make that figure tell more of the others.
    """
    return not (over and opens)


def reading(gaps: Sequence[Interval]) -> str:
    """How the gaps between foreseen and true read, the oldest first, in shares. Empty where there is none to read."""
    known = [gap for gap in gaps if gap.estimate is not None]
    if not known:
        return ""
    last = known[-1]
    size = _points(last)
    if len(known) == 1:
        if _covers_nothing(last):
            return "What was foreseen cannot be told from what was true."
        way = "hopeful" if (last.estimate or 0) > 0 else "modest"
        return f"It was {size} {_said(size)} too {way}."
    first = known[0]
    was, change = _points(first), abs(first.estimate or 0) - abs(last.estimate or 0)
    sure = abs(change) > hypot(_half(first), _half(last))
    if sure and change > 0:
        return f"The gap shrank from {was} {_said(was)} to {size}: we know our customers better."
    if sure:
        return f"The gap grew from {was} {_said(was)} to {size}. It may be time to listen again."
    if _covers_nothing(last):
        return f"The gap was {was} {_said(was)}; now what is foreseen cannot be told from what is true."
    return f"The gap was {was} {_said(was)} and is now {size}: chance alone could explain the difference."


def _points(gap: Interval) -> int:
    return abs(round(100 * (gap.estimate or 0)))


def _said(points: int) -> str:
    return "point" if points == 1 else "points"


def _half(gap: Interval) -> float:
    return 0.0 if gap.low is None or gap.high is None else (gap.high - gap.low) / 2


def _covers_nothing(gap: Interval) -> bool:
    """Whether no gap at all lies within the interval."""
    return gap.low is not None and gap.high is not None and gap.low <= 0 <= gap.high
