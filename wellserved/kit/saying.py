"""Moments and numbers as people say them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def number(count: int) -> str:
    """Up to twelve in words, as in a letter."""
    return SMALL[count] if 0 <= count < len(SMALL) else f"{count:,}"


def moment(when: datetime, now: datetime, zone: str) -> str:
    """ "today at 16:30", "tomorrow at 12:00", "on Thursday at 09:00", "on 3 December at 09:00"."""
    local = when.astimezone(ZoneInfo(zone))
    return f"{day(when, now, zone)} at {local:%H:%M}"


def by_moment(when: datetime, now: datetime, zone: str) -> str:
    """ "by Thursday at 09:00": what one says of something that is owed."""
    return "by " + moment(when, now, zone).removeprefix("on ")


def day(when: datetime, now: datetime, zone: str) -> str:
    """ "today", "yesterday", "on Tuesday" within six days; else the date, with its year if it is another."""
    place = ZoneInfo(zone)
    return date_in_words(when.astimezone(place).date(), now.astimezone(place).date())


def date_in_words(wanted: date, today: date) -> str:
    away = (wanted - today).days
    if -1 <= away <= 1:
        return ("yesterday", "today", "tomorrow")[away + 1]
    if abs(away) < 7:
        return f"on {wanted:%A}"
    year = "" if wanted.year == today.year else f" {wanted.year}"
    return f"on {wanted.day} {wanted:%B}{year}"
