"""Today: where everybody lands."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wellserved.kit.clock import local_day, now
from wellserved.people.actors import actor_of
from wellserved.site.queries.today import today_for
from wellserved.site.shapes import KindWord

REMEMBERED = 60


def today(request: HttpRequest) -> HttpResponse:
    day = local_day(now(), settings.TIME_ZONE).isoformat()
    shown: dict[str, list[int]] = request.session.get("kind_words", {})
    page = today_for(actor_of(request), [one for when, ids in shown.items() if when != day for one in ids])
    if page.kind_word:
        _remember(request, shown, day, page.kind_word)
    return render(request, "site/today.html", {"today": page})


def _remember(request: HttpRequest, shown: dict[str, list[int]], day: str, word: KindWord) -> None:
    """The browser's session keeps which kind words were shown on which day: the same all day, another tomorrow."""
    if shown.get(day) != [word.response_id]:
        kept = dict(sorted({**shown, day: [word.response_id]}.items())[-REMEMBERED:])
        request.session["kind_words"] = kept
