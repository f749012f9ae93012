"""Cases over REST: open one, see where they stand. Notes, causes and whom a case is about stay inside."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest
from ninja import Path, Query, Router, Status

from wellserved.cases.actions.opening import open_case
from wellserved.cases.actions.reading import note_reading
from wellserved.cases.api.bodies import MOST_WORDS_READ, CaseBody, CasesAsked, CasesPage, OneCaseOut, OpenedOut
from wellserved.cases.models import Case, Message
from wellserved.cases.queries.cases import cases_visible_to
from wellserved.cases.shapes import CaseIn
from wellserved.interactions.models import Interaction
from wellserved.interactions.queries import interactions_visible_to
from wellserved.interactions.rules import can_be_kept
from wellserved.kit.cursors import cursor_after, older_than
from wellserved.kit.problems import Problem
from wellserved.kit.text import clean_text
from wellserved.mail.composing import is_an_address
from wellserved.people.actors import actor_of_token
from wellserved.people.models import Member, Team
from wellserved.people.rules import fold
from wellserved.people.shapes import Actor

router = Router(tags=["cases"])


@router.post("/cases", response={201: OpenedOut, 200: OpenedOut}, operation_id="open_case", summary="Open a case")
def post_case(request: HttpRequest, body: CaseBody) -> Status[dict[str, Any]]:
    """It rests with whoever leads the team, past anyone whom it is about, and its clocks run from now."""
    actor = actor_of_token(request.auth)  # type: ignore[attr-defined]
    if not actor.sees_all:
        raise Problem(403, "This key may not open cases. A manager's or an admin's key may.")
    words = clean_text(body.words)
    if not words:
        raise Problem(422, "There are no words in it.")
    if body.email and not is_an_address(body.email):
        raise Problem(422, "email is no e-mail address.")
    about = _interaction(actor, body)
    contact = about.contact if about and not body.email else None
    given = CaseIn(
        key=f"api:{body.key}",
        kind=body.kind,
        words=words,
        came_by=Case.Way.API,
        contact=contact,
        client=about.client if about and contact else None,
        writer_name=" ".join(clean_text(body.name).split()),
        writer_email=body.email,
        team=_team(body.team) or (about.team if about else None),
        interaction=about,
        concerned=frozenset(_member(one).pk for one in body.about),
        above_team=body.above_team,
        write_receipt=body.receipt,
    )
    case, new = open_case(given=given, by=actor.by)
    return Status(201 if new else 200, {"id": case.pk, "new": new})


@router.get("/cases", response=CasesPage, operation_id="list_cases", summary="Where cases stand")
def get_cases(request: HttpRequest, asked: Query[CasesAsked]) -> dict[str, Any]:
    """What a manager's or an admin's key may see. No key sees a request to be served by somebody else, nor what is
    about somebody who leads."""
    found = _seen(request).order_by("-received_at", "-pk")
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    page = list(older_than(found, asked.cursor, "received_at")[: asked.limit + 1])
    more, page = len(page) > asked.limit, page[: asked.limit]
    return {
        "items": [_told(case) for case in page],
        "next": cursor_after(page[-1].received_at, page[-1].pk) if more else None,
    }


@router.get("/cases/{id}", response=OneCaseOut, operation_id="read_case", summary="One case, with its words")
def get_case(
    request: HttpRequest,
    id: int = Path(..., ge=1, lt=2**63, description="Its number."),  # type: ignore[type-arg]
) -> dict[str, Any]:
    """Each reading is noted on the case, as that of a person is."""
    case = _seen(request).filter(pk=id).first()
    if case is None:
        raise Http404("There is no case of this number that this key may see.")
    note_reading(case=case, actor=actor_of_token(request.auth))  # type: ignore[attr-defined]
    rows = Message.objects.filter(case=case).order_by("at", "pk")[:MOST_WORDS_READ]
    said = [{"at": row.at, "theirs": row.kind == Message.Kind.SAID, "words": row.words} for row in rows]
    return {**_told(case), "messages": said}


def _seen(request: HttpRequest) -> QuerySet[Case]:
    actor = actor_of_token(request.auth)  # type: ignore[attr-defined]
    return cases_visible_to(actor).select_related("contact", "team", "lead", "owner")


def _told(case: Case) -> dict[str, Any]:
    same = ("kind", "state", "title", "came_by", "received_at", "acknowledge_by", "answer_by")
    moments = ("acknowledged_at", "answered_at", "closed_at")
    return {
        "id": case.pk,
        **{name: getattr(case, name) for name in (*same, *moments)},
        "team": case.team and case.team.name,
        "contact": case.contact and str(case.contact),
        "lead": case.lead and case.lead.name,
        "owner": case.owner and case.owner.name,
        "second_chance": case.chance or None,
    }


def _team(name: str) -> Team | None:
    if not name.strip():
        return None
    team = Team.objects.filter(name_key=fold(name), archived_at=None).first()
    if team is None:
        raise Problem(422, "There is no team of this name.")
    return team


def _member(text: str) -> Member:
    here = Member.objects.filter(left_at=None)
    by_address = here.alias(address=Lower("email")).filter(address=text.strip().lower()) if "@" in text else None
    found = by_address or here.filter(Q(external_key=fold(text)) | Q(name_key=fold(text)))
    members = list(found[:2]) if text.strip() else []
    if len(members) != 1:
        raise Problem(422, "Nobody here is called so." if not members else "Several are called so: give the address.")
    return members[0]


def _interaction(actor: Actor, body: CaseBody) -> Interaction | None:
    if not body.external_id:
        return None
    found = interactions_visible_to(actor).select_related("contact", "client", "team")
    known = can_be_kept(body.source + body.external_id)
    row = found.filter(source=body.source, external_id=body.external_id).first() if known else None
    if row is None:
        raise Problem(422, "There is no interaction with this source and external id.")
    return row
