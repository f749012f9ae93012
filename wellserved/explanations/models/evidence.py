"""What we know of what happened: a kind, an id and a sentence, with its moment. What matters is picked."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellserved.explanations.models.explanation import Explanation
from wellserved.files.models import Blob
from wellserved.kit.clock import now
from wellserved.people.models import Member


class Evidence(models.Model):
    """One thing on the timeline. Picked, its line stands under What we did; a picture stands where it was put."""

    class Kind(models.TextChoices):
        INTERACTION = "interaction", "A piece of service"
        MESSAGE = "message", "Words on the case"
        LETTER = "letter", "A letter"
        NOTE = "note", "A note among ourselves"
        TIME = "time", "Time spent"
        FILE = "file", "A picture"
        LINE = "line", "Written by hand"

    explanation = models.ForeignKey(Explanation, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=12, choices=Kind)
    source_id = models.BigIntegerField(null=True)  # the interaction's, the message's, the letter's …
    at = models.DateTimeField()  # when it happened
    sentence = models.CharField(max_length=300)
    minutes = models.IntegerField(null=True)  # how long it took, where somebody said so
    blob = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    picked = models.BooleanField(default=False)
    gone = models.BooleanField(default=False)  # set aside: it comes back no more when evidence is pulled in again
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["explanation", "kind", "source_id"],
                condition=Q(source_id__isnull=False),
                name="evidence_once_on_an_explanation",
            )
        ]
        indexes = [models.Index(fields=["explanation", "at"], name="evidence_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} on {self.explanation_id}"
