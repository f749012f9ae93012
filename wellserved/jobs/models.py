"""Which workers live, and which of them holds each recurring job."""

from __future__ import annotations

from django.db import models

from wellserved.kit.clock import now


class WorkerSeen(models.Model):
    """A worker's sign of life. A worker that stops in order takes its row with it."""

    worker_id = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=200)
    pid = models.IntegerField()
    started_at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.host}:{self.pid}"


class Job(models.Model):
    """A recurring job: who holds it, until when, and how it went. One worker at a time holds it."""

    name = models.CharField(max_length=60, unique=True)
    held_by = models.CharField(max_length=64, blank=True)
    held_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    seconds = models.FloatField(default=0)  # how long the last run took
    done = models.BigIntegerField(default=0)  # how much it has done in all
    failures = models.IntegerField(default=0)  # in a row
    last_error = models.CharField(max_length=200, blank=True)  # the error's kind and place, never its words

    def __str__(self) -> str:
        return self.name
