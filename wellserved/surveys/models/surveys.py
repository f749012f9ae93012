"""Surveys: a short set of questions, and each version of it that was put to use."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from wellserved.interactions.models import Service
from wellserved.kit.clock import now
from wellserved.people.models import Member, Team


class Survey(models.Model):
    """A short set of questions, for one team, service or channel, or for all. Being written, or in use."""

    name = models.CharField(max_length=120)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=30, blank=True)  # as interactions name it; empty: any
    again_after_days = models.IntegerField(default=0)  # nobody is asked it more often; 0: how we ask says enough
    draft = models.JSONField(default=dict)  # a definition (rules.questions) as it is being written
    current = models.ForeignKey("SurveyVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Coalesce(F("team"), Value(0)),
                Coalesce(F("service"), Value(0)),
                F("channel"),
                condition=Q(archived_at=None, current__isnull=False),
                name="one_survey_in_use_per_place",
            )
        ]

    def __str__(self) -> str:
        return self.name


class SurveyVersion(models.Model):
    """A survey as it was put to use. Never changed afterwards: answers are read by the version that was asked."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="versions")
    number = models.IntegerField()
    definition = models.JSONField()
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="a_survey_version_is_kept_once")]

    def __str__(self) -> str:
        return f"version {self.number} of survey {self.survey_id}"
