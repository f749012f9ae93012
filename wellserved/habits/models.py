"""Habits, the teams that try them or wait, and the taps of a day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from wellserved.kit.clock import now
from wellserved.people.models import Member, Team
from wellserved.surveys.models import Survey


class Habit(models.Model):
    """A phrase or practice that is tried on from a day to a day."""

    class Ending(models.TextChoices):
        KEPT = "kept", "We keep it"
        CHANGED = "changed", "We change it and try again"
        DROPPED = "dropped", "We let it go"

    name = models.CharField(max_length=120)
    why = models.TextField()
    how = models.TextField(blank=True)
    phrases = models.JSONField(default=list)  # wordings that are looked for in letters
    starts_on = models.DateField()
    ends_on = models.DateField()
    started_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)
    survey = models.ForeignKey(Survey, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    question = models.CharField(max_length=200, blank=True)  # what customers are asked, as it was worded
    asked_since = models.DateField(null=True)
    asked_until = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    word = models.TextField(blank=True)  # why it ended so

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="a_habit_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def question_id(self) -> str:
        """What its question is called within a survey."""
        return f"habit{self.pk}"


class HabitTeam(models.Model):
    """A team that tries a habit, or one that waits and is what it is held against. Settled when it begins."""

    habit = models.ForeignKey(Habit, on_delete=models.CASCADE, related_name="teams")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    tries = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["habit", "team"], name="a_team_tries_or_waits")]

    def __str__(self) -> str:
        return f"team {self.team_id} {'tries' if self.tries else 'waits with'} habit {self.habit_id}"


class Tap(models.Model):
    """What one member said about one day: theirs alone."""

    habit = models.ForeignKey(Habit, on_delete=models.CASCADE, related_name="taps")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    kept = models.SmallIntegerField()  # 0 not today, 1 sometimes, 2 mostly
    feeling = models.SmallIntegerField(null=True)  # 1 forced to 5 natural

    class Meta:
        constraints = [models.UniqueConstraint(fields=["habit", "member", "day"], name="one_tap_a_day")]

    def __str__(self) -> str:
        return f"tap on {self.day}"
