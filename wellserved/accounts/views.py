"""Pages of this room."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse("not built yet")


def sign_out(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse("not built yet")
