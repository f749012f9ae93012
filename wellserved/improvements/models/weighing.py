"""Weighing together: everybody places ideas privately, then medians and spread are shown to all at once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellserved.improvements.models.ideas import Improvement
from wellserved.kit.clock import now
from wellserved.people.models import Member


class Weighing(models.Model):
    """Some ideas on two scales from one to ten: effort × value, or the fear of doing it × of not doing it."""

    class Kind(models.TextChoices):
        VALUE = "value", "Value and effort"
        FEAR = "fear", "Fears"

    kind = models.CharField(max_length=10, choices=Kind)
    improvements = models.ManyToManyField(Improvement, related_name="weighings")
    placed = models.IntegerField(default=0)  # goes up when somebody places something for the first time
    opened_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField(default=now)
    revealed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    revealed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "-revealed_at"], name="weighings_by_kind")]

    def __str__(self) -> str:
        return f"weighing {self.pk}"


class Placement(models.Model):
    """Where one member puts one idea. Read by nobody else, before the reveal or after it."""

    weighing = models.ForeignKey(Weighing, on_delete=models.CASCADE, related_name="placements")
    improvement = models.ForeignKey(Improvement, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    x = models.SmallIntegerField()  # effort; or the fear of doing it
    y = models.SmallIntegerField()  # value; or the fear of not doing it
    words = models.CharField(max_length=300, blank=True)  # what is feared; shown unsigned once all is shown

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["weighing", "improvement", "member"], name="placed_once_by_each"),
            models.CheckConstraint(condition=Q(x__range=(1, 10), y__range=(1, 10)), name="placed_from_one_to_ten"),
        ]

    def __str__(self) -> str:
        return f"placement {self.pk}"
