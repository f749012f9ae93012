"""How long things may take, and whether the member concerned may read a case."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce

from wellserved.people.models import Team

ACKNOWLEDGE_HOURS, ANSWER_DAYS = 8, 5


class CasePolicy(models.Model):
    """A team's; the one without a team is everybody's."""

    team = models.OneToOneField(Team, null=True, blank=True, on_delete=models.CASCADE, related_name="case_policy")
    acknowledge_hours = models.IntegerField(default=ACKNOWLEDGE_HOURS)  # of work
    answer_days = models.IntegerField(default=ANSWER_DAYS)  # of work
    members_read = models.BooleanField(default=False)  # may the member concerned read what was said?

    class Meta:
        constraints = [models.UniqueConstraint(Coalesce("team", 0), name="one_case_policy_for_everybody")]

    def __str__(self) -> str:
        return f"how team {self.team_id} handles cases"
