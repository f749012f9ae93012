"""What became of what a meeting decided, where a note stands in a theme, and what is a note at all. Pure."""

from __future__ import annotations

from datetime import datetime

TOO_CLOSE = 1e-6  # two notes between which no third finds room: all of them are numbered again


def state_of(decision: str, promise: str, due_at: datetime | None, now: datetime) -> str:
    """What became of a decision: undecided, kept up, unsaid, open, late, done or dropped.

    `promise` is the state of the promise that the action became: open, kept, broken; empty where there is none,
    because it is not said yet who does what by when.
    """
    if decision != "adjust":
        return "kept_up" if decision == "keep" else "undecided"
    if promise == "open":
        return "late" if due_at is not None and due_at < now else "open"
    return {"kept": "done", "broken": "dropped"}.get(promise, "unsaid")


def places_between(before: float | None, after: float | None, n: int = 1) -> list[float] | None:
    """Places for so many between two neighbours, in order; None where there is no room left between them.

    >>> places_between(None, None), places_between(1.0, None, 2), places_between(None, 1.0, 2)
    ([1.0], [2.0, 3.0], [-1.0, 0.0])
    >>> places_between(1.0, 2.0, 3), places_between(1.0, 1.0)
    ([1.25, 1.5, 1.75], None)
    """
    if after is None:
        return [(before or 0.0) + number for number in range(1, n + 1)]
    if before is None:
        return [after - number for number in range(n, 0, -1)]
    step = (after - before) / (n + 1)
    return [before + step * number for number in range(1, n + 1)] if step > TOO_CLOSE else None


def is_a_note(text: str) -> bool:
    """Whether a line says something: what stands between two quotes is often a comma alone.

    >>> is_a_note(" . "), is_a_note("OK"), is_a_note("快")
    (False, True, True)
    """
    letters = [letter for letter in text if letter.isalnum()]
    return len(letters) > 1 or any(ord(letter) > 0x2E7F for letter in letters)
