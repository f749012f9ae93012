"""What there is to count, read afresh from interactions, invitations and answers: for rebuilding tallies."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, Min

from wellserved.surveys.models import Decision, Invitation
from wellserved.tallies.recounting import Source


def counted_days() -> tuple[date, date] | None:
    """The first and the last day that anything could be counted under."""
    asked = Invitation.objects.aggregate(first=Min("day"), last=Max("day"))
    served = Decision.objects.aggregate(first=Min("counted_on"), last=Max("counted_on"))
    days = [day for found in (asked, served) for day in found.values() if day]
    return (min(days), max(days)) if days else None


def changes_of(first: date, last: date) -> Source:
    """All that counts under these days, as if it happened now: the database reads it for itself."""
    return Source(_ALL, [first, last, first, last])


# What was asked in confidence is counted nowhere. Each interaction is served once, under the day, team, service and
# spot that it was counted under when it was decided about.
_ALL = """
    SELECT i.day, i.client_id, i.team_id, i.service_id, i.spot_id, i.came_by, 0,
        CASE WHEN i.cancelled_at IS NULL AND i.came_by = 0 THEN 1 ELSE 0 END,
        CASE WHEN r.invitation_id IS NULL THEN 0 ELSE 1 END, r.achieved, r.felt, i.weight, i.served_by, r.qualities
    FROM surveys_invitation i LEFT JOIN surveys_response r ON r.invitation_id = i.id
    WHERE i.day BETWEEN %s AND %s AND i.confided_in = ''
    UNION ALL
    SELECT d.counted_on, COALESCE(n.client_id, 0), d.team_id, d.service_id, d.spot_id, 0, 1, 0, 0, NULL, NULL, 1000,
        '', NULL
    FROM surveys_decision d JOIN interactions_interaction n ON n.id = d.interaction_id
    WHERE d.counted_on BETWEEN %s AND %s
"""
