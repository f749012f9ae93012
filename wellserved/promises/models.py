"""Promises: who will do what for whom by when."""

from __future__ import annotations

from django.db import models

from wellserved.kit.clock import now
from wellserved.people.models import Contact, Member


class Promise(models.Model):
    """Stands on Today until it is kept, moved with a word, or broken and said so."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        KEPT = "kept", "Kept"
        BROKEN = "broken", "Broken"

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="promises")
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="promises")
    text = models.CharField(max_length=300)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    closing_word = models.CharField(max_length=300, blank=True)
    private = models.BooleanField(default=False)  # made on what others may not see: who promised sees it alone
    moved_times = models.IntegerField(default=0)
    source_kind = models.CharField(max_length=30, blank=True)  # where it was made: "response", "case" …
    source_id = models.BigIntegerField(null=True, blank=True)
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["member", "state", "due_at"])]

    def __str__(self) -> str:
        return self.text
