"""Notes on the calendar of a team, or of everybody: what happened that the figures do not know."""

from __future__ import annotations

from django.db import models

from wellserved.kit.clock import now
from wellserved.people.models import Member, Team


class Annotation(models.Model):
    """Something that happened on a day. Without a team it stands on everybody's charts."""

    day = models.DateField()
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=200)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["day"], name="annotations_by_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.words}"
