"""The clocks of a case: by when what is owed, how they stand still, and how far up a late one is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from wellserved.calendars.rules import add_business_days, add_business_hours, business_time_between
from wellserved.calendars.shapes import BusinessHours
from wellserved.cases.rules.moving import ACKNOWLEDGED, INVESTIGATING, RECEIVED

ACKNOWLEDGE, ANSWER, WORDS = "acknowledge", "answer", "words"
READ_DAYS = 2  # what they write after the answer is read within two business days
PAUSE_DAYS = 10  # a question that nobody answers stops the clocks no longer than this
CLIMB_HOURS = 8  # of work after a clock has run out: then it is told further up …
AGAIN_HOURS = 40  # … and after each further week, once more
LEAD, MANAGER = 1, 2  # how far up it was told


@dataclass(frozen=True)
class Clock:
    """One that runs: when it runs out, and how far up that was told."""

    name: str
    due: datetime
    told: int = 0


@dataclass(frozen=True)
class Clocks:
    """The clocks of one case, as they are stored."""

    state: str
    acknowledge_by: datetime
    answer_by: datetime
    read_by: datetime | None = None
    paused_at: datetime | None = None
    paused_until: datetime | None = None
    told_acknowledge: int = 0
    told_answer: int = 0
    told_words: int = 0

    def running(self) -> Iterator[Clock]:
        """Those that run now. What they wrote waits to be read, whatever the state."""
        if self.paused_at is None:
            if self.state == RECEIVED:
                yield Clock(ACKNOWLEDGE, self.acknowledge_by, self.told_acknowledge)
            if self.state in (RECEIVED, ACKNOWLEDGED, INVESTIGATING):
                yield Clock(ANSWER, self.answer_by, self.told_answer)
        if self.read_by is not None:
            yield Clock(WORDS, self.read_by, self.told_words)


def acknowledge_by(received: datetime, hours: int, calendar: BusinessHours) -> datetime:
    return add_business_hours(received, hours, calendar)


def answer_by(received: datetime, days: int, calendar: BusinessHours) -> datetime:
    return add_business_days(received, days, calendar)


def read_by(written: datetime, calendar: BusinessHours) -> datetime:
    return add_business_days(written, READ_DAYS, calendar)


def paused_until(asked: datetime, calendar: BusinessHours) -> datetime:
    return add_business_days(asked, PAUSE_DAYS, calendar)


def due_after_pause(due: datetime, paused: datetime, resumed: datetime, calendar: BusinessHours) -> datetime:
    """What was left of a clock when it was stopped is left when it runs again; what had run out stays run out."""
    if due <= paused:
        return due
    left = business_time_between(paused, due, calendar)
    return add_business_hours(resumed, left / timedelta(hours=1), calendar)


def level(due: datetime, now: datetime, calendar: BusinessHours) -> int:
    """How far up it must have been told by now: 0 not at all, 1 the lead, 2 the manager, then each week once more."""
    if now <= due:
        return 0
    over = business_time_between(add_business_hours(due, CLIMB_HOURS, calendar), now, calendar)
    if not over:
        return LEAD
    return MANAGER + over // timedelta(hours=AGAIN_HOURS)


def next_level_at(clock: Clock, calendar: BusinessHours) -> datetime:
    """When it must be told one step further than it was."""
    if clock.told == 0:
        return clock.due
    weeks = clock.told - LEAD
    return add_business_hours(clock.due, CLIMB_HOURS + weeks * AGAIN_HOURS, calendar)


def look_at(clocks: Clocks, calendar: BusinessHours) -> datetime | None:
    """When somebody must look at this case again, if nothing happens before; never, where no clock runs."""
    moments = [next_level_at(clock, calendar) for clock in clocks.running()]
    if clocks.paused_until is not None:
        moments.append(clocks.paused_until)
    return min(moments, default=None)
