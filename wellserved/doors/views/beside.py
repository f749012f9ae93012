"""Who was there, too, may speak, at /b/<token>: kept apart from the main answer, of which this page shows nothing."""

from __future__ import annotations

import logging

from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from wellserved.doors.actions.keeping import companion_door
from wellserved.doors.models import Door, HeldAnswer
from wellserved.doors.rules import MOST_COMPANIONS
from wellserved.doors.views import pages
from wellserved.doors.views.open import save
from wellserved.frame.public import later_page, unlogged
from wellserved.frame.speaking import language_of, speaking
from wellserved.kit.clock import now
from wellserved.people.models import Team
from wellserved.surveys.forms.answering import read_query
from wellserved.surveys.models import Invitation
from wellserved.surveys.queries.companions import answered_by

log = logging.getLogger(__name__)


@csrf_exempt
@login_not_required
def beside(request: HttpRequest, token: str) -> HttpResponse:
    if request.method not in ("GET", "HEAD", "POST"):
        return unlogged(HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"}))
    with speaking(language_of(request)):
        try:
            main = answered_by(token)
            return unlogged(_page(request, main) if main else pages.nowhere_page(request))
        except DatabaseError as error:
            log.warning("A companion's page could not ask the database: %s", type(error).__name__)
            return later_page(request)


def _page(request: HttpRequest, main: Invitation) -> HttpResponse:
    if request.method == "POST":
        if companions_of(main) >= MOST_COMPANIONS:
            return pages.taken_page(request)
        return save(request, companion_door(main.team_id), beside_id=main.pk)
    shown = Door(pk=0, kind=Door.Kind.COMPANION, team=Team.objects.filter(pk=main.team_id).first())
    moment = now()
    if "thanks" in read_query(request.META.get("QUERY_STRING", "")):
        return pages.thanks_page(request, shown, moment)
    return pages.form_page(request, shown, moment)


def companions_of(main: Invitation) -> int:
    waiting = HeldAnswer.objects.filter(beside_id=main.pk, state=HeldAnswer.State.WAITING)
    return main.companions.count() + waiting.count()
