"""What recurs: each looks at a batch, and may run twice."""

from __future__ import annotations

from wellserved.cases.actions import chances, ticking


def look_at_clocks() -> int:
    """What is late is told further up."""
    return ticking.look_at_clocks()


def give_leads_to_orphans() -> int:
    """No case rests with somebody who has left."""
    return ticking.give_leads_to_orphans()


def settle_chances() -> int:
    """How the next time went."""
    return chances.settle_chances(limit=200)


def lapse_chances() -> int:
    """Who was not served for a year."""
    return chances.lapse_chances()
