"""A round comes again: how often, on which days, and who calls then."""

from __future__ import annotations

from django.db import models

from wellserved.kit.clock import now
from wellserved.listening.models.rounds import Round
from wellserved.people.models import Member, Team


class Repeating(models.Model):
    """After this round comes another. Once that is planned, this moves on to it: a chain has one of these at most."""

    class Unit(models.TextChoices):
        WEEKS = "weeks", "weeks"
        MONTHS = "months", "months"
        DAYS = "days", "on certain days of each year"

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="repeating")
    unit = models.CharField(max_length=10, choices=Unit)
    every = models.SmallIntegerField(default=1)  # so many weeks or months
    days = models.JSONField(default=list)  # of each year, as [month, day]: once a term
    anchor = models.DateField()  # the weeks and months are counted from here
    starts_on = models.DateField()  # the first day of calls of the next round
    ahead_days = models.SmallIntegerField(default=14)  # so long before it is planned, for a lead to begin
    teams = models.ManyToManyField(Team, related_name="+")  # who calls next time
    set_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["starts_on"])]

    def __str__(self) -> str:
        return f"after round {self.round_id}"
