"""Quiet time is the contact's own: their clock, their weekend, their holidays, and the pauses that an admin set."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wellserved.calendars.places import country_of_zone, weekend_of
from wellserved.calendars.queries import ClosedDays
from wellserved.surveys.rules.known import Pause, Policy, Where
from wellserved.surveys.rules.quiet import may_write, next_time_to_write, quiet_again_at, times_of_letter

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Riyadh", "Asia/Kathmandu", "Pacific/Auckland")
START = datetime(2026, 1, 1, tzinfo=UTC)
LATEST = timedelta(days=400)

clocks = st.integers(0, 95).map(lambda quarter: time(quarter // 4, 15 * (quarter % 4)))
days = st.integers(0, 365).map(lambda day: date(2026, 1, 1) + timedelta(days=day))
pauses = st.lists(st.tuples(days, st.integers(0, 40)), max_size=3).map(
    lambda those: tuple(Pause("Exams", first, first + timedelta(days=long)) for first, long in those)
)
policies = st.builds(
    Policy,
    go_live_at=st.none(),
    quiet_from=clocks,
    quiet_until=clocks,
    on_weekends=st.booleans(),
    on_holidays=st.booleans(),
    pauses=pauses,
)
places = st.builds(
    Where,
    zone=st.sampled_from(ZONES),
    weekend=st.sampled_from([frozenset({5, 6}), frozenset({4, 5}), frozenset({6})]),
    holidays=st.sets(days, max_size=20).map(frozenset),
)
moments = st.integers(0, 60 * 24 * 365).map(lambda minute: START + timedelta(minutes=minute))


def quiet(moment: datetime, where: Where, policy: Policy) -> bool:
    """The same said in another way, on the contact's wall clock."""
    local = moment.astimezone(ZoneInfo(where.zone))
    day, clock = local.date(), local.time()
    if not policy.on_weekends and day.weekday() in where.weekend:
        return True
    if not policy.on_holidays and day in where.holidays:
        return True
    if any(pause.first <= day <= pause.last for pause in policy.pauses):
        return True
    start, end = policy.quiet_from, policy.quiet_until
    if start == end:
        return False
    return start <= clock < end if start < end else clock >= start or clock < end


@given(moments, places, policies)
@example(datetime(2026, 3, 29, 1, tzinfo=UTC), Where("Europe/Berlin"), Policy(None, on_weekends=True))
@example(datetime(2026, 11, 1, 6, 30, tzinfo=UTC), Where("America/New_York"), Policy(None, quiet_from=time(1)))
def test_whether_it_is_quiet_is_what_their_wall_clock_says(moment: datetime, where: Where, policy: Policy) -> None:
    local = moment.astimezone(ZoneInfo(where.zone))
    offsets = {(moment + timedelta(hours=hours)).astimezone(ZoneInfo(where.zone)).utcoffset() for hours in (-3, 3)}
    if len(offsets) == 1:  # in the hours around a change of clocks, a time of day may come twice or never
        assert may_write(moment, where, policy) == (not quiet(moment, where, policy)), local


@given(moments, places, policies)
def test_the_next_time_to_write_is_the_first_that_is_not_quiet(moment: datetime, where: Where, policy: Policy) -> None:
    opens = next_time_to_write(moment, where, policy)
    assert opens is not None and moment <= opens < moment + LATEST and may_write(opens, where, policy)
    assert (opens == moment) == may_write(moment, where, policy)
    step = max((opens - moment) / 50, timedelta(minutes=15))
    earlier = moment
    while earlier < opens:
        assert not may_write(earlier, where, policy)
        earlier += step


@given(moments, places, policies)
def test_a_letter_rests_from_the_moment_that_it_is_quiet_again(moment: datetime, where: Where, policy: Policy) -> None:
    opens = next_time_to_write(moment, where, policy)
    assert opens is not None
    rests = quiet_again_at(opens, where, policy, opens + timedelta(days=3))
    assert rests > opens and may_write(rests - timedelta(seconds=1), where, policy)
    if rests < opens + timedelta(days=3):
        assert not may_write(rests, where, policy)


def test_from_friday_evening_to_monday_morning() -> None:
    friday = datetime(2026, 11, 20, 19, 30, tzinfo=UTC)  # 20:30 in Berlin
    where, policy = Where("Europe/Berlin"), Policy(None, remind_after=timedelta(days=5))
    opens = next_time_to_write(friday, where, policy)
    assert opens == datetime(2026, 11, 23, 7, tzinfo=UTC)
    times = times_of_letter(opens, opens + timedelta(days=7), where, policy)
    assert times.rests_from == datetime(2026, 11, 23, 19, tzinfo=UTC)
    assert times.remind_at == datetime(2026, 11, 30, 7, tzinfo=UTC), "five days later is a Saturday"


@pytest.mark.parametrize(
    ("zone", "country", "weekend"),
    [
        ("Europe/Berlin", "DE", {5, 6}),
        ("Asia/Riyadh", "SA", {4, 5}),
        ("Etc/UTC", "", {5, 6}),
        ("nowhere", "", {5, 6}),
    ],
)
def test_the_weekend_is_that_of_the_country_their_clock_stands_in(zone: str, country: str, weekend: set[int]) -> None:
    assert country_of_zone(zone) == country and weekend_of(country) == weekend


def test_holidays_are_those_of_their_country() -> None:
    christmas = datetime(2026, 12, 25, 10, tzinfo=UTC)
    german = Where("Europe/Berlin", holidays=ClosedDays("DE", "", frozenset()))
    assert not may_write(christmas, german, Policy(None)) and may_write(
        christmas, german, Policy(None, on_holidays=True)
    )
    assert may_write(christmas, Where("Europe/Berlin"), Policy(None))
