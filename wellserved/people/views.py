"""Pages of this room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def clients(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse("not built yet")


def teams(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse("not built yet")
