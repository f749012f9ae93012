"""What the worker does for monthly pages."""

from __future__ import annotations

from wellserved.insight.reports.actions import write_due_reports

BATCH = 20  # each takes about half a second: its figures, its chart, its print


def write_reports() -> int:
    """Write the letters whose day has come."""
    return write_due_reports(limit=BATCH)
