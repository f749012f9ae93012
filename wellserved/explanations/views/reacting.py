"""Did it land? At explanation/<token>/reaction. Showing it records nothing, ever; the token is the only key."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellserved.cases.forms.public import Sent, read_sent
from wellserved.cases.views.public_pages import nowhere_page, public
from wellserved.explanations.actions.reacting import TooLateError, react
from wellserved.explanations.models import Reaction, Sending
from wellserved.explanations.queries.reactions import said_in, sending_of_token
from wellserved.explanations.shapes import Said
from wellserved.frame.public import public_notice, public_page
from wellserved.frame.speaking import language_of, speaking, with_choice
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.surveys.forms.answering import MOST_CHARACTERS, first, read_query
from wellserved.surveys.views.answer import SeeOther

PAGE = "explanations/public/reaction.html"
WISHES = (
    ("shorter", gettext_lazy("Shorter")),
    ("technical", gettext_lazy("More technical")),
    ("pictures", gettext_lazy("Pictures")),
    ("numbers", gettext_lazy("Numbers")),
    ("call", gettext_lazy("Please call me")),
)
ANSWERS = {"yes": True, "no": False}


@public
def reaction(request: HttpRequest, token: str) -> HttpResponseBase:
    """GET shows, POST keeps. The first touch of who came by the letter's "yes" keeps that alone, with 204."""
    sending = sending_of_token(token)
    if sending is None:
        return nowhere_page(request)
    with speaking(language_of(request, sending.language)):
        if sending.expires_at < now():
            return _gone(request, sending)
        if request.method == "POST":
            return _keep(request, sending, token)
        query = read_query(request.META.get("QUERY_STRING", ""))
        known = said_in(getattr(sending, "reaction", None))
        if "thanks" in query and known:
            return _thanks(request, sending, known, token)
        return _page(request, sending, known=known, yes=not known and first(query, "landed") == "yes")


def reaction_context(sending: Sending) -> dict[str, Any]:
    """What explanations/public/reaction_form.html shows on the page that the link opens."""
    known = said_in(getattr(sending, "reaction", None))
    return {"said": known or Said(False, False), "chosen": bool(known), "again": bool(known), "wishes": WISHES}


def _keep(request: HttpRequest, sending: Sending, token: str) -> HttpResponse:
    sent = read_sent(request)
    if sent.one("touch"):
        if not hasattr(sending, "reaction"):
            _react(sending, Said(clear=True, answered=True))
        return HttpResponse(status=204)
    clear, answered = ANSWERS.get(sent.one("clear")), ANSWERS.get(sent.one("answered"))
    wish = sent.one("wish") if sent.one("wish") in Reaction.Wish.values else ""
    said = Said(bool(clear), bool(answered), wish, sent.words)
    if sent.one("show"):  # another language was chosen; nothing typed is lost
        return _page(request, sending, known=said, sent=sent)
    problem = ""
    if clear is None or answered is None:
        problem = _("Please choose in both lines: was it clear, and did it answer your question?")
    elif len(said.words) > MOST_CHARACTERS:
        problem = _("That is longer than fits here. Please make it a little shorter.")
    if problem:
        return _page(request, sending, known=said, sent=sent, problem=problem, status=400)
    try:
        _react(sending, said)
    except TooLateError:
        return _gone(request, sending)
    query = request.META.get("QUERY_STRING", "")
    return SeeOther(with_choice(f"/explanation/{token}/reaction?thanks", query))


def _react(sending: Sending, said: Said) -> None:
    react(sending_id=sending.pk, said=said, by=By("contact", sending.contact_id))


def _page(
    request: HttpRequest,
    sending: Sending,
    *,
    known: Said | None,
    sent: Sent | None = None,
    yes: bool = False,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    said = known or Said(yes, yes)
    context = {
        "sending": sending,
        "title": sending.page.get("title") or sending.explanation.title,
        "said": said,
        "clear": sent.one("clear") if sent else _answer(said.clear) if known or yes else "",
        "answered": sent.one("answered") if sent else _answer(said.answered) if known or yes else "",
        "again": hasattr(sending, "reaction"),
        "touch": yes,
        "wishes": WISHES,
        "problem": problem,
    }
    return public_page(PAGE, context, request=request, status=status, to=sending.language)


def _answer(it: bool) -> str:
    return "yes" if it else "no"


def _thanks(request: HttpRequest, sending: Sending, said: Said, token: str) -> HttpResponse:
    who = sending.explanation.executive or sending.explanation.writer
    context = {
        "said": said,
        "who": who.first_name,
        "title": sending.page.get("title") or sending.explanation.title,
        "change": with_choice(f"/explanation/{token}/reaction", request.META.get("QUERY_STRING", "")),
    }
    template = "explanations/public/reaction_thanks.html"
    return public_page(template, context, request=request, to=sending.language)


def _gone(request: HttpRequest, sending: Sending) -> HttpResponse:
    return public_notice(
        request,
        gettext_lazy("This page can no longer be answered."),
        gettext_lazy(
            "It is too long ago. Whoever wrote it is still glad of a letter: answer the mail that brought it."
        ),
        status=410,
        to=sending.language,
    )
