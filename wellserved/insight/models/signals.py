"""What is watched week by week, and what changed. Groups are a kind and a number, as in the tallies."""

from __future__ import annotations

from django.db import models

from wellserved.insight.shapes import KINDS
from wellserved.kit.clock import now
from wellserved.people.models import Member


class WatchedWeek(models.Model):
    """A week that was looked at: once, for all groups together."""

    monday = models.DateField(unique=True)
    at = models.DateTimeField(default=now)
    groups = models.IntegerField()  # how many could be held against weeks before
    found = models.IntegerField()  # how many of them changed

    def __str__(self) -> str:
        return f"week of {self.monday}"


class Contrast(models.Model):
    """A group's new level beside the one before."""

    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    subject = models.BigIntegerField()
    week = models.DateField()  # the Monday of the week that was looked at
    since = models.DateField()  # the Monday of the first week of the new level
    p = models.FloatField()  # the chance that a year without change holds anything as strong
    before_hits = models.IntegerField()
    before_n = models.IntegerField()
    after_hits = models.IntegerField()
    after_n = models.IntegerField()

    class Meta:
        abstract = True


class WatchedGroup(Contrast):
    """How a group stood in the latest week, for its own page."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="one_watched_group")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} in the week of {self.week}"


class Signal(Contrast):
    """A change that stands when all groups are judged at once; and what somebody said about it."""

    adjusted = models.FloatField()  # the smallest share of false ones at which it would still stand
    at = models.DateTimeField(default=now)
    word = models.CharField(max_length=200, blank=True)
    acknowledged_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject", "week"], name="one_signal_a_week")]
        indexes = [
            models.Index(fields=["-week", "-id"], name="signals_by_week"),
            models.Index(
                fields=["kind", "subject"], condition=models.Q(acknowledged_at=None), name="signals_that_wait"
            ),
        ]

    def __str__(self) -> str:
        return f"signal {self.pk}: {self.kind} {self.subject}"


class SignalChoice(models.Model):
    """A member who wants no letters about signals. Who has no row gets them."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    letters = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"letters of {self.member_id}: {self.letters}"
