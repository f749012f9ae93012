"""A round: who calls whom within which days, and the draw as it was."""

from __future__ import annotations

from django.db import models

from wellserved.interactions.models import Service
from wellserved.kit.clock import now
from wellserved.listening.rules.asking import three_questions
from wellserved.people.models import Client, Member, Team


class Round(models.Model):
    """Everyone in these teams calls some customers within these days. Once it runs, its questions never change."""

    class State(models.TextChoices):
        PLANNED = "planned", "Being planned"
        RUNNING = "running", "Running"
        ENDED = "ended", "Ended"

    class Groups(models.TextChoices):
        NONE = "", "No: chance alone"
        KIND = "kind", "People inside and outside the house, in proportion"
        CLIENT = "client", "Every client, in proportion"

    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300, blank=True)
    teams = models.ManyToManyField(Team, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    calls_each = models.SmallIntegerField(default=3)
    questions = models.JSONField(default=three_questions)
    served_months = models.SmallIntegerField(default=6)  # who can be drawn: served within so many months …
    client_kind = models.CharField(max_length=10, choices=Client.Kind, blank=True)  # … inside, outside, or both …
    services = models.ManyToManyField(Service, related_name="+", blank=True)  # … with one of these, or any
    groups = models.CharField(max_length=10, choices=Groups, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    created_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)
    started_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    # The round before, whose promises this one opens with; and whether the calendar planned it, and nobody by hand.
    follows = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="followed_by")
    by_calendar = models.BooleanField(default=False)
    # The draw, as it was; `wellserved rounds verify` repeats it.
    members = models.ManyToManyField(Member, related_name="rounds")  # who drew
    seed = models.CharField(max_length=40, blank=True)
    frame = models.BinaryField(default=bytes)  # measures.frame_text, compressed: ids alone
    frame_digest = models.CharField(max_length=64, blank=True)
    draw_digest = models.CharField(max_length=64, blank=True)
    eligible = models.IntegerField(default=0)
    left_out = models.JSONField(default=dict)  # reason: how many

    class Meta:
        indexes = [models.Index(fields=["-created_at"])]

    def __str__(self) -> str:
        return self.name
