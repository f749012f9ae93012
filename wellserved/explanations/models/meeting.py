"""The meeting before a page: those who did the work, the client's executive, and whom else the team names."""

from __future__ import annotations

from django.db import models

from wellserved.explanations.models.explanation import Explanation
from wellserved.kit.clock import now
from wellserved.people.models import Member


class Meeting(models.Model):
    """Called through calendars, as the appointment ("explanation_meeting", id); its notes are kept here."""

    explanation = models.ForeignKey(Explanation, on_delete=models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField()
    minutes = models.IntegerField(default=30)
    place = models.CharField(max_length=200, blank=True)
    people = models.ManyToManyField(Member, related_name="+")
    notes = models.TextField(blank=True)
    called_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    called_at = models.DateTimeField(default=now)
    off_at = models.DateTimeField(null=True)  # it was called off

    class Meta:
        indexes = [models.Index(fields=["explanation", "starts_at"], name="meetings_of_an_explanation")]

    def __str__(self) -> str:
        return f"meeting about {self.explanation_id}"
