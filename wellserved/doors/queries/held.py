"""Answers that are held back, for those who may decide about them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from wellserved.doors.models import Door, HeldAnswer
from wellserved.doors.rules import SAME_WORDS, TELLING
from wellserved.interactions.models import Interaction
from wellserved.people.shapes import Actor
from wellserved.surveys.models import Invitation, Response

State = HeldAnswer.State


def held_answers_visible_to(actor: Actor) -> QuerySet[HeldAnswer]:
    """Whoever leads the team decides; a manager, about all."""
    held = HeldAnswer.objects.select_related("door__team", "door__service", "door__member").order_by("-at", "-pk")
    if actor.sees_all:
        return held
    return held.filter(door__team_id__in=actor.led_team_ids)


def waiting_for_a_look(actor: Actor) -> QuerySet[HeldAnswer]:
    """Held, and not simply waiting for their ticket."""
    return held_answers_visible_to(actor).filter(state=State.WAITING).exclude(reason=HeldAnswer.Reason.CLAIMED)


def waiting_at(door_id: int) -> int:
    return HeldAnswer.objects.filter(door_id=door_id, state=State.WAITING).count()


def same_words_came(door: Door, words: str, key: str, at: datetime) -> bool:
    """Whether exactly these words came through this door within a week, on another page."""
    if len(words) < TELLING:
        return False
    since = at - SAME_WORDS
    kept = Invitation.objects.filter(door_id=door.pk, created_at__gte=since, response__words=words)
    return (
        kept.exists()
        or HeldAnswer.objects.filter(door=door, at__gte=since, words=words).exclude(key=key).exists()
    )  # fmt: skip


def served_as(source: str, ticket: str) -> Interaction | None:
    """The interaction that a ticket's number means; help desks write it with a sign or with zeros in front, or not."""
    names = Q(external_id__in={ticket, f"#{ticket}", ticket.lstrip("0") or ticket})
    found = Interaction.objects.filter(names, source=source).select_related("contact", "team")
    return found.order_by("pk").first()


def has_answer(interaction_id: int) -> bool:
    return Response.objects.filter(invitation__interaction_id=interaction_id).exists()
