"""Hard ones: who had it, about what, who was asked, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellserved.kit.clock import now
from wellserved.people.models import Member
from wellserved.promises.models import Promise


class HardOne(models.Model):
    """A member asks for support after a piece of service, or after what somebody wrote about it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    asked = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # who is to be there
    source_kind = models.CharField(max_length=30)  # "response", "interaction"
    source_id = models.BigIntegerField()
    word = models.TextField(blank=True)
    at = models.DateTimeField(default=now)
    promise = models.OneToOneField(Promise, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)  # "I will call you"
    ended_at = models.DateTimeField(null=True)  # "We have spoken"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "source_kind", "source_id"], name="one_hard_one_per_source")
        ]
        indexes = [
            models.Index(fields=["asked"], condition=Q(answered_at=None, ended_at=None), name="hard_ones_that_wait")
        ]

    def __str__(self) -> str:
        return f"hard one {self.pk}"
