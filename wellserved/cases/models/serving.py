"""Who asked to be served by somebody else, and what was decided."""

from __future__ import annotations

from django.db import models

from wellserved.cases.models.case import Case
from wellserved.kit.clock import now
from wellserved.people.models import Contact, Member


class Reassignment(models.Model):
    """From now on somebody else serves this contact. The reason is for who leads, and for nobody else."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="reassignments")
    away_from = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(blank=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.SET_NULL, related_name="reassignments")
    decided_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    since = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "away_from"],
                condition=models.Q(ended_at__isnull=True),
                name="once_served_by_somebody_else",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} is served by others than {self.away_from_id}"
