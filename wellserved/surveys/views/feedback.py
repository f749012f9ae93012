"""What people said: the list, and one answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def feedback(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse("not built yet")
