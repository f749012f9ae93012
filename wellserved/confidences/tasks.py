"""What the worker does for confidences. It has nothing to do at an answer."""

from __future__ import annotations

from django.conf import settings

from wellserved.confidences.actions.opening import open_ended
from wellserved.confidences.actions.pools import make_pools
from wellserved.kit.clock import local_day, now
from wellserved.surveys.queries.confiding import anybody_confides
from wellserved.surveys.rules.confiding import quarter_of


def keep_confidences() -> int:
    """Make the quarter's pools where anybody is asked in confidence, and open what is due."""
    moment = now()
    if anybody_confides():
        make_pools(quarter=quarter_of(local_day(moment, settings.TIME_ZONE)))
    return open_ended(at=moment)
