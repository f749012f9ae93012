"""Weeks: of teams that ask at most so many people, as settled when each began; and the ledger's, counted once over."""

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


class LedgerWeek(models.Model):
    """A week (from Monday, UTC) whose decisions were counted; not any more once one of them changes."""

    monday = models.DateField(primary_key=True)
    counted = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"decisions of the week of {self.monday}"


class LedgerCount(models.Model):
    """How many decisions of a counted week came to this. Those that wait are left out: they are always looked up."""

    monday = models.DateField()
    team_id = models.BigIntegerField()
    service_id = models.BigIntegerField()
    outcome = models.CharField(max_length=10)
    reason = models.CharField(max_length=40)
    n = models.IntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["monday", "team_id"], name="ledger_counts_of_a_week"),
            models.Index(fields=["team_id", "monday"], name="ledger_counts_of_a_team"),
        ]

    def __str__(self) -> str:
        return f"{self.n} {self.outcome}: {self.reason}"
