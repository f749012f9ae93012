"""Who gets which monthly page, and when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from wellserved.kit.clock import now
from wellserved.people.models import Member, Team


class ReportSchedule(models.Model):
    """One reader's monthly page about one team, or about all."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.CASCADE, related_name="+")  # empty: all
    day = models.SmallIntegerField(default=1)  # of the month, from which on it leaves
    language = models.CharField(max_length=12, default="en")
    written_for = models.DateField()  # the first day of the last month that is done with
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(F("member"), Coalesce(F("team"), Value(0)), name="one_report_per_reader_and_team")
        ]

    def __str__(self) -> str:
        return f"report on {self.team_id or 'all'} for {self.member_id}"
