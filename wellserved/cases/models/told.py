"""What was said on a case. What the person served may see and what they may not are different tables."""

from __future__ import annotations

from django.db import models

from wellserved.cases.models.case import Case
from wellserved.files.models import Blob
from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.people.models import Member


class Message(models.Model):
    """Words between the contact and us: all of them stand on the status page."""

    class Kind(models.TextChoices):
        SAID = "said", "They wrote"
        ACKNOWLEDGED = "acknowledged", "We acknowledged"
        ASKED = "asked", "We asked"
        ANSWERED = "answered", "We answered"
        WROTE = "wrote", "We wrote"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    key = models.CharField(max_length=120, unique=True)  # the same form or letter twice is one message
    kind = models.CharField(max_length=14, choices=Kind)
    words = models.TextField(blank=True)
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # of us; none: them
    letter = models.OneToOneField(Letter, null=True, on_delete=models.SET_NULL, related_name="+")
    arrived_id = models.BigIntegerField(null=True)  # the letter it came by
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["case", "at"])]

    def __str__(self) -> str:
        return f"{self.kind} on case {self.case_id}"


class Understanding(models.Model):
    """What we understood, version by version; the contact may correct it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="understandings")
    number = models.IntegerField()
    words = models.TextField()
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # none: the contact
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_understanding_of_a_number")]

    def __str__(self) -> str:
        return f"understanding {self.number} of case {self.case_id}"


class Note(models.Model):
    """What members write among themselves. Nothing that the contact can reach ever reads this table."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    words = models.TextField()
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"note on case {self.case_id}"


class CasePhoto(models.Model):
    """A picture, drawn anew: the contact's own, or one that members added for themselves."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="photos")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    by_contact = models.BooleanField(default=False)
    added_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "blob", "by_contact"], name="a_photo_once_on_a_case")]

    def __str__(self) -> str:
        return f"photo of case {self.case_id}"


class Reading(models.Model):
    """Somebody opened the case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="readings")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    by_kind = models.CharField(max_length=10)  # member, account or token
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["case", "-at"])]

    def __str__(self) -> str:
        return f"case {self.case_id} was read"
