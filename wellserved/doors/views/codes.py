"""A door's code, to take away: for the screen, for print, as a poster."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from wellserved.doors.codes import can_write, code_png, code_svg, poster_pdf
from wellserved.doors.models import Door
from wellserved.doors.queries.doors import doors_visible_to, link_of
from wellserved.people.actors import actor_of
from wellserved.surveys.rules.answering import known_as

TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}


def door_code(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    door = get_object_or_404(doors_visible_to(actor_of(request)), pk=pk)
    if form not in TYPES or door.kind == Door.Kind.SNIPPET:
        raise Http404
    link = link_of(door)
    body = {"svg": code_svg, "png": code_png}[form](link) if form != "pdf" else _poster(door, link)
    response = HttpResponse(body, content_type=TYPES[form])
    how = "attachment" if "download" in request.GET else "inline"
    response["Content-Disposition"] = f'{how}; filename="door-{door.pk}.{form}"'
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _poster(door: Door, link: str) -> bytes:
    by = door.member.first_name if door.member else known_as(door.team.name, "") if door.team else "us"
    heading, plain, line = {
        "not_well": ("Not going well?", "Not going well?", "Point your camera here. A lead hears of it now."),
        "thanks": (
            "Who made your day easier?",
            "Who made your day easier?",
            "Point your camera here. A kind word reaches them, and whom they report to.",
        ),
    }.get(
        door.kind,
        (
            f"How was it, being served by {by}?",
            "How was it, being served by us?",
            "Point your camera here. Fifteen seconds, no account, no ticket needed.",
        ),
    )
    organisation = settings.ORGANISATION if can_write(settings.ORGANISATION) else ""
    return poster_pdf(link, heading if can_write(heading) else plain, [line], organisation)
