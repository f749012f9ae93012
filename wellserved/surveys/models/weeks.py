"""The weeks of teams that ask at most so many people: what was settled when each began, and how far it has come."""

from __future__ import annotations

from django.db import models


class AskWeek(models.Model):
    """One team's week. With its seed and its plan, and the decisions in their order, every draw can be repeated."""

    team_id = models.BigIntegerField(default=0)  # zero: whoever has no team
    monday = models.DateField()
    seed = models.CharField(max_length=32)
    budget = models.IntegerField()
    plan = models.JSONField(default=dict)  # queries.weeks.plan_of reads it; never changed afterwards
    seen = models.IntegerField(default=0)  # who had a chance
    laid = models.BigIntegerField(default=0)  # their chances together, in billionths
    asked = models.IntegerField(default=0)  # who was drawn

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team_id", "monday"], name="one_ask_week_per_team")]

    def __str__(self) -> str:
        return f"team {self.team_id}, week of {self.monday}"
