"""The calendar that a member subscribes to, at an address that nobody can guess. A GET changes nothing."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wellserved.calendars.feeds import entries_for
from wellserved.calendars.queries.own import feed_of
from wellserved.calendars.writing import feed
from wellserved.frame.public import unlogged
from wellserved.kit.clock import now

REFRESH = timedelta(minutes=30)


@require_safe
@login_not_required
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """304 to whom nothing has changed for."""
    row = feed_of(token)
    if row is None:
        said = "There is no calendar at this address any more.\n"
        return unlogged(HttpResponse(said, status=404, content_type="text/plain; charset=utf-8"))
    body = feed(f"{row.member.first_name}, {settings.ORGANISATION}", entries_for(row.member_id, now()), REFRESH)
    mark = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {
        "ETag": mark,
        "Cache-Control": "private, no-cache",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow",
        "X-Content-Type-Options": "nosniff",
    }
    known = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    if mark in known or "*" in known:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
