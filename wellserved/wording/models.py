"""What the house or a team has changed in the starting list."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellserved.kit.clock import now
from wellserved.people.models import Member, Team
from wellserved.wording.rules import LONGEST_AVOID, LONGEST_OFFER


class Phrase(models.Model):
    """A line of a guide. Without a team it is everybody's."""

    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=12)
    avoid = models.CharField(max_length=LONGEST_AVOID)
    offer = models.CharField(max_length=LONGEST_OFFER, blank=True)
    replaces = models.CharField(max_length=60, blank=True)  # the key of the line that this one stands in place of
    dropped = models.BooleanField(default=False)  # that line is set aside
    written_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "replaces"], condition=~Q(replaces=""), name="a_team_replaces_a_line_once"
            ),
            models.UniqueConstraint(
                fields=["replaces"], condition=Q(team=None) & ~Q(replaces=""), name="the_house_replaces_a_line_once"
            ),
        ]

    def __str__(self) -> str:
        return f"phrase {self.pk}"
