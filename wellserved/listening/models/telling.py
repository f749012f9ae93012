"""Who spoke hears what came of it: the letter as a member wrote it, that it left, or why it need not."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellserved.kit.clock import now
from wellserved.listening.models.calls import Call
from wellserved.mail.models import Letter
from wellserved.people.models import Member


class Telling(models.Model):
    """What is known of telling one participant. There is none while the letter is as the decisions make it."""

    class State(models.TextChoices):
        WRITTEN = "written", "Not told yet"
        TOLD = "told", "Told"
        EXCUSED = "excused", "Need not be told"

    class Why(models.TextChoices):
        BY_HAND = "by_hand", "Somebody said why"
        NO_ADDRESS = "no_address", "They have no address"
        OPTED_OUT = "opted_out", "They want no letters"
        ERASED = "erased", "They were erased"

    call = models.OneToOneField(Call, on_delete=models.CASCADE, related_name="telling")
    state = models.CharField(max_length=10, choices=State)
    words = models.TextField(blank=True)  # what a member wrote; empty where they changed nothing before it left
    language = models.CharField(max_length=12, blank=True)
    # What was decided about their words when the letter was written: theme to a digest. Another one now is told.
    decided = models.JSONField(default=dict)
    letter = models.OneToOneField(Letter, null=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(max_length=12, choices=Why, blank=True)  # why they need not be told
    reason = models.CharField(max_length=300, blank=True)  # in words, where somebody said so by hand
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # who wrote, or excused
    changed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="excused") & ~Q(why="") | ~Q(state="excused") & Q(why=""),
                name="excused_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} of call {self.call_id}"
