"""Pages of this room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def promises(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse("not built yet")
