"""Working hours and the holidays they pause for."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Coalesce

from wellserved.people.models import Team


def office_hours() -> dict[str, Any]:
    """Monday to Friday, nine to five. Keys are weekdays, 0 for Monday; values are spans of local time."""
    return {str(day): [["09:00", "17:00"]] for day in range(5)}


class WorkCalendar(models.Model):
    """When a team works. The one without a team is everybody's."""

    team = models.OneToOneField(Team, null=True, blank=True, on_delete=models.CASCADE, related_name="calendar")
    timezone = models.CharField(max_length=60, default="UTC")
    hours = models.JSONField(default=office_hours)
    country = models.CharField(max_length=2, blank=True)  # ISO 3166-1, as the holidays library knows it
    subdivision = models.CharField(max_length=10, blank=True)
    closed_days = models.JSONField(default=list, blank=True)  # further days off, ISO dates

    class Meta:
        constraints = [models.UniqueConstraint(Coalesce("team", 0), name="one_calendar_for_everybody")]

    def __str__(self) -> str:
        return f"hours of team {self.team_id}" if self.team_id else "everybody's hours"
