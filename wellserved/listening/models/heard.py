"""What came from a contact of its own accord: before the call, and after it, when somebody speaks again."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellserved.kit.clock import now
from wellserved.listening.models.calls import Call
from wellserved.mail.models import Arrival


class Heard(models.Model):
    """A letter of theirs, a call to us, or an answer of their calendar that somebody should look at."""

    class Kind(models.TextChoices):
        LETTER = "letter", "They wrote"
        CALL = "call", "They called"
        COMMENT = "comment", "Their calendar says"
        PROPOSED = "proposed", "They propose another time"
        STRANGE = "strange", "An answer that was not believed"

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="heard")
    kind = models.CharField(max_length=10, choices=Kind)
    arrival = models.OneToOneField(Arrival, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(blank=True)
    proposes = models.DateTimeField(null=True)
    at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(null=True)  # when the member had read it
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["call", "at"]),
            models.Index(fields=["call"], condition=Q(seen_at__isnull=True), name="heard_and_not_seen"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of call {self.call_id}"
