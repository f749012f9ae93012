"""Who was there, too, may speak, at /b/<token>: kept apart from the main answer, of which this page shows nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from wellserved.doors.actions.keeping import companion_door
from wellserved.doors.models import Door, HeldAnswer
from wellserved.doors.rules import MOST_COMPANIONS
from wellserved.doors.views import pages
from wellserved.doors.views.open import save
from wellserved.frame.open_to_all import open_to_all
from wellserved.kit.clock import now
from wellserved.people.models import Team
from wellserved.surveys.forms.answering import read_query
from wellserved.surveys.models import Invitation
from wellserved.surveys.queries.companions import answered_by


@open_to_all
def beside(request: HttpRequest, token: str) -> HttpResponse:
    main = answered_by(token)
    return _page(request, main) if main else pages.nowhere_page(request)


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
