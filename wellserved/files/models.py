"""Stored bytes, by checksum."""

from __future__ import annotations

from django.db import models

from wellserved.kit.clock import now


class Blob(models.Model):
    """A stored file. The bytes lie under FILES_ROOT by their SHA-256; the same bytes are stored once."""

    sha256 = models.CharField(max_length=64, unique=True)
    content_type = models.CharField(max_length=80)
    size = models.BigIntegerField()
    created_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.sha256[:12]
