"""Moments and numbers as people say them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wellserved.kit.saying import moment, number

NOW = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # already Monday the 23rd in Berlin


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), "today at 10:00"),
        (datetime(2026, 11, 24, 15, 30, tzinfo=UTC), "tomorrow at 16:30"),
        (datetime(2026, 11, 22, 9, 0, tzinfo=UTC), "yesterday at 10:00"),
        (datetime(2026, 11, 26, 8, 0, tzinfo=UTC), "on Thursday at 09:00"),
        (datetime(2026, 11, 17, 8, 0, tzinfo=UTC), "on Tuesday at 09:00"),
        (datetime(2026, 12, 3, 8, 0, tzinfo=UTC), "on 3 December at 09:00"),
        (datetime(2027, 1, 3, 8, 0, tzinfo=UTC), "on 3 January 2027 at 09:00"),
    ],
)
def test_a_moment_is_said_by_the_local_day(when: datetime, said: str) -> None:
    assert moment(when, NOW, "Europe/Berlin") == said


def test_small_numbers_are_words() -> None:
    assert [number(n) for n in (0, 1, 12, 13, 1200)] == ["no", "one", "twelve", "13", "1,200"]
