"""Signs of life, who holds which recurring job, and claiming, retrying and reaping tasks.

Every write here is one short transaction, so that the web process's writer never waits long for SQLite.
"""

from __future__ import annotations

import os
import random
import socket
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from wellserved.jobs.models import Job, WorkerSeen
from wellserved.jobs.rules import wait_before_retry
from wellserved.jobs.tries import tries_of
from wellserved.kit.clock import now

KEPT_WHEN_DONE = timedelta(days=7)
KEPT_WHEN_FAILED = timedelta(days=90)


@dataclass(frozen=True)
class Ran:
    """How a run of a recurring job went. `error` is its kind and place, empty if it went well."""

    name: str
    started_at: datetime
    seconds: float
    done: int
    failures: int
    error: str = ""


def begin_work(*, worker_id: str, names: Iterable[str], lease: timedelta) -> None:
    """Announce a worker and the jobs it knows; let go of what dead workers on this machine held."""
    wanted = set(names)
    with transaction.atomic():
        for gone in WorkerSeen.objects.filter(host=socket.gethostname()):
            if not _is_alive(gone.pid):
                Job.objects.filter(held_by=gone.worker_id).update(held_by="", held_until=None)
                gone.delete()
        WorkerSeen.objects.filter(seen_at__lt=now() - timedelta(days=1)).delete()
        Job.objects.bulk_create([Job(name=name) for name in sorted(wanted)], ignore_conflicts=True)
        Job.objects.exclude(name__in=wanted).filter(Q(held_until=None) | Q(held_until__lt=now())).delete()
        WorkerSeen.objects.create(worker_id=worker_id, host=socket.gethostname(), pid=os.getpid())
    reap_tasks(lease=lease)


def give_sign(*, worker_id: str, names: Iterable[str], lease: timedelta, ran: Sequence[Ran] = ()) -> set[str]:
    """Say that a worker lives, write down how its jobs went, and hold every job that nobody else holds."""
    moment = now()
    with transaction.atomic():
        if not WorkerSeen.objects.filter(worker_id=worker_id).update(seen_at=moment):
            WorkerSeen.objects.create(worker_id=worker_id, host=socket.gethostname(), pid=os.getpid())
        for one in ran:
            changed: dict[str, Any] = {"started_at": one.started_at, "seconds": one.seconds, "failures": one.failures}
            changed |= {"last_error": one.error[:200], "done": F("done") + one.done}
            if not one.error:
                changed["succeeded_at"] = one.started_at + timedelta(seconds=one.seconds)
            Job.objects.filter(name=one.name).update(**changed)
        free = Q(held_by=worker_id) | Q(held_until=None) | Q(held_until__lt=moment)
        Job.objects.filter(free, name__in=list(names)).update(held_by=worker_id, held_until=moment + lease)
        return set(Job.objects.filter(held_by=worker_id).values_list("name", flat=True))


def end_work(*, worker_id: str) -> None:
    """Hand back what a worker held, so that another takes over at once."""
    with transaction.atomic():
        Job.objects.filter(held_by=worker_id).update(held_by="", held_until=None)
        WorkerSeen.objects.filter(worker_id=worker_id).delete()


def claim_task(*, worker_id: str) -> DBTaskResult[Any, Any] | None:
    """The next task that is due, marked as running; None if there is none. Looks before it locks."""
    if not DBTaskResult.objects.ready().exists():
        return None
    with transaction.atomic():
        found: DBTaskResult[Any, Any] | None = DBTaskResult.objects.ready().get_locked()
        if found is not None:
            found.claim(worker_id)
        return found


def retry_or_fail(*, task: DBTaskResult[Any, Any], error: BaseException) -> bool:
    """Put a task back to be tried later, or mark it failed when its tries are used up. True if it is tried again."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return _again(task, kind, "".join(traceback.format_exception(error)))


def reap_tasks(*, lease: timedelta) -> int:
    """Put back tasks whose worker has given no sign of life: it was killed in the middle."""
    alive = set(WorkerSeen.objects.filter(seen_at__gte=now() - lease).values_list("worker_id", flat=True))
    reaped = 0
    for task in DBTaskResult.objects.running()[:500]:
        if not task.worker_ids or task.worker_ids[-1] not in alive:
            with transaction.atomic():
                same = DBTaskResult.objects.select_for_update().filter(pk=task.pk, worker_ids=task.worker_ids)
                locked = same.filter(status=TaskResultStatus.RUNNING).first()
                if locked is not None:
                    _again(
                        locked, "wellserved.jobs.WorkerDied", "The worker that ran this was stopped before it ended."
                    )
                    reaped += 1
    return reaped


def prune_tasks() -> int:
    """Forget tasks that ended long ago. A recurring job."""
    moment = now()
    old = Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=moment - KEPT_WHEN_DONE)
    old |= Q(status=TaskResultStatus.FAILED, finished_at__lt=moment - KEPT_WHEN_FAILED)
    ids = list(DBTaskResult.objects.filter(old).values_list("pk", flat=True)[:500])
    return DBTaskResult.objects.filter(pk__in=ids).delete()[0] if ids else 0


def _again(task: DBTaskResult[Any, Any], kind: str, trace: str) -> bool:
    attempts = len(task.worker_ids)
    try:
        times = tries_of(task.task.func)
    except Exception:  # the task's function is gone: trying again cannot help
        times = 0
    retried = attempts < times
    task.exception_class_path, task.traceback = kind, trace
    if retried:
        task.status = TaskResultStatus.READY
        task.run_after = now() + wait_before_retry(attempts, random.random())  # noqa: S311
    else:
        task.status = TaskResultStatus.FAILED
        task.finished_at = now()
    task.save(update_fields=["status", "run_after", "finished_at", "exception_class_path", "traceback"])
    return retried


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
