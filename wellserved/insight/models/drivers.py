"""What moves the feeling, worked out beforehand: it is read from here, and never worked out while somebody waits."""

from __future__ import annotations

from django.db import models

from wellserved.kit.clock import now


class DriversKept(models.Model):
    """The counts that drivers were worked out from, by their fingerprint, and what came of them."""

    team = models.BigIntegerField(unique=True)  # -1: all together
    first = models.DateField()
    last = models.DateField()
    fingerprint = models.CharField(max_length=64)
    found = models.JSONField(default=dict)
    at = models.DateTimeField(default=now)  # when it was worked out

    def __str__(self) -> str:
        return f"drivers of {self.team}"
