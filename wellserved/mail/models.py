"""Letters on their way out, and whether any may leave."""

from __future__ import annotations

from django.db import models

from wellserved.kit.clock import now


class Letter(models.Model):
    """One letter to one address: a row first, then sent once."""

    class Audience(models.TextChoices):
        CUSTOMER = "customer", "Somebody served"
        STAFF = "staff", "One of us"

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to leave"
        SENDING = "sending", "Leaving now"
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be sent"
        CANCELLED = "cancelled", "Not needed any more"

    key = models.CharField(max_length=120, unique=True)  # makes a second request for the same letter harmless
    kind = models.CharField(max_length=30)  # "ask", "reply", "alert" …
    audience = models.CharField(max_length=10, choices=Audience)
    to_email = models.EmailField()
    to_name = models.CharField(max_length=200, blank=True)
    from_name = models.CharField(max_length=200, blank=True)
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    message_id = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    not_before = models.DateTimeField(default=now)
    not_after = models.DateTimeField(null=True)  # later than this it is not worth sending, and is cancelled
    rests_from = models.DateTimeField(null=True)  # from then on it does not leave, until somebody moves it
    created_at = models.DateTimeField(default=now)
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=64, blank=True)
    handed_over_at = models.DateTimeField(null=True)  # just before the words went to the mail server
    attempts = models.IntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "not_before"]), models.Index(fields=["-created_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class Release(models.Model):
    """An admin's word that this very copy may write to customers. A copy with another address or home has none."""

    fingerprint = models.CharField(max_length=64, unique=True)
    released_by = models.BigIntegerField(null=True)
    released_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.fingerprint[:12]
