"""The arithmetic of business time: pure, and right when the clocks change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from wellserved.calendars.shapes import BusinessHours, Span

__all__ = [
    "BusinessHours",
    "add_business_days",
    "add_business_hours",
    "begins_on",
    "business_time_between",
    "example_of_two_days",
    "is_working",
    "next_working",
    "working_until",
]

SEARCHED_DAYS = 800  # a calendar without an open day in two years is a mistake, not a holiday


def is_working(moment: datetime, calendar: BusinessHours) -> bool:
    """Whether somebody works at this moment. The end of a span is no longer in it."""
    day = moment.astimezone(ZoneInfo(calendar.timezone)).date()
    return any(start <= moment < end for start, end in _spans(day, calendar))


def next_working(moment: datetime, calendar: BusinessHours) -> datetime:
    """The moment itself if somebody works then (or has just stopped), else when work begins again."""
    return add_business_hours(moment, 0, calendar)


def begins_on(day: date, calendar: BusinessHours) -> datetime | None:
    """When work begins on this day; nothing on a day off."""
    return next((opens for opens, _ in _spans(day, calendar)), None)


def working_until(moment: datetime, calendar: BusinessHours, at_most: datetime) -> datetime:
    """Until when somebody works without a break from this moment on, or `at_most`. Midnight alone is no break."""
    until = moment
    while until < at_most:
        day = until.astimezone(ZoneInfo(calendar.timezone)).date()
        later = [end for start, end in _spans(day, calendar) if start <= until < end]
        if not later:
            break
        until = later[0]
    return min(until, at_most)


def add_business_hours(start: datetime, hours: float, calendar: BusinessHours) -> datetime:
    """The moment by which so many hours of work have passed, in UTC."""
    start = start.astimezone(UTC)  # sums are only right in UTC: with a zone Python moves the wall clock
    left = timedelta(hours=hours)
    for opens, closes in _spans_from(start, calendar):
        if closes < start:
            continue
        begins = max(start, opens)
        if closes - begins >= left:
            return begins + left
        left -= closes - begins
    raise ValueError("This calendar is never open.")


def business_time_between(start: datetime, end: datetime, calendar: BusinessHours) -> timedelta:
    """How much time of work lies between two moments; none if the second is not later.

    What is left of a span when a clock is stopped: `add_business_hours` of it from another moment is the new end.
    """
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    worked = timedelta()
    for opens, closes in _spans_from(start, calendar):
        if opens >= end:
            break
        worked += max(min(closes, end) - max(opens, start), timedelta())
    return worked


def add_business_days(start: datetime, days: int, calendar: BusinessHours) -> datetime:
    """The same time of day so many working days later, or the nearest working moment of that day, in UTC.

    What comes in when nobody works counts from when work begins again:
    on Friday at 16:30, two days mean Tuesday at 16:30; on Saturday, Wednesday at opening time.
    """
    zone = ZoneInfo(calendar.timezone)
    local = next_working(start, calendar).astimezone(zone)
    day = local.date()
    for _ in range(days):
        day = _next_open_day(day, calendar)
    return _nearest(_instant(day, local.hour * 60 + local.minute, zone, local.second), day, calendar)


def example_of_two_days(now: datetime, calendar: BusinessHours) -> tuple[datetime, datetime]:
    """For a preview: something that comes in on the coming Friday at 16:30, and when it is owed; local times."""
    zone = ZoneInfo(calendar.timezone)
    today = now.astimezone(zone).date()
    friday = today + timedelta(days=(4 - today.weekday()) % 7)
    came_in = datetime(friday.year, friday.month, friday.day, 16, 30, tzinfo=zone)
    return came_in, add_business_days(came_in, 2, calendar).astimezone(zone)


def _nearest(wanted: datetime, day: date, calendar: BusinessHours) -> datetime:
    spans = list(_spans(day, calendar))
    for opens, closes in spans:
        if wanted <= closes:
            return max(wanted, opens)
    return spans[-1][1]


def _next_open_day(day: date, calendar: BusinessHours) -> date:
    for _ in range(SEARCHED_DAYS):
        day += timedelta(days=1)
        if calendar.week[day.weekday()] and day not in calendar.closed:
            return day
    raise ValueError("This calendar is never open.")


def _spans_from(moment: datetime, calendar: BusinessHours) -> Iterator[tuple[datetime, datetime]]:
    day = moment.astimezone(ZoneInfo(calendar.timezone)).date() - timedelta(days=1)
    for _ in range(SEARCHED_DAYS):
        if any(calendar.week):
            yield from _spans(day, calendar)
        day = day if not any(calendar.week) else _next_open_day(day, calendar)


def _spans(day: date, calendar: BusinessHours) -> Iterator[tuple[datetime, datetime]]:
    if day in calendar.closed:
        return
    zone = ZoneInfo(calendar.timezone)
    span: Span
    for span in calendar.week[day.weekday()]:
        opens, closes = _instant(day, span[0], zone), _instant(day, span[1], zone)
        if opens < closes:
            yield opens, closes


def _instant(day: date, minute: int, zone: ZoneInfo, second: int = 0) -> datetime:
    """When the wall clock first shows this minute; if it skips it, when it jumps."""
    day, minute = day + timedelta(days=minute // 1440), minute % 1440
    wall = datetime(day.year, day.month, day.day, minute // 60, minute % 60, second, tzinfo=zone)
    found = wall.astimezone(UTC)
    if found.astimezone(zone).replace(fold=0, tzinfo=None) == wall.replace(tzinfo=None):
        return found
    before, after = wall.replace(fold=1).astimezone(UTC), found
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
