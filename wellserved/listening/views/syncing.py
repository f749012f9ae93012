"""What the script of a call's page speaks with: its notes as one document, and the worker that keeps the page."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError

from wellserved.kit.clock import now
from wellserved.listening.actions.calling import begin_call, end_call
from wellserved.listening.actions.noting import GoneError, StrayError, TooMuchError, note_in_call
from wellserved.listening.forms.noting import MOST_BYTES, as_json, read_notes
from wellserved.listening.models import Call
from wellserved.listening.queries.calling import lines_of
from wellserved.listening.rules.merging import Line
from wellserved.people.actors import actor_of

WORKER = Path(__file__).resolve().parents[1] / "templates" / "listening" / "call_worker.js"


@require_http_methods(["GET", "HEAD", "PUT"])
def call_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the notes as they are. PUT: a whole copy of them, merged; the answer is what came of it.

    A call that came to nothing meanwhile, or whose round is over, takes late words all the same.
    """
    actor = actor_of(request)
    found = get_object_or_404(Call, pk=pk, member_id=actor.member_id or 0)
    if request.method != "PUT":
        return _told(found, lines_of(found))
    if len(request.body) > MOST_BYTES:
        return _problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_much")
    try:
        sent = read_notes(request.body)
        lines = note_in_call(call_id=pk, lines=[line.line() for line in sent.lines], by=actor.by)
    except ValidationError:
        return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, "unreadable")
    except TooMuchError:
        return _problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_much")
    except StrayError:
        return _problem(HTTPStatus.CONFLICT, "stray")
    except GoneError:
        return _problem(HTTPStatus.GONE, "gone")
    if sent.began_ago is not None:
        begin_call(call_id=pk, by=actor.by, ago=sent.began_ago)
    if sent.ended_ago is not None:
        end_call(call_id=pk, by=actor.by, ago=sent.ended_ago)
    found.refresh_from_db()
    return _told(found, lines)


@cache
def _worker() -> bytes:
    return WORKER.read_bytes()


@login_not_required
def call_worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The script that keeps the page of a call on the device. It holds no secret, and sees nothing outside /calls/."""
    headers = {
        "Content-Security-Policy": "default-src 'none'; connect-src 'self'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-cache",
    }
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8", headers=headers)


def _told(found: Call, lines: list[Line]) -> JsonResponse:
    moment = now()
    told: dict[str, Any] = {
        "lines": as_json(lines),
        "began_ago": int((moment - found.began_at).total_seconds()) if found.began_at else None,
        "lasted": _lasted(found),
    }
    response = JsonResponse(told)
    response["Cache-Control"] = "no-store"
    return response


def _lasted(found: Call) -> int | None:
    """How long they spoke, in seconds; None while it has not ended."""
    if found.state != Call.State.HELD or found.held_at is None or found.began_at is None:
        return None
    return int((found.held_at - found.began_at).total_seconds())


def _problem(status: HTTPStatus, why: str) -> JsonResponse:
    return JsonResponse({"why": why}, status=status)
