"""Who is asked in confidence: an internal client, or the internal clients of a team."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellserved.kit.clock import now
from wellserved.people.models import Client, Team


class InConfidence(models.Model):
    """A mark on one client, or on one team, for asks that are still to be made. Those made keep what they were."""

    client = models.OneToOneField(Client, null=True, on_delete=models.CASCADE, related_name="+")
    team = models.OneToOneField(Team, null=True, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(client=None, team__isnull=False) | Q(client__isnull=False, team=None),
                name="either_a_client_or_a_team_confides",
            )
        ]

    def __str__(self) -> str:
        return f"client {self.client_id}, team {self.team_id}"
