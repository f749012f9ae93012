"""What people said: the list, and one answer."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from wellserved.kit.clock import now
from wellserved.passages.models import Passage
from wellserved.passages.queries import can_sign_in, letters_back, letters_of
from wellserved.passages.rules import draft_reply
from wellserved.people.actors import actor_of
from wellserved.people.models import Member
from wellserved.people.queries import teams_visible_to
from wellserved.people.shapes import Actor
from wellserved.surveys.forms.passing import PassingForm
from wellserved.surveys.forms.replying import ReplyForm
from wellserved.surveys.models import Response
from wellserved.surveys.queries.answers import SOURCE_KIND, responses_visible_to, spoken_beside
from wellserved.surveys.queries.feedback import PERIODS, SHOWS, Filters, Line, feedback_page, lines_of, writer_of
from wellserved.surveys.queries.own_answers import own_lines
from wellserved.surveys.queries.passing import brought, quoted, waiting_to_hear
from wellserved.surveys.words import mood, qualities_of


def feedback(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    filters = Filters.read(request.GET)
    page = feedback_page(actor, filters)
    teams = teams_visible_to(actor)
    if not actor.sees_all:
        teams = teams.filter(pk__in=actor.team_ids | actor.led_team_ids)
    shows = {key: name for key, name in SHOWS.items() if key not in ("late", "quotes") or actor.leads}
    context = {
        "page": page,
        "filters": filters,
        "teams": teams,
        "actor": actor,
        "periods": PERIODS,
        "shows": [(name, _address(filters, show=key), filters.show == key) for key, name in shows.items()],
        "older": _address(filters, after=page.older) if page.older else "",
        "newest": _address(filters, after="") if filters.after else "",
    }
    return render(request, "surveys/feedback.html", context)


def feedback_one(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer. Looking at it changes nothing; "I have read this" does."""
    return answer_page(request, visible_answer(request, pk))


def visible_answer(request: HttpRequest, pk: int) -> Response:
    answers = responses_visible_to(actor_of(request)).select_related(
        "invitation__contact__client", "invitation__interaction__service"
    )
    return get_object_or_404(answers, pk=pk)


def answer_page(
    request: HttpRequest,
    response: Response,
    form: ReplyForm | None = None,
    status: int = 200,
    passing: PassingForm | None = None,
) -> HttpResponse:
    """One answer with all that belongs to it; `form` and `passing` are what was not quite right."""
    actor = actor_of(request)
    line = lines_of([response])[0]
    me = Member.objects.filter(pk=actor.member_id or 0).select_related("account").first()
    context: dict[str, Any] = {
        "line": line,
        "response": response,
        "contact": writer_of(response.invitation),
        "beside": spoken_beside(actor, response),
        "interaction": response.invitation.interaction,
        "passage": line.passage,
        "qualities": qualities_of(response.qualities),
        "own": own_lines(response.invitation.version_id, response.own),
        "earlier": [
            (version, own_lines(response.invitation.version_id, version.own))
            for version in response.earlier.order_by("-version")
        ],
        "photos": response.photos.order_by("pk"),
        "mine": bool(line.passage and me and line.passage.reader_id == me.pk),
        "letters": letters_of(line.passage) if line.passage else [],
        "back": letters_back(line.passage) if line.passage and line.passage.wrote_back_at else [],
        "readers": readers_for(actor, line.passage),
        "source_kind": SOURCE_KIND,
        "leads": actor.sees_all or response.invitation.team_id in actor.led_team_ids,
        "now": now(),
    }
    context["form"] = form or (ReplyForm(initial={"text": _draft(line, me)}) if me else None)
    context |= brought(actor, line.passage) | quoted(actor, line.passage)
    served = waiting_to_hear(actor, response, line.passage)
    context["passing"] = passing or (PassingForm(served=served) if served else None)
    context["may_reply"] = context["mine"] and _may_reply(line)
    return render(request, "surveys/feedback_one.html", context, status=status)


def readers_for(actor: Actor, passage: Passage | None) -> list[Member]:
    """Whom this actor may give an unread passage to: nobody, unless they lead."""
    if passage is None or passage.read_at or not (actor.sees_all or passage.team_id in actor.led_team_ids):
        return []
    return list(can_sign_in().exclude(pk=passage.reader_id or 0).order_by("name"))


def _may_reply(line: Line) -> bool:
    """Once for what was read; words that came after the reply are unread again, and can be answered too."""
    contact, passage = line.contact, line.passage
    answered = passage is None or (passage.reply_id is not None and passage.read_at is not None)
    return bool(contact and contact.email) and not answered


def _draft(line: Line, me: Member) -> str:
    contact = line.contact
    first_name = contact.name.split()[0] if contact and contact.name.split() else ""
    return draft_reply(first_name, mood(line.response.achieved, line.response.felt), me.name)


def _address(filters: Filters, **changes: str) -> str:
    said = {"show": filters.show, "days": filters.days, "team": str(filters.team or ""), "after": "", **changes}
    return "?" + urlencode({key: value for key, value in said.items() if value})
