"""Explanations over REST: begin one, see where they stand and whether they landed. Their text is read on the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest
from ninja import Path, Query, Router, Status

from wellserved.cases.models import Case, Message
from wellserved.cases.queries.cases import cases_worked_by
from wellserved.explanations.actions.starting import Begun, begin_explanation
from wellserved.explanations.api_bodies import (
    MOST_SENDINGS,
    BegunOut,
    ExplanationBody,
    ExplanationsAsked,
    ExplanationsPage,
    OneExplanationOut,
)
from wellserved.explanations.models import Explanation, Reaction, Sending
from wellserved.explanations.queries.explanations import explanations_visible_to
from wellserved.explanations.queries.formats import formats_by_key, formats_for
from wellserved.explanations.shapes import PageFormat
from wellserved.interactions.models import Interaction
from wellserved.interactions.queries import interactions_visible_to
from wellserved.interactions.rules import can_be_kept
from wellserved.kit.cursors import cursor_after, older_than
from wellserved.kit.problems import Problem
from wellserved.people.actors import actor_of_member, actor_of_token
from wellserved.people.models import Member
from wellserved.people.rules import fold
from wellserved.people.shapes import Actor

router = Router(tags=["explanations"])


@router.post(
    "/explanations",
    response={201: BegunOut, 200: BegunOut},
    operation_id="begin_explanation",
    summary="Begin a page that explains",
)
def post_explanation(request: HttpRequest, body: ExplanationBody) -> Status[dict[str, Any]]:
    """About a case or a piece of service. What its writer may see of what happened is pulled in; nothing is sent
    before a second person has approved it."""
    actor = actor_of_token(request.auth)  # type: ignore[attr-defined]
    if not actor.sees_all:
        raise Problem(403, "This key may not begin a page. A manager's or an admin's key may.")
    if (body.case is None) == (not body.external_id):
        raise Problem(422, "Name either a case, or the source and external id of a piece of service.")
    key = f"api:{body.key}"
    if not can_be_kept(key):
        raise Problem(422, "key holds what cannot be kept.")
    known = Explanation.objects.filter(key=key).values_list("pk", flat=True).first()
    if known:
        return Status(200, {"id": known, "new": False})
    case = _case(actor, body.case) if body.case else None
    interaction = None if case else _interaction(actor, body)
    writer = _writer(body.writer) or (case.lead if case else None)
    if writer is None:
        raise Problem(422, "Name its writer, by e-mail address.")
    theirs = replace(actor_of_member(writer), by=actor.by)
    one = begin_explanation(given=_begun(key, body, case, interaction, theirs), writer=writer, actor=theirs)
    return Status(201, {"id": one.pk, "new": True})


@router.get(
    "/explanations",
    response=ExplanationsPage,
    operation_id="list_explanations",
    summary="Pages, and whether they landed",
)
def get_explanations(request: HttpRequest, asked: Query[ExplanationsAsked]) -> dict[str, Any]:
    """What a manager's or an admin's key may see; other keys belong to no team."""
    found = _seen(request).order_by("-created_at", "-pk")
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.client:
        found = found.filter(client__name_key=fold(asked.client)) if can_be_kept(asked.client) else found.none()
    page = list(older_than(found, asked.cursor, "created_at")[: asked.limit + 1])
    more, page = len(page) > asked.limit, page[: asked.limit]
    formats = formats_by_key({one.format for one in page})
    return {
        "items": [_told(one, formats) for one in page],
        "next": cursor_after(page[-1].created_at, page[-1].pk) if more else None,
    }


@router.get(
    "/explanations/{id}",
    response=OneExplanationOut,
    operation_id="read_explanation",
    summary="One page, and each time that it went out",
)
def get_explanation(
    request: HttpRequest,
    id: int = Path(..., ge=1, lt=2**63, description="Its number."),  # type: ignore[type-arg]
) -> dict[str, Any]:
    """What they said in words is read by a person, on the page."""
    one = _seen(request).filter(pk=id).first()
    if one is None:
        raise Http404("There is no page of this number that this key may see.")
    rows = Sending.objects.filter(explanation=one).select_related("reaction").order_by("-sent_at", "-pk")
    return {
        **_told(one, formats_by_key({one.format})),
        "case": one.case_id,
        "sendings": [_sent(row) for row in rows[:MOST_SENDINGS]],
    }


def _seen(request: HttpRequest) -> QuerySet[Explanation]:
    actor = actor_of_token(request.auth)  # type: ignore[attr-defined]
    said = Reaction.objects.filter(sending__explanation=OuterRef("pk")).order_by("-sending__sent_at", "-pk")
    found = explanations_visible_to(actor).select_related("team", "client", "contact", "writer")
    return found.annotate(
        was_clear=Subquery(said.values("clear")[:1]), was_answered=Subquery(said.values("answered")[:1])
    )


def _told(one: Any, formats: dict[str, PageFormat]) -> dict[str, Any]:
    return {
        "id": one.pk,
        **{name: getattr(one, name) for name in ("state", "title", "format", "language", "changed_at", "sent_at")},
        "begun_at": one.created_at,
        "team": one.team.name,
        "client": one.client and one.client.name,
        "contact": one.contact and str(one.contact),
        "writer": one.writer.name,
        "format_name": formats[one.format].name,
        "landed": None if one.was_clear is None else one.was_clear and one.was_answered,
    }


def _sent(row: Sending) -> dict[str, Any]:
    said = getattr(row, "reaction", None)
    return {
        **{name: getattr(row, name) for name in ("sent_at", "channel", "format")},
        "landed": said and said.clear and said.answered,
        "wish": said.wish if said else "",
    }


def _begun(key: str, body: ExplanationBody, case: Case | None, interaction: Interaction | None, writer: Actor) -> Begun:
    """Only what its writer may see is put before them."""
    about = case or interaction
    seen = cases_worked_by(writer) if case else interactions_visible_to(writer)
    if about is None or not seen.filter(pk=about.pk).exists():
        raise Problem(422, "That writer may not see what it is about. Name somebody who does.")
    if about.team is None:
        raise Problem(422, "It belongs to no team yet. Give it one first.")
    if body.format not in {one.key for one in formats_for(about.team_id)}:
        raise Problem(422, "This team has no format of this key.")
    first = Message.objects.filter(case=case, kind=Message.Kind.SAID).order_by("at", "pk").first() if case else None
    return Begun(
        key=key,
        team=about.team,
        title=body.title or (case.title if case else interaction.subject if interaction else ""),
        asked=body.asked or (first.words if first else ""),
        client=about.client,
        contact=about.contact,
        case=case,
        interaction=interaction,
        format=body.format,
    )


def _case(actor: Actor, number: int) -> Case:
    found = cases_worked_by(actor).select_related("team", "contact", "client", "lead", "interaction")
    case = found.filter(pk=number).first()
    if case is None:
        raise Problem(422, "There is no case of this number that this key may see.")
    return case


def _interaction(actor: Actor, body: ExplanationBody) -> Interaction:
    found = interactions_visible_to(actor).select_related("team", "contact", "client")
    known = can_be_kept(body.source + body.external_id)
    row = found.filter(source=body.source, external_id=body.external_id).first() if known else None
    if row is None:
        raise Problem(422, "There is no interaction with this source and external id.")
    return row


def _writer(text: str) -> Member | None:
    if not text.strip():
        return None
    here = Member.objects.filter(left_at=None, account__is_active=True).alias(address=Lower("email"))
    found = list(here.filter(address=text.strip().lower())[:2]) if can_be_kept(text) else []
    if len(found) != 1:
        raise Problem(422, "No member who can sign in has this address.")
    return found[0]
