"""Entries of the journal, and the seals over finished segments of it."""

from __future__ import annotations

from django.db import models

from wellserved.kit.clock import now


class Entry(models.Model):
    """One thing that happened. Holds ids, kinds and field names; never words, never people's names."""

    at = models.DateTimeField(default=now)
    kind = models.CharField(max_length=60)  # "interaction.closed": a noun and a past verb
    actor_kind = models.CharField(max_length=10, default="system")  # member, token, contact, system
    actor_id = models.BigIntegerField(null=True)
    subject_kind = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "id"]),
            models.Index(fields=["subject_kind", "subject_id", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_kind}:{self.subject_id}"


class Cursor(models.Model):
    """How far a reader that pulls entries in batches has come."""

    name = models.CharField(max_length=60, unique=True)
    last_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} at {self.last_id}"


class Seal(models.Model):
    """A hash over a finished segment of the journal and the seal before it."""

    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField(unique=True)
    count = models.IntegerField()
    digest = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"entries {self.first_id} to {self.last_id}"
