"""Whether this process lives, and whether the installation is ready to serve."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from wellserved.jobs.queries import a_worker_lives

_migrated: list[bool] = []  # once true it stays true for the life of the process


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """This process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Everything that serving needs is there; or 503, and why not."""
    reasons = reasons_not_ready()
    return JsonResponse({"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200)


def reasons_not_ready() -> list[str]:
    try:
        connection.ensure_connection()
        if not _migrated and pending_migrations():
            return ["The database has not been migrated."]
        _migrated[:] = [True]
        return [] if a_worker_lives() else ["No worker has been seen in the last 30 seconds."]
    except DatabaseError:
        return ["The database cannot be reached."]


def pending_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
