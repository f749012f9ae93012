"""One member's check of a quarter, and what a team foresaw."""

from __future__ import annotations

from django.db import models

from wellserved.kit.clock import now
from wellserved.people.models import Member, Team


class SelfCheck(models.Model):
    """What one member said about their own service in a quarter, and foresaw of their team's customers."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    quarter = models.DateField()  # its first day
    thought = models.SmallIntegerField()  # 0 not really, 1 a little, 2 yes
    how = models.SmallIntegerField()  # 1 to 5
    improve = models.SmallIntegerField()  # 0 no, 1 perhaps, 2 yes
    improve_how = models.TextField(blank=True)
    customers_say = models.TextField(blank=True)
    predicted_rate = models.SmallIntegerField()  # bullseyes of a hundred answers
    predicted_quality = models.SmallIntegerField()  # which of the ten they name most
    lead_may_see = models.BooleanField(default=False)
    was_open = models.BooleanField(default=False)  # their lead could see it once: no sum may count on it as unknown
    made_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "team", "quarter"], name="one_check_a_quarter")]
        indexes = [models.Index(fields=["team", "quarter"])]

    def __str__(self) -> str:
        return f"check of {self.quarter}"


class TeamForecast(models.Model):
    """What a team foresaw for a quarter: worked out once when the quarter is over, and never again."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    quarter = models.DateField()
    n = models.IntegerField()  # predictions that it is made of
    mean = models.SmallIntegerField(null=True)  # in whole percent; null where it must not be said
    low = models.SmallIntegerField(null=True)
    high = models.SmallIntegerField(null=True)
    quality = models.SmallIntegerField(null=True)
    quality_n = models.IntegerField(default=0)
    sealed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "quarter"], name="one_forecast_a_quarter")]

    def __str__(self) -> str:
        return f"forecast of {self.quarter}"
