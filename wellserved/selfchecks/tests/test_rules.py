"""The law of self-checks: quarters, what may be said of a team, how gaps read."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wellserved.measures import FEWEST, Interval, difference, wilson
from wellserved.selfchecks.rules import (
    Prediction,
    due_from,
    forecast,
    last_day,
    may_open,
    next_quarter,
    quarter_in_short,
    quarter_in_words,
    quarter_of,
    reading,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
PREDICTIONS = st.lists(st.builds(Prediction, st.integers(0, 100), st.integers(0, 9), st.booleans()), max_size=20)


@given(DAYS)
def test_every_day_lies_in_one_quarter(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter <= day <= last_day(quarter)
    assert quarter_of(last_day(quarter)) == quarter
    assert next_quarter(quarter) == last_day(quarter) + timedelta(days=1)
    assert quarter < due_from(quarter) < last_day(quarter)


def test_quarters_in_words() -> None:
    assert quarter_in_words(date(2026, 10, 1)) == "October to December 2026"
    assert quarter_in_short(date(2026, 1, 1)) == "Jan–Mar 2026"


@given(PREDICTIONS)
def test_a_team_is_silent_unless_five_foresaw_whom_nobody_above_can_see(predictions: list[Prediction]) -> None:
    got = forecast(predictions)
    unknown = [one for one in predictions if not one.known]
    assert got.n == len(predictions)
    if got.mean is not None:
        assert len(unknown) >= FEWEST
        assert len({one.rate for one in unknown}) > 1
        assert got.low is not None
        assert got.high is not None
        assert 0 <= got.low <= got.mean <= got.high <= 100
    else:
        assert (got.low, got.high, got.quality, got.quality_n) == (None, None, None, 0)


@given(st.lists(st.integers(0, 100), min_size=FEWEST, max_size=12), st.lists(st.integers(0, 100), max_size=8))
def test_what_is_known_taken_away_leaves_no_single_person(private: list[int], opened: list[int]) -> None:
    """A lead knows the mean, n, and each opened guess. Whatever one private guess was, another would fit as well."""
    predictions = [Prediction(rate, 0) for rate in private] + [Prediction(rate, 0, known=True) for rate in opened]
    got = forecast(predictions)
    if got.mean is None:
        return
    others = sorted(private)[1:-1]
    low, high = min(private), max(private)
    # Two guesses moved towards each other, or apart, by one: the same sum, so the same mean, from different people.
    moved = [low + 1, *others, high - 1] if high - low > 1 else None
    if moved is not None:
        again = forecast([Prediction(r, 0) for r in moved] + [Prediction(r, 0, known=True) for r in opened])
        assert again.mean in (None, got.mean)


def test_a_check_is_opened_only_while_its_quarter_runs_and_closed_always() -> None:
    assert may_open(over=False, opens=True)
    assert may_open(over=False, opens=False)
    assert may_open(over=True, opens=False)
    assert not may_open(over=True, opens=True)


def gap(foreseen: float, hits: int, n: int) -> Interval:
    return difference(Interval(foreseen, foreseen - 0.03, foreseen + 0.03, 8), wilson(hits, n))


def test_how_gaps_read() -> None:
    assert reading([]) == ""
    assert reading([Interval(None, None, None, 0)]) == ""
    assert reading([gap(0.9, 500, 1000)]) == "It was 40 points too hopeful."
    assert reading([gap(0.3, 500, 1000)]) == "It was 20 points too modest."
    assert reading([gap(0.51, 500, 1000)]) == "What was foreseen cannot be told from what was true."
    better = reading([gap(0.9, 500, 1000), gap(0.6, 500, 1000)])
    assert better == "The gap shrank from 40 points to 10: we know our customers better."
    worse = reading([gap(0.6, 500, 1000), gap(0.9, 500, 1000)])
    assert worse == "The gap grew from 10 points to 40. It may be time to listen again."
    unsure = reading([gap(0.6, 500, 1000), gap(0.58, 500, 1000)])
    assert unsure == "The gap was 10 points and is now 8: chance alone could explain the difference."
    gone = reading([gap(0.57, 500, 1000), gap(0.53, 500, 1000)])
    assert gone == "The gap was 7 points; now what is foreseen cannot be told from what is true."
