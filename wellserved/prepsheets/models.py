"""Sheets, their texts, the letters before an appointment, and who knew what we needed."""

from __future__ import annotations

from django.db import models

from wellserved.interactions.models import Interaction, Service
from wellserved.kit.clock import now
from wellserved.people.models import Contact, Member


class PrepSheet(models.Model):
    """What somebody should know before they come to us with this."""

    service = models.OneToOneField(Service, on_delete=models.CASCADE, related_name="prep_sheet")
    slug = models.SlugField(max_length=120, unique=True)
    published_at = models.DateTimeField(null=True, blank=True)  # null: only we can read it
    introduced_on = models.DateField(null=True, blank=True)  # first published: before and after part here
    with_appointments = models.BooleanField(default=False)  # write to whoever has an appointment
    created_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.slug


class PrepText(models.Model):
    """One version of a sheet's text in one language. The latest is in force; nothing is written over."""

    sheet = models.ForeignKey(PrepSheet, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=12)
    version = models.IntegerField()
    intro = models.TextField(blank=True)
    questions = models.JSONField(default=list)  # [[what we will ask, why], …]
    bring = models.TextField(blank=True)
    written_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "language", "version"], name="a_text_version_once")]

    def __str__(self) -> str:
        return f"{self.language} {self.version}"


class HeadsUp(models.Model):
    """The letter before an appointment: once for each time that it is set for, and no more than three."""

    interaction = models.OneToOneField(Interaction, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    seed = models.CharField(max_length=32)  # with the installation's key it makes the token of "no more such letters"
    token_hash = models.BinaryField(max_length=32, unique=True)
    scheduled_at = models.DateTimeField()  # as we told them last
    moves = models.SmallIntegerField(default=0)  # how often we told them that it was moved
    made_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"heads-up about {self.interaction_id}"


class Knowing(models.Model):
    """Whether somebody knew what we needed from them."""

    sheet = models.ForeignKey(PrepSheet, on_delete=models.CASCADE, related_name="knowings")
    invitation_id = models.BigIntegerField(unique=True)  # so that one answer counts once
    day = models.DateField()  # the day it is counted under, as the answer is
    answer = models.SmallIntegerField()  # 0 no, 1 partly, 2 yes

    class Meta:
        indexes = [models.Index(fields=["sheet", "day"])]

    def __str__(self) -> str:
        return f"{self.answer} on {self.day}"
