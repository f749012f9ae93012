"""What the worker does for listening rounds."""

from __future__ import annotations

from wellserved.listening.actions.inviting import remind_of_calls


def remind_the_silent() -> int:
    """One second letter to whoever said nothing for four days."""
    return remind_of_calls()
