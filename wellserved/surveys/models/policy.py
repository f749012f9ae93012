"""When and how often we ask: for everybody, what a team does otherwise, and when nobody is asked."""

from __future__ import annotations

from datetime import time

from django.db import models

from wellserved.people.models import Team
from wellserved.surveys.rules.addresses import USUAL_ROLES


def usual_roles() -> list[str]:
    return list(USUAL_ROLES)


class AskPolicy(models.Model):
    """When and how often we ask. One row, number 1."""

    go_live_at = models.DateTimeField(null=True, blank=True)  # nothing that closed before is ever asked about
    delay_minutes = models.IntegerField(default=60)
    window_days = models.IntegerField(default=30)  # at most one ask per contact in so many days …
    minimum_days = models.IntegerField(default=7)  # … and never, whatever the reason, within so many
    cooldown_days = models.IntegerField(default=0)  # about the same service; 0: the window is enough
    max_age_days = models.IntegerField(default=7)
    sampling_rate = models.FloatField(default=1.0)
    ask_at_most = models.IntegerField(null=True, blank=True)  # people of each team in a week; empty: no limit
    least_share = models.SmallIntegerField(default=33)  # hundredths of the even chance that nobody's falls below
    expires_days = models.IntegerField(default=30)
    quiet_from = models.TimeField(default=time(20))  # in the contact's time zone; the same as quiet_until: never quiet
    quiet_until = models.TimeField(default=time(8))
    ask_on_weekends = models.BooleanField(default=False)
    ask_on_holidays = models.BooleanField(default=False)
    remind_after_days = models.IntegerField(default=0)  # 0: nobody is reminded
    role_addresses = models.JSONField(default=usual_roles)  # "info", "noreply*", "printer@campus.example"
    members_may_choose = models.BooleanField(default=True)  # ask now, or leave out, by hand; leads always may

    def __str__(self) -> str:
        return "how we ask"


class TeamPolicy(models.Model):
    """What a team does otherwise. What is empty is as for everybody."""

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="asking")
    asks = models.BooleanField(default=True)
    delay_minutes = models.IntegerField(null=True)
    sampling_rate = models.FloatField(null=True)
    ask_at_most = models.IntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"how team {self.team_id} asks"


class Blackout(models.Model):
    """Days on which nobody is asked: exams, the first week of term. Both ends are in it."""

    name = models.CharField(max_length=80)
    first_day = models.DateField()
    last_day = models.DateField()
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")  # empty: everybody

    class Meta:
        indexes = [models.Index(fields=["last_day"])]

    def __str__(self) -> str:
        return self.name
