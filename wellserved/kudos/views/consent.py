"""May others read your words, too? At /kind/<token>, from the letter that thanks. Only a POST says something."""

from __future__ import annotations

import logging

from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from wellserved.doors.views.open import read_form
from wellserved.frame.public import public_notice, public_page, unlogged
from wellserved.frame.speaking import with_choice
from wellserved.journal.shapes import By
from wellserved.kudos.actions import set_consent
from wellserved.kudos.queries.kudos import kudos_of_token
from wellserved.surveys.forms.answering import first
from wellserved.surveys.views import answer_notices as notices
from wellserved.surveys.views.answer import SeeOther

log = logging.getLogger(__name__)


@csrf_exempt  # the token is the key; nobody is signed in here
@login_not_required
def kudos_consent(request: HttpRequest, token: str) -> HttpResponse:
    if request.method not in ("GET", "HEAD", "POST"):
        return unlogged(HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"}))
    try:
        kudos = kudos_of_token(token)
        if kudos is None:
            return unlogged(_nowhere(request))
        if request.method == "POST":
            form = read_form(request)
            if form is None or first(form, "may") not in ("yes", "no"):
                return notices.refused_page(request, 400, gettext_lazy("Please go back and send it once more."))
            set_consent(kudos_id=kudos.pk, given=first(form, "may") == "yes", by=By("contact", kudos.contact_id))
            return SeeOther(with_choice(f"/kind/{token}", request.META.get("QUERY_STRING", "")))
        return public_page("kudos/consent.html", {"kudos": kudos}, request=request, to=kudos.language)
    except DatabaseError as error:
        log.warning("Consent could not be read or kept: %s", type(error).__name__)
        return notices.later_page(request)


def _nowhere(request: HttpRequest) -> HttpResponse:
    return public_notice(
        request,
        gettext_lazy("This link leads nowhere."),
        gettext_lazy("Perhaps a piece of it was lost on the way. Please open it again from the letter it came in."),
        status=404,
    )
