"""What Django calls when a request fails: a page for people, a problem document (RFC 9457) for programs."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse

from wellserved.frame.problems import PROBLEMS, problem_page
from wellserved.frame.public import public_notice


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def not_allowed(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Also Django's CSRF_FAILURE_VIEW."""
    return answer(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return answer(request, 404)


def too_many(request: HttpRequest) -> HttpResponse:
    """What allauth calls when somebody tries to sign in too often."""
    return answer(request, 429)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours; when it is the database that is away, the page says so and asks for a little patience."""
    return answer(request, 503 if isinstance(sys.exc_info()[1], OperationalError | InterfaceError) else 500)


def answer(request: HttpRequest, status: int, **said: Any) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        words = PROBLEMS[status]
        return JsonResponse(
            {"type": "about:blank", "title": words.title, "status": status, "detail": words.means},
            status=status,
            content_type="application/problem+json",
        )
    if request.path_info.startswith(settings.PUBLIC_PREFIXES):  # whoever was served: in their language
        words = PROBLEMS.get(status, PROBLEMS[500])
        return public_notice(request, words.title, words.means, status=status)
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:  # without a login there is no Today to go to
        said = {"link_name": "Sign in"} | said if status in (403, 405) else {"link": ""} | said
    return problem_page(status, **said)
