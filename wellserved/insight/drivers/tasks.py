"""What the worker does about drivers. Safe to run twice."""

from __future__ import annotations

from wellserved.insight.drivers.actions import work_out_drivers

AT_ONCE = 10


def keep_drivers() -> int:
    """A few teams at a time, where counts have changed."""
    return work_out_drivers(limit=AT_ONCE)
