"""When a contact may be written to, by their own clock: not at night, on a weekend, a holiday or in a pause."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from wellserved.calendars.rules import BusinessHours, is_working, next_working, working_until
from wellserved.calendars.shapes import Span
from wellserved.surveys.rules.known import Pause, Policy, Where

A_MOMENT = timedelta(microseconds=1)
A_MONTH = timedelta(days=30)


def may_write(moment: datetime, where: Where, policy: Policy) -> bool:
    """Whether this is no quiet time for the contact."""
    return is_working(moment, _hours(where, policy))


def next_time_to_write(moment: datetime, where: Where, policy: Policy) -> datetime | None:
    """The moment itself, or when quiet time ends; None if it never does."""
    hours = _hours(where, policy)
    if is_working(moment, hours):
        return moment
    try:
        return next_working(moment + A_MOMENT, hours)
    except ValueError:
        return None


def quiet_again_at(moment: datetime, where: Where, policy: Policy, at_most: datetime) -> datetime:
    """When quiet time begins after a moment that is none, `at_most` at the latest."""
    return working_until(moment, _hours(where, policy), at_most)


class Times(NamedTuple):
    """When a letter may leave: from a moment on, until quiet time begins again; and after which it is too late."""

    not_before: datetime
    rests_from: datetime
    not_after: datetime
    remind_at: datetime | None = None


def times_of_letter(leaves_at: datetime, not_after: datetime, where: Where, policy: Policy) -> Times:
    """For a letter that may leave at this moment, and the second one that may follow it."""
    remind_at = None
    if policy.remind_after:
        remind_at = next_time_to_write(leaves_at + policy.remind_after, where, policy)
    return Times(leaves_at, quiet_again_at(leaves_at, where, policy, leaves_at + A_MONTH), not_after, remind_at)


def pause_on(moment: datetime, where: Where, policy: Policy) -> Pause | None:
    """The pause that this moment falls into."""
    day = moment.astimezone(ZoneInfo(where.zone)).date()
    return next((pause for pause in policy.pauses if pause.first <= day <= pause.last), None)


@dataclass(frozen=True)
class _DaysOff:
    holidays: Container[date]
    pauses: tuple[Pause, ...]

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and (
            any(pause.first <= day <= pause.last for pause in self.pauses) or day in self.holidays
        )


def _hours(where: Where, policy: Policy) -> BusinessHours:
    spans = _open_spans(policy.quiet_from, policy.quiet_until)
    resting = frozenset() if policy.on_weekends else where.weekend
    week = tuple(() if day in resting else spans for day in range(7))
    holidays = frozenset() if policy.on_holidays else where.holidays
    return BusinessHours(where.zone, week, _DaysOff(holidays, policy.pauses))


def _open_spans(quiet_from: time, quiet_until: time) -> tuple[Span, ...]:
    """What of a day is not quiet. The same twice: nothing is."""
    start, end = _minute(quiet_from), _minute(quiet_until)
    if start == end:
        return ((0, 1440),)
    if start > end:  # over midnight
        return ((end, start),)
    return tuple(span for span in ((0, start), (end, 1440)) if span[0] < span[1])


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
