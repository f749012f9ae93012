"""Reads of this room."""

from wellserved.calendars.queries.hours import (
    ClosedDays,
    business_hours,
    calendar_of,
    hours_for,
    hours_for_teams,
    next_days_off,
    public_holidays,
    usual_calendar,
)

__all__ = [
    "ClosedDays",
    "business_hours",
    "calendar_of",
    "hours_for",
    "hours_for_teams",
    "next_days_off",
    "public_holidays",
    "usual_calendar",
]
