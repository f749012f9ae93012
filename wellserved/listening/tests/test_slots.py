"""The times that a contact can choose from."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wellserved.calendars.rules import is_working
from wellserved.calendars.shapes import BusinessHours
from wellserved.listening.rules.slots import APART, NOTICE, TALK, Hours, clashes, is_offered, slots

DAY = date(2026, 11, 25)  # a Wednesday
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def hours(zone: str = "Europe/Berlin", *spans: tuple[int, int], closed: frozenset[date] = frozenset()) -> Hours:
    week = tuple(spans or ((600, 720),) for _ in range(7))
    return Hours(BusinessHours(zone, week), (BusinessHours(zone, week, closed),))


def test_every_twenty_minutes_of_the_hours_in_the_members_time() -> None:
    got = slots(hours(), [], DAY, DAY, NOW)
    assert [f"{slot:%H:%M}" for slot in got] == ["09:00", "09:20", "09:40", "10:00", "10:20", "10:40"]


def test_days_off_taken_times_and_too_little_notice_are_left_out() -> None:
    assert slots(hours(closed=frozenset({DAY})), [], DAY, DAY, NOW) == []
    nine = datetime(2026, 11, 25, 9, tzinfo=UTC)
    assert nine not in slots(hours(), [nine + timedelta(minutes=19)], DAY, DAY, NOW)
    assert nine in slots(hours(), [nine - timedelta(minutes=20)], DAY, DAY, NOW)
    assert slots(hours(), [], DAY, DAY, nine - timedelta(hours=3))[0] == nine + timedelta(hours=1)
    assert slots(hours(), [], DAY, DAY, nine + timedelta(days=1)) == []


def test_long_days_are_spread_over() -> None:
    got = slots(hours("UTC", (480, 1080)), [], DAY, DAY, NOW)
    assert (len(got), f"{got[0]:%H:%M}", f"{got[-1]:%H:%M}") == (6, "08:00", "17:40")
    assert len(slots(hours(), [], DAY, DAY + timedelta(days=100), NOW)) == 8 * 6


def test_the_hour_that_is_missing_in_spring_is_never_offered() -> None:
    night = hours("Europe/Berlin", (60, 240))
    got = slots(night, [], date(2027, 3, 28), date(2027, 3, 28), NOW)
    assert all(is_working(slot, night.own) for slot in got)
    assert len(got) == len(set(got))


times = st.datetimes(datetime(2026, 10, 20), datetime(2026, 12, 24), timezones=st.just(UTC))
spans = st.tuples(st.integers(0, 1380), st.integers(10, 600)).map(lambda found: (found[0], min(1440, sum(found))))
zones = st.sampled_from(["UTC", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Chatham"])


@given(zones, spans, st.lists(times, max_size=8), times, st.integers(0, 20))
def test_whatever_is_offered_can_be_had(
    zone: str, span: tuple[int, int], taken: list[datetime], now: datetime, days: int
) -> None:
    these, first = hours(zone, span), now.date()
    last = first + timedelta(days=days)
    got = slots(these, taken, first, last, now)
    assert got == sorted(set(got))
    for slot in got:
        assert is_offered(slot, these, first, last, now)
        assert is_working(slot, these.own)
        assert is_working(slot + TALK - timedelta(seconds=1), these.own)
        assert not clashes(slot, taken)
        assert slot >= now + NOTICE
        assert not clashes(slot, [other for other in got if other != slot])
    assert APART >= TALK
