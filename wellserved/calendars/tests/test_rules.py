"""The laws of business time, for any calendar and any moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.calendars.rules import (
    BusinessHours,
    add_business_days,
    add_business_hours,
    business_time_between,
    is_working,
    next_working,
)

OFFICE = ((540, 1020),)
WEEK = (OFFICE,) * 5 + ((), ())
BERLIN = BusinessHours("Europe/Berlin", WEEK)
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo"]

moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
lengths = st.integers(0, 800).map(lambda quarters: quarters / 4)  # quarters of an hour are exact


@st.composite
def spans(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    marks = sorted(draw(st.sets(st.integers(0, 96), max_size=4)))
    return tuple((a * 15, b * 15) for a, b in zip(marks[::2], marks[1::2], strict=False))


@st.composite
def calendars(draw: st.DrawFn) -> BusinessHours:
    week = draw(st.tuples(*[spans()] * 7).filter(any))
    closed = draw(st.frozensets(st.dates(date(2024, 1, 1), date(2028, 6, 1)), max_size=20))
    return BusinessHours(draw(st.sampled_from(ZONES)), week, closed)


@st.composite
def steady_calendars(draw: st.DrawFn) -> BusinessHours:
    """The same hours on every open day, by daylight: "the same time tomorrow" always exists."""
    open_days = draw(st.sets(st.integers(0, 6), min_size=1))
    week = tuple(OFFICE if day in open_days else () for day in range(7))
    closed = draw(st.frozensets(st.dates(date(2024, 1, 1), date(2028, 6, 1)), max_size=20))
    return BusinessHours(draw(st.sampled_from(ZONES)), week, closed)


def touches_work(moment: datetime, calendar: BusinessHours) -> bool:
    return is_working(moment, calendar) or is_working(moment - timedelta(microseconds=1), calendar)


@given(moments, lengths, calendars())
def test_hours_never_end_outside_working_time(start: datetime, hours: float, calendar: BusinessHours) -> None:
    end = add_business_hours(start, hours, calendar)
    assert end >= start
    assert touches_work(end, calendar)


@given(moments, moments, lengths, calendars())
def test_who_writes_earlier_is_never_owed_later(
    one: datetime, other: datetime, hours: float, calendar: BusinessHours
) -> None:
    first, second = sorted((one, other))
    assert add_business_hours(first, hours, calendar) <= add_business_hours(second, hours, calendar)
    assert add_business_days(first, 2, calendar) <= add_business_days(second, 2, calendar)


@given(moments, lengths, lengths, calendars())
def test_hours_add_up(start: datetime, one: float, other: float, calendar: BusinessHours) -> None:
    step = add_business_hours(add_business_hours(start, one, calendar), other, calendar)
    assert step == add_business_hours(start, one + other, calendar)


@given(moments, lengths, calendars())
def test_the_time_between_is_what_was_added(start: datetime, hours: float, calendar: BusinessHours) -> None:
    end = add_business_hours(start, hours, calendar)
    assert business_time_between(start, end, calendar) == timedelta(hours=hours)
    assert business_time_between(end, start, calendar) == timedelta() or end == start


@given(st.lists(moments, min_size=3, max_size=3).map(sorted), calendars())
def test_the_times_between_add_up(three: list[datetime], calendar: BusinessHours) -> None:
    a, b, c = (three[0] + (one - three[0]) / 50 for one in three)  # years apart are slow, and no different
    whole = business_time_between(a, c, calendar)
    assert whole == business_time_between(a, b, calendar) + business_time_between(b, c, calendar)


@given(moments, st.integers(0, 12), calendars())
def test_days_never_end_outside_working_time(start: datetime, days: int, calendar: BusinessHours) -> None:
    end = add_business_days(start, days, calendar)
    assert end >= start - timedelta(seconds=1)
    assert touches_work(end, calendar)


@given(moments, st.integers(0, 8), st.integers(0, 8), steady_calendars())
def test_days_add_up_where_every_day_has_the_same_hours(
    start: datetime, one: int, other: int, calendar: BusinessHours
) -> None:
    step = add_business_days(add_business_days(start, one, calendar), other, calendar)
    assert step == add_business_days(start, one + other, calendar)


@given(moments, calendars())
def test_the_next_working_moment_is_itself_when_somebody_works(moment: datetime, calendar: BusinessHours) -> None:
    found = next_working(moment, calendar)
    assert found == moment if is_working(moment, calendar) else found >= moment


def at(text: str, zone: str = "Europe/Berlin") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("came_in", "owed"),
    [
        ("2026-11-20 16:30", "2026-11-24 16:30"),  # Friday: Tuesday, at the same time
        ("2026-11-21 11:00", "2026-11-25 09:00"),  # Saturday counts from Monday morning
        ("2026-11-20 17:30", "2026-11-25 09:00"),  # after hours counts from the next morning
        ("2026-10-23 16:30", "2026-10-27 16:30"),  # over the night on which the clocks change
    ],
)
def test_two_business_days(came_in: str, owed: str) -> None:
    assert add_business_days(at(came_in), 2, BERLIN) == at(owed)


def test_a_holiday_is_no_working_day() -> None:
    calendar = BusinessHours("Europe/Berlin", WEEK, frozenset({date(2026, 12, 25)}))
    assert add_business_days(at("2026-12-24 10:00"), 1, calendar) == at("2026-12-28 10:00")
    assert not is_working(at("2026-12-25 10:00"), calendar)


def test_one_business_hour_goes_over_the_weekend() -> None:
    assert add_business_hours(at("2026-11-20 16:30"), 1, BERLIN) == at("2026-11-23 09:30")


def test_the_night_shift_gains_an_hour_when_the_clocks_go_back_and_loses_one_in_spring() -> None:
    nights = BusinessHours("Europe/Berlin", (((0, 360),),) * 7)
    autumn = add_business_hours(at("2026-10-25 00:00"), 7, nights)
    assert autumn == at("2026-10-25 06:00")  # that night has seven hours
    assert add_business_hours(at("2026-03-29 00:00"), 5, nights) == at("2026-03-29 06:00")


def test_a_span_that_the_clock_skips_begins_when_it_jumps() -> None:
    odd = BusinessHours("Europe/Berlin", (((150, 195),),) * 7)  # 02:30 to 03:15
    assert next_working(at("2026-03-29 00:00"), odd) == at("2026-03-29 03:00")


def test_a_calendar_that_is_never_open_is_refused() -> None:
    with pytest.raises(ValueError, match="never open"):
        add_business_hours(at("2026-11-20 16:30"), 1, BusinessHours("UTC", ((),) * 7))
