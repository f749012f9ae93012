"""Kind words over REST: give one, read them. The newest first, in no other order, and never counted by name."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.db.models import Q
from django.db.models.functions import Lower
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from pydantic import ConfigDict

from wellserved.kit.cursors import cursor_after, older_than
from wellserved.kit.problems import Problem
from wellserved.kit.text import clean_text
from wellserved.kudos.actions import give_kudos
from wellserved.kudos.models import Kudos
from wellserved.kudos.queries.kudos import kudos_visible_to
from wellserved.kudos.shapes import KindWords
from wellserved.mail.composing import is_an_address
from wellserved.people.actors import actor_of_token
from wellserved.people.models import Contact, Member, Team
from wellserved.people.rules import fold

router = Router(tags=["kudos"])


class KudosBody(Schema):
    """A kind word for a member, or, without a member, for a team."""

    model_config = ConfigDict(extra="forbid")
    key: str = Field(
        min_length=1, max_length=60, description="Your own number for it. The same key again is the same kind word."
    )
    words: str = Field(min_length=1, max_length=5_000, description="What they said, in their own words.")
    member: str = Field(
        "", max_length=400, description="Whom it praises: their e-mail address, or how the help desk calls them."
    )
    team: str = Field("", max_length=400, description="The team it praises, or that the member served in, by name.")
    giver_name: str = Field("", max_length=200, description="What the giver calls themselves.")
    giver_email: str = Field("", max_length=254, description="Where the giver may be thanked; a contact is recognised.")
    may_be_shown: bool = Field(
        False, description="Whether the giver has said that others may read it: only then it hangs on the wall."
    )


class GivenOut(Schema):
    """A kind word that was taken in."""

    id: int = Field(description="Its number.")
    new: bool = Field(description="false: this key was known, and nothing was changed.")


class KudosOut(Schema):
    """A kind word."""

    id: int = Field(description="Its number.")
    member: str | None = Field(description="Whom it praises; null for a whole team.")
    team: str | None = Field(description="The team that it praises, or that the member served in.")
    words: str = Field(description="The giver's own words.")
    giver: str = Field(description="What the giver calls themselves, or the colleague who gave it; may be empty.")
    came_by: Literal["thanks", "answer", "colleague", "comment", "api"] = Field(
        description="The page that thanks, after an answer, a colleague, what they wrote in a comment, or this API."
    )
    may_be_shown: bool = Field(description="Whether the giver lets others read it. Publish nothing without it.")
    on_the_wall: bool = Field(description="Whether it hangs on the wall.")
    thanked: bool = Field(description="Whether the giver was thanked.")
    given_at: datetime = Field(description="When it was given.")


class KudosPage(Schema):
    """A page of kind words."""

    items: list[KudosOut] = Field(description="The newest first.")
    next: str | None = Field(description="Send it as `cursor` for the page after this one; null: there is none.")


class KudosAsked(Schema):
    """How many, and from where on."""

    cursor: str = Field("", max_length=200, description="The `next` of the page before.")
    limit: int = Field(50, ge=1, le=200, description="How many on a page.")


@router.post(
    "/kudos", response={201: GivenOut, 200: GivenOut}, operation_id="give_kudos", summary="Give somebody a kind word"
)
def post_kudos(request: HttpRequest, body: KudosBody) -> Status[dict[str, Any]]:
    """It is kept once, and a letter to its owner and to whom they report to is queued with it."""
    actor = actor_of_token(request.auth)  # type: ignore[attr-defined]
    if not actor.sees_all:
        raise Problem(403, "This key may not give kudos. A manager's or an admin's key may.")
    words = clean_text(body.words)
    if not words:
        raise Problem(422, "There are no words in it.")
    if body.giver_email and not is_an_address(body.giver_email):
        raise Problem(422, "giver_email is no e-mail address.")
    team, member = _team(body.team), _member(body.member)
    if member is None and team is None:
        raise Problem(422, "Say whom it praises: a member, or a team.")
    email = body.giver_email.lower()
    contact = Contact.objects.alias(address=Lower("email")).filter(address=email).first() if email else None
    kudos, new = give_kudos(
        said=KindWords(
            key=f"api:{body.key}",
            words=words,
            member=member,
            team=team or (member.teams.filter(archived_at=None).order_by("pk").first() if member else None),
            came_by=Kudos.CameBy.API,
            giver_name=" ".join(clean_text(body.giver_name).split()),
            giver_email=body.giver_email,
            contact=contact,
            language=contact.language if contact else "",
            may_be_shown=body.may_be_shown,
        ),
        by=actor.by,
    )
    return Status(201 if new else 200, {"id": kudos.pk, "new": new})


@router.get("/kudos", response=KudosPage, operation_id="read_kudos", summary="Read kind words")
def get_kudos(request: HttpRequest, asked: Query[KudosAsked]) -> dict[str, Any]:
    """Kind words that this key may see: a manager's or an admin's key sees all, others none, for they serve nobody."""
    found = kudos_visible_to(actor_of_token(request.auth))  # type: ignore[attr-defined]
    page = list(older_than(found, asked.cursor, "given_at")[: asked.limit + 1])
    more, page = len(page) > asked.limit, page[: asked.limit]
    return {
        "items": [_said(kudos) for kudos in page],
        "next": cursor_after(page[-1].given_at, page[-1].pk) if more else None,
    }


def _said(kudos: Kudos) -> dict[str, Any]:
    return {
        "id": kudos.pk,
        "member": kudos.member and kudos.member.name,
        "team": kudos.team and kudos.team.name,
        "words": kudos.words,
        "giver": kudos.given_by.name if kudos.given_by else kudos.giver_name,
        "came_by": kudos.came_by,
        "may_be_shown": kudos.may_be_shown,
        "on_the_wall": kudos.may_be_shown and kudos.off_the_wall_at is None,
        "thanked": kudos.thanked_at is not None,
        "given_at": kudos.given_at,
    }


def _team(name: str) -> Team | None:
    if not name.strip():
        return None
    team = Team.objects.filter(name_key=fold(name), archived_at=None).first()
    if team is None:
        raise Problem(422, "There is no team of this name.")
    return team


def _member(text: str) -> Member | None:
    if not text.strip():
        return None
    here = Member.objects.filter(left_at=None)
    by_address = here.alias(address=Lower("email")).filter(address=text.strip().lower()) if "@" in text else None
    found = by_address or here.filter(Q(external_key=fold(text)) | Q(name_key=fold(text)))
    members = list(found[:2])
    if len(members) != 1:
        raise Problem(422, "Nobody here is called so." if not members else "Several are called so: give the address.")
    return members[0]
