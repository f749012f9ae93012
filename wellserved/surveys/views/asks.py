"""The ledger of asks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def asks(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse("not built yet")
