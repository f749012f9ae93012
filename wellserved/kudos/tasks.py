"""What the worker does for kind words. Safe to run twice."""

from __future__ import annotations

from wellserved.kudos.actions.digesting import write_digests
from wellserved.kudos.actions.suggesting import notice_praise

BATCH = 100


def notice_praise_in_answers() -> int:
    """Comments that read like praise are noted for a person to decide."""
    return notice_praise(limit=BATCH)


def write_monthly_digests() -> int:
    """The kind words of last month, once to everybody."""
    return write_digests(limit=BATCH)
