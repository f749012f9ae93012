"""Every error of the API as an RFC 9457 problem: what happened, in plain words."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

logger = logging.getLogger(__name__)

NO_KEY = "A key is needed: send Authorization: Bearer and a token. An admin makes one under Settings."
NO_ADDRESS = "There is nothing at this address. /api/v1/openapi.json lists what there is."
NOT_FOUND = "There is no such thing, or this key may not see it."
TOO_BIG = "The request is too big. Nothing was saved. Send it in smaller parts."
OURS = "Something went wrong on our side. Nothing of this request was saved. It is in the log under {reference}."


def problem(status: int, detail: str, **extras: Any) -> HttpResponse:
    """One problem document."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **extras}
    return HttpResponse(json.dumps(body), status=status, content_type="application/problem+json")


def say_problems(api: NinjaAPI) -> None:
    """Register the handlers of every error that a route may raise."""

    def http_error(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
        detail = str(error)
        if error.status_code == 400 and detail.startswith("Cannot parse request body"):
            detail = "The body is not valid JSON. Nothing was saved."
        return problem(error.status_code, detail, **getattr(error, "extras", {}))

    def no_key(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
        answer = problem(401, NO_KEY)
        answer["WWW-Authenticate"] = 'Bearer realm="wellserved"'
        return answer

    def too_many(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
        answer = problem(429, f"Too many requests. Try again in {int(error.wait or 60)} seconds.")
        answer["Retry-After"] = str(int(error.wait or 60))
        return answer

    def not_found(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
        return problem(404, str(error) if error.args and isinstance(error.args[0], str) else NOT_FOUND)

    def invalid(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
        errors = [
            {"pointer": "/" + "/".join(str(part) for part in wrong.get("loc", ())), "detail": str(wrong.get("msg", ""))}
            for wrong in error.errors[:50]
        ]
        first = f" {errors[0]['pointer']}: {errors[0]['detail']}." if errors else ""
        return problem(422, f"The request was understood but cannot be used.{first}", errors=errors)

    def too_big(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
        return problem(413, TOO_BIG)

    def unreadable(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
        return problem(400, "The request broke off or is malformed. Nothing was saved.")

    def ours(request: HttpRequest, error: Any) -> HttpResponse:
        reference = f"{id(request):x}"
        logger.error("the API failed", exc_info=error, extra={"reference": reference})
        return problem(500, OURS.format(reference=reference))

    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        HttpError: http_error,
        AuthenticationError: no_key,
        Throttled: too_many,
        Http404: not_found,
        ValidationError: invalid,
        RequestDataTooBig: too_big,
        SuspiciousOperation: unreadable,
        UnreadablePostError: unreadable,
        MultiPartParserError: unreadable,
        Exception: ours,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def wrong_method_is_a_problem(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The same view, whose 405 is a problem document too."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if answer.status_code != 405:
            return answer
        allowed = answer["Allow"]
        answer = problem(405, f"{request.method} does nothing here. This address takes {allowed}.")
        answer["Allow"] = allowed
        return answer

    return wrapped


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001
    """What an unknown address under /api/v1/ answers."""
    return problem(404, NO_ADDRESS)
