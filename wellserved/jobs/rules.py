"""The law of retrying and recurring: how long to wait, and how often."""

from __future__ import annotations

from datetime import timedelta

TRIES = 5
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
LONGEST_PAUSE = timedelta(minutes=5)


def wait_before_retry(attempts: int, jitter: float) -> timedelta:
    """How long a task rests after so many failed attempts: 5 s, 20 s, 80 s … at most an hour.

    `jitter` between 0 and 1 spreads tasks that failed together: it adds up to a quarter.
    """
    factor: int = 4 ** min(attempts - 1, 10)
    wait = min(FIRST_WAIT * factor, LONGEST_WAIT)
    return wait * (1 + jitter / 4)


def pause_after_failures(every: timedelta, failures: int) -> timedelta:
    """How long a recurring job rests after so many failures in a row: twice as long each time, at most five minutes."""
    factor: int = 2 ** min(failures, 16)
    return max(every, min(every * factor, LONGEST_PAUSE))
