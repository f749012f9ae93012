"""How long to wait before trying again."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from wellserved.jobs.rules import LONGEST_PAUSE, LONGEST_WAIT, pause_after_failures, wait_before_retry


def test_the_first_waits() -> None:
    assert [wait_before_retry(n, 0).total_seconds() for n in (1, 2, 3, 4)] == [5, 20, 80, 320]


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_a_wait_grows_but_never_beyond_its_cap(attempts: int, jitter: float) -> None:
    wait = wait_before_retry(attempts, jitter)
    assert wait <= LONGEST_WAIT * 1.25
    assert wait_before_retry(attempts + 1, 0) >= wait_before_retry(attempts, 0)


@given(st.integers(0, 10_000), st.integers(1, 100_000))
def test_a_job_rests_at_least_its_time_and_a_failing_one_no_longer_than_it_must(failures: int, seconds: int) -> None:
    every = timedelta(seconds=seconds)
    pause = pause_after_failures(every, failures)
    assert every <= pause <= max(every, LONGEST_PAUSE)
    assert pause_after_failures(every, 0) == every
