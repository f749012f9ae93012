"""What left the house, exactly as it left, and what the client said of it."""

from __future__ import annotations

from django.db import models

from wellserved.explanations.models.explanation import Explanation
from wellserved.files.models import Blob
from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.people.models import Client, Contact, Member


class Sending(models.Model):
    """One page that went out, or was read aloud. The link shows what was sent then, whatever is written later."""

    explanation = models.ForeignKey(Explanation, on_delete=models.CASCADE, related_name="sendings")
    seed = models.CharField(max_length=32)  # with the installation's key it makes the token of the answer link
    token_hash = models.BinaryField(max_length=32, unique=True)
    version = models.IntegerField()
    format = models.CharField(max_length=40)  # the format's key, as explanations.queries.formats knows it
    channel = models.CharField(max_length=6)
    language = models.CharField(max_length=12)
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    client = models.ForeignKey(Client, null=True, on_delete=models.SET_NULL, related_name="+")
    page = models.JSONField(default=dict)  # everything that stands on it
    pdf = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()  # of the link

    class Meta:
        indexes = [
            models.Index(fields=["client", "-sent_at"], name="sendings_to_a_client"),
            models.Index(fields=["format", "-sent_at"], name="sendings_in_a_format"),
            models.Index(fields=["explanation", "-sent_at"], name="sendings_of_an_explanation"),
        ]

    def __str__(self) -> str:
        return f"sending of {self.explanation_id}"


class Reaction(models.Model):
    """Did it land? Clear and answered. Their words lie in passages, as ("explanation", this id)."""

    class Wish(models.TextChoices):
        NONE = "", "Nothing else"
        SHORTER = "shorter", "Shorter"
        TECHNICAL = "technical", "More technical"
        PICTURES = "pictures", "Pictures"
        NUMBERS = "numbers", "Numbers"
        CALL = "call", "Call me"

    sending = models.OneToOneField(Sending, on_delete=models.CASCADE, related_name="reaction")
    clear = models.BooleanField()
    answered = models.BooleanField()
    wish = models.CharField(max_length=10, choices=Wish, blank=True, default=Wish.NONE)
    noted_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # said in a call
    at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="reactions_by_day")]

    def __str__(self) -> str:
        return f"reaction to {self.sending_id}"
