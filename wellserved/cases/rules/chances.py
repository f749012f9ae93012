"""Second chances: how the next time went, and when waiting for it ends."""

from __future__ import annotations

from datetime import datetime, timedelta

WAITING, RECOVERED, LOST, LAPSED = "waiting", "recovered", "lost", "lapsed"
LASTS = timedelta(days=365)
GLAD = 4


def outcome(achieved: int | None, felt: int | None) -> str:
    """Recovered: they got at least some of what they came for, and it felt good or great. Achieved: 0 no, 2 yes.

    An answer that says one side only is judged by that side. One that says neither tells nothing: still waiting.
    """
    if achieved is None and felt is None:
        return WAITING
    if achieved == 0:
        return LOST
    if felt is None:
        return RECOVERED if achieved == 2 else LOST
    return RECOVERED if felt >= GLAD else LOST


def has_lapsed(since: datetime, now: datetime) -> bool:
    return now - since >= LASTS
