"""What was said in confidence, as it was opened: whole, newest quarter first, with nothing to choose or search by."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wellserved.confidences.queries import batches_visible_to
from wellserved.confidences.reading import readings_of
from wellserved.kit.clock import local_day, now
from wellserved.people.actors import actor_of
from wellserved.surveys.queries.confiding import anybody_confides
from wellserved.surveys.rules.confiding import closes, in_words, later, quarter_of

A_PAGE = 10


def confidences(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not actor.leads:
        raise Http404
    page = Paginator(batches_visible_to(actor), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "readings": readings_of(page.object_list),
        "newer": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "older": f"?page={page.next_page_number()}" if page.has_next() else "",
        "sealed": _sealed(),
        "in_use": anybody_confides(),
    }
    return render(request, "confidences/reading.html", context)


def _sealed() -> list[tuple[str, str]]:
    """The quarters that are being collected, and when they open: by the calendar alone, whoever has spoken."""
    today = local_day(now(), settings.TIME_ZONE)
    this = quarter_of(today)
    waiting = [one for one in (later(this, -1), this) if closes(one, settings.TIME_ZONE) > now()]
    return [(in_words(one), _day(one)) for one in waiting]


def _day(quarter: str) -> str:
    opens = local_day(closes(quarter, settings.TIME_ZONE), settings.TIME_ZONE)
    return f"{opens.day} {opens:%B %Y}"
