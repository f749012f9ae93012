"""What stands in the calendar that a member subscribes to; rooms above add what is theirs.

@in_feeds
def calls(member_id: int, first: datetime, last: datetime) -> list[Entry]: ...
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from wellserved.calendars.shapes import Entry

Feeder = Callable[[int, datetime, datetime], list[Entry]]
BACK, AHEAD = timedelta(days=30), timedelta(days=180)
_feeders: list[Feeder] = []


def in_feeds(feeder: Feeder) -> Feeder:
    """Add these entries to each member's feed. They say no more of anybody than who, and how to reach them."""
    if feeder not in _feeders:
        _feeders.append(feeder)
    return feeder


def entries_for(member_id: int, moment: datetime) -> list[Entry]:
    """All that is in a member's feed, in order."""
    found = [entry for feeder in _feeders for entry in feeder(member_id, moment - BACK, moment + AHEAD)]
    return sorted(found, key=lambda entry: (entry.starts_at, entry.uid))
