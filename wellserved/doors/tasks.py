"""What the worker does for this room: match claims with their tickets, forget who knocked."""

from __future__ import annotations

from wellserved.doors.actions.calling import climb
from wellserved.doors.actions.deciding import forget_left_out, match_claims
from wellserved.doors.actions.knocking import forget_knocks
from wellserved.kit.clock import now

BATCH = 200


def match_claims_now() -> int:
    """The next claims; each is looked at once a minute at most."""
    return match_claims(limit=BATCH)


def forget_who_knocked() -> int:
    """Counts of knocks are kept for a day, answers that were left out for three months."""
    return forget_knocks(before=now()) + forget_left_out(before=now())


def climb_calls() -> int:
    """Calls for a lead that nobody took in five minutes reach whoever comes next."""
    return climb()
