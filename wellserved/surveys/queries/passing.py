"""Who brings a low answer to whom, and what was brought."""

from __future__ import annotations

from typing import Any

from wellserved.passages.models import Passage, PassedOn
from wellserved.people.models import Member
from wellserved.people.shapes import Actor
from wellserved.surveys.models import Response
from wellserved.surveys.shapes import is_low
from wellserved.wording.queries import guide_of


def waiting_to_hear(actor: Actor, response: Response, passage: Passage | None) -> list[Member]:
    """Who served, and has not been told: for their lead, a manager, or its reader; nobody brings it to themselves."""
    if passage is None or not is_low(response.achieved, response.felt):
        return []
    if not (actor.sees_all or passage.team_id in actor.led_team_ids or passage.reader_id == actor.member_id):
        return []
    told = PassedOn.objects.filter(passage=passage).values("member_id")
    served = Member.objects.filter(pk__in=response.invitation.members.values("pk"), left_at=None)
    served = served.exclude(pk__in=told).exclude(pk=passage.reader_id or 0)
    if actor.member_id and response.invitation.members.filter(pk=actor.member_id).exists() and not actor.sees_all:
        return []  # it is about them as well: whom they report to brings it
    return list(served.exclude(pk=actor.member_id or 0).order_by("name_key", "pk"))


def brought(actor: Actor, passage: Passage | None) -> dict[str, Any]:
    """For the page of an answer: what was brought to this actor, and to whom it was brought by now."""
    if passage is None:
        return {}
    rows = list(PassedOn.objects.filter(passage=passage).select_related("member", "by").order_by("at", "pk"))
    mine = next((row for row in rows if row.member_id == actor.member_id), None)
    leads = actor.sees_all or passage.team_id in actor.led_team_ids or passage.reader_id == actor.member_id
    return {"brought": mine, "brought_to": rows if leads else []}


def may_settle(actor: Actor, passage: Passage) -> bool:
    return actor.sees_all or passage.team_id in actor.led_team_ids


def quoted(actor: Actor, passage: Passage | None) -> dict[str, Any]:
    """For whoever leads: the phrase of the guide that a comment quotes, and what the guide offers instead."""
    if passage is None or not passage.quotes or not may_settle(actor, passage):
        return {}
    offer = next((one.offer for one in guide_of(passage.team_id) if one.avoid == passage.quotes), "")
    return {"quotes": passage.quotes, "offer": offer, "quote_open": passage.quote_seen_at is None}
