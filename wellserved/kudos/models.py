"""Kind words, and who does not want to be found."""

from __future__ import annotations

from django.db import models

from wellserved.kit.clock import now
from wellserved.people.models import Member, Team


class Kudos(models.Model):
    """Praise for one member. The words are the giver's, and stay so."""

    key = models.CharField(max_length=64, unique=True)  # of the page it was written on: twice is once
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="kudos")
    team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField()
    giver_name = models.CharField(max_length=200, blank=True)  # as they call themselves
    giver_email = models.CharField(max_length=254, blank=True)
    may_be_shown = models.BooleanField(default=False)  # the giver lets others read it, too
    door_id = models.BigIntegerField(default=0)  # the open door it came by; 0: given by a colleague
    given_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name_plural = "kudos"
        indexes = [models.Index(fields=["member", "-given_at"]), models.Index(fields=["-given_at"])]

    def __str__(self) -> str:
        return f"kudos {self.pk}"


class Unlisted(models.Model):
    """A member who is not to be found on the page that thanks."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"member {self.member_id}"
