"""How the work stands: for /readyz, /metrics and the doctor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min
from django_tasks_db.models import DBTaskResult

from wellserved.jobs.models import Job, WorkerSeen
from wellserved.kit.clock import now

LATELY = timedelta(seconds=30)


@dataclass(frozen=True)
class Queue:
    """Tasks that are due, running and failed, and how long the oldest due one has waited, in seconds."""

    due: int
    running: int
    failed: int
    oldest_waits: float


def queue() -> Queue:
    due = DBTaskResult.objects.ready()
    oldest = due.aggregate(oldest=Min("enqueued_at"))["oldest"]
    return Queue(
        due.count(),
        DBTaskResult.objects.running().count(),
        DBTaskResult.objects.failed().count(),
        (now() - oldest).total_seconds() if oldest else 0.0,
    )


def recurring_jobs() -> list[Job]:
    """Every recurring job that a worker has known, by name."""
    return list(Job.objects.order_by("name"))


def worker_seen_at() -> datetime | None:
    """When a worker last gave a sign of life."""
    return WorkerSeen.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()


def a_worker_lives() -> bool:
    seen = worker_seen_at()
    return seen is not None and now() - seen < LATELY
