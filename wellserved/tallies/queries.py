"""Reading counts."""

from __future__ import annotations

from wellserved.tallies.models import Delta

MANY = 10_000


def waiting() -> int:
    """How many changes have not been counted yet; counts no further than MANY."""
    return Delta.objects.order_by()[:MANY].count()
