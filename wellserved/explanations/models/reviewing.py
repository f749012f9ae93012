"""What a second person said about a page before it may leave."""

from __future__ import annotations

from django.db import models

from wellserved.explanations.models.explanation import Explanation
from wellserved.kit.clock import now
from wellserved.people.models import Member


class Review(models.Model):
    """Approved, or returned with remarks: about exactly this version and state of the page."""

    explanation = models.ForeignKey(Explanation, on_delete=models.CASCADE, related_name="reviews")
    version = models.IntegerField()
    changed = models.IntegerField()
    approved = models.BooleanField()
    remarks = models.TextField(blank=True)
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["explanation", "-at"], name="reviews_of_an_explanation")]

    def __str__(self) -> str:
        return f"review of {self.explanation_id}"
