"""A member's calls in the calendar that they subscribe to: whom, when, and the number."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from wellserved.calendars.feeds import in_feeds
from wellserved.calendars.models import Appointment
from wellserved.calendars.shapes import Entry
from wellserved.listening.actions.keeping_time import SUBJECT
from wellserved.listening.models import Call
from wellserved.listening.queries.times import hours_of


@in_feeds
def calls_in_feed(member_id: int, first: datetime, last: datetime) -> list[Entry]:
    """Those that are agreed, and those that were held. Three queries."""
    standing = Appointment.objects.filter(
        subject_kind=SUBJECT,
        state=Appointment.State.STANDS,
        starts_at__gte=first,
        starts_at__lt=last,
        guests__member_id=member_id,
    )
    known = {one.subject_id: one for one in standing.order_by("starts_at")[:500]}
    zone = hours_of(member_id).timezone
    calls = Call.objects.filter(pk__in=known, member_id=member_id, contact__isnull=False).select_related("contact")
    return [
        Entry(
            uid=known[call.pk].uid,
            sequence=known[call.pk].sequence,
            starts_at=known[call.pk].starts_at,
            ends_at=known[call.pk].ends_at,
            timezone=zone,
            summary=f"Call {call.contact}",
            stamped_at=known[call.pk].changed_at,
            where=known[call.pk].where,
            url=f"{settings.BASE_URL}{reverse('call', args=[call.pk])}",
        )
        for call in calls
    ]
