"""Who is asking. This room lies below people, so it asks the account itself for its role."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from wellserved.journal.shapes import By


def role_of(request: HttpRequest, *allowed: str) -> str:
    """The role of who is signed in; for any but these the page does not exist."""
    role = str(getattr(request.user, "role", ""))
    if role not in allowed:
        raise Http404
    return role


def by_of(request: HttpRequest) -> By:
    return By("account", request.user.pk)
