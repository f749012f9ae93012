"""Was there someone who made the difference? At /a/<token>/kudos, after the answer is saved. A GET keeps nothing."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from wellserved.doors.views.open import read_form
from wellserved.frame.public import public_notice, public_page, unlogged
from wellserved.frame.speaking import language_of, speaking, with_choice
from wellserved.journal.shapes import By
from wellserved.kit.text import clean_text
from wellserved.kudos.actions import give_kudos
from wellserved.kudos.models import Kudos
from wellserved.kudos.queries.people import members_behind
from wellserved.kudos.shapes import KindWords
from wellserved.people.models import Team
from wellserved.surveys.forms.answering import MOST_CHARACTERS, first, read_query
from wellserved.surveys.models import Invitation
from wellserved.surveys.queries.answering import hash_of
from wellserved.surveys.views import answer_notices as notices
from wellserved.surveys.views.answer import SeeOther

log = logging.getLogger(__name__)
PAGE = "kudos/after_answer.html"


@csrf_exempt  # the token is the key; nobody is signed in here
@login_not_required
def thank_after_answer(request: HttpRequest, token: str) -> HttpResponse:
    if request.method not in ("GET", "HEAD", "POST"):
        return unlogged(HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"}))
    token_hash = hash_of(token)
    try:
        answered = Invitation.objects.filter(token_hash=token_hash, response__isnull=False, cancelled_at=None)
        asked = answered.select_related("response", "contact").first() if token_hash else None
        if asked is None:
            return notices.nowhere_page(request)
        to = asked.contact.language if asked.contact else asked.language
        with speaking(language_of(request, to)):
            return _give(request, asked, token, to) if request.method == "POST" else _show(request, asked, token, to)
    except DatabaseError as error:
        log.warning("A kind word could not be taken in: %s", type(error).__name__)
        return notices.later_page(request)


def _show(request: HttpRequest, asked: Invitation, token: str, to: str) -> HttpResponse:
    if "thanks" in read_query(request.META.get("QUERY_STRING", "")):
        return public_notice(
            request,
            gettext_lazy("Thank you. It is on its way."),
            gettext_lazy("They read it themselves, in your words, and so does whoever they report to."),
            to=to,
        )
    return _page(request, asked, token, to, {"words": asked.response.words})


def _give(request: HttpRequest, asked: Invitation, token: str, to: str) -> HttpResponse:
    form = read_form(request)
    if form is None:
        return notices.refused_page(request, 400, gettext_lazy("Please go back and send it once more."))
    words = clean_text(first(form, "words"))
    members = members_behind(asked)
    chosen = next((member for member in members if str(member.pk) == first(form, "to")), None)
    said = {"words": words, "shown": first(form, "shown") == "on"}
    if first(form, "show"):  # another language was chosen; nothing typed is lost
        return _page(request, asked, token, to, said, chosen=chosen)
    problem = ""
    if chosen is None:
        problem = _("Choose whom you would like to thank.")
    elif not words:
        problem = _("A few words are enough: what did they do?")
    elif len(words) > MOST_CHARACTERS:
        problem = _("That is longer than fits here. Please make it a little shorter.")
    if problem or chosen is None:
        return _page(request, asked, token, to, said, chosen=chosen, problem=problem, status=400)
    contact = asked.contact
    give_kudos(
        said=KindWords(
            key=f"answer:{asked.pk}:{chosen.pk}",
            words=words,
            member=chosen,
            team=Team.objects.filter(pk=asked.team_id).first(),
            came_by=Kudos.CameBy.ANSWER,
            giver_name=contact.name if contact else asked.writer_name,
            giver_email="" if contact else asked.writer_email,
            contact=contact,
            language=language_of(request, to),
            may_be_shown=bool(said["shown"]),
            response_id=asked.pk,
        ),
        by=By("contact", contact.pk if contact else None),
    )
    return SeeOther(with_choice(f"/a/{token}/kudos?thanks", request.META.get("QUERY_STRING", "")))


def _page(
    request: HttpRequest,
    asked: Invitation,
    token: str,
    to: str,
    said: dict[str, Any],
    *,
    chosen: Any = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    members = members_behind(asked)
    served = {pk for (pk,) in asked.members.values_list("pk")}
    here = [member for member in members if member.pk in served]
    context = {
        "members": members,
        "chosen": chosen or (here[0] if len(here) == 1 else None),
        "said": said,
        "problem": problem,
        "about": f" · {asked.about}" if asked.about and language_of(request, to) == "en" else "",
        "back": with_choice(f"/a/{token}?sent", request.META.get("QUERY_STRING", "")),
    }
    return public_page(PAGE, context, request=request, status=status, to=to)
