"""Whether this process lives, and whether the installation is ready to serve."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare

from wellserved.calendars.at_hand import look_up_hours
from wellserved.jobs.queries import a_worker_lives
from wellserved.site.metrics import exposition
from wellserved.site.preparing import pending_migrations

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


@login_not_required
def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers for Prometheus: to who knows the token, or, where there is none, to this machine only."""
    if not _may_read_metrics(request):
        return HttpResponse("Not found\n", status=404, content_type="text/plain")
    return HttpResponse(exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _may_read_metrics(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return constant_time_compare(given.encode(), settings.METRICS_TOKEN.encode())
    # A proxy on this machine speaks for others: what was forwarded does not count as local.
    forwarded = request.META.get("wellserved.forwarded") or request.headers.get("Forwarded")
    return request.META.get("REMOTE_ADDR") in ("127.0.0.1", "::1") and not forwarded


def reasons_not_ready() -> list[str]:
    try:
        connection.ensure_connection()
        if not _migrated and pending_migrations():
            return ["The database has not been migrated."]
        _migrated[:] = [True]
        look_up_hours()  # so that the first answer page of a new process knows them without asking
        return [] if a_worker_lives() else ["No worker has been seen in the last 30 seconds."]
    except DatabaseError:
        return ["The database cannot be reached."]
