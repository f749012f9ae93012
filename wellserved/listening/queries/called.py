"""When somebody was invited to a call: surveys leave them in peace as after an ask."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Max

from wellserved.listening.models import Call


def last_called(contact_ids: Collection[int]) -> Mapping[int, datetime]:
    """By contact, the last invitation to a call. One query."""
    invited = Call.objects.filter(contact_id__in=contact_ids, invited_at__isnull=False)
    return dict(invited.values_list("contact_id").annotate(last=Max("invited_at")).order_by())
