"""What a member has to do for the rounds that run."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F

from wellserved.kit.clock import local_day
from wellserved.listening.models import Call, Round

AT_MOST = 60
STILL_NOW = timedelta(hours=1)  # so long after its time a call is still one to make; then one to say how it went
State = Call.State


def calls_ahead_of(member_id: int | None, moment: datetime) -> list[Call]:
    """To invite, to call at a time, when somebody wrote, or once more; until the last day of their round. One query.

    Those with a time first, then by round as they were drawn.
    """
    if member_id is None:
        return []
    mine = Call.objects.filter(
        state__in=(State.DRAWN, State.WISHED, State.PLANNED, State.LATER, State.NO_SHOW),
        member_id=member_id,
        contact__isnull=False,
        round__state=Round.State.RUNNING,
        round__last_day__gte=local_day(moment, settings.TIME_ZONE),
    )
    order = (F("starts_at").asc(nulls_last=True), "round__last_day", "round_id", "place", "pk")
    return list(mine.select_related("round", "contact__client").order_by(*order)[:AT_MOST])
