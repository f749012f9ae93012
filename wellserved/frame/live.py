"""Pages that several people look at and change at once: each asks every two seconds whether something has changed.

The question costs one query and no sign-in: a ticket, given with the page, says that its holder was shown it. It opens
nothing but a version.
"""

from __future__ import annotations

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse, JsonResponse

A_DAY = 24 * 60 * 60


class Tickets:
    """The tickets of one kind of page: each is for one number, for a day."""

    def __init__(self, salt: str) -> None:
        self._signer = TimestampSigner(salt=salt)

    def ticket_for(self, number: int) -> str:
        return self._signer.sign(str(number))

    def number_of(self, ticket: str) -> int | None:
        try:
            return int(self._signer.unsign(ticket, max_age=A_DAY))
        except (BadSignature, ValueError):
            return None


def version_answer(request: HttpRequest, version: str | None) -> HttpResponse:
    """304 if nothing has changed; 404 if the page is not there any more."""
    if version is None:
        return HttpResponse(status=404)
    known = request.headers.get("If-None-Match") == f'"{version}"'
    got = HttpResponse(status=304) if known else JsonResponse({"version": version})
    got["ETag"], got["Cache-Control"] = f'"{version}"', "no-store"
    return got
