"""Decisions in templates: why, and what became of it."""

from __future__ import annotations

from django import template
from django.http import HttpRequest

from wellserved.interactions.models import Interaction
from wellserved.people.actors import actor_of
from wellserved.people.models import Contact
from wellserved.surveys.models import Decision, OptOut
from wellserved.surveys.queries.asking import may_choose
from wellserved.surveys.queries.ledger import decisions_of, sentence_of

register = template.Library()


@register.filter
def because(decision: Decision) -> str:
    """The reason's sentence."""
    return sentence_of(decision)


@register.simple_tag
def decisions_about(interaction: Interaction) -> list[Decision]:
    """What was decided about each closing, the latest first. One query."""
    return decisions_of(interaction)


@register.simple_tag
def may_decide(interaction: Interaction, request: HttpRequest) -> bool:
    """Whether this person may ask now, or leave it out."""
    return may_choose(actor_of(request), interaction)


@register.simple_tag
def choices_about(interaction: Interaction, decisions: list[Decision]) -> dict[str, bool]:
    """What a person could still choose: to ask now, or to stop what waits or is still to be decided."""
    if interaction.closed_at is None:
        return {"ask": False, "stop": interaction.ask}
    latest = decisions[0] if decisions else None
    outcome = latest.outcome if latest and latest.closing == interaction.closings else ""
    return {"ask": outcome != Decision.Outcome.ASKED, "stop": outcome in ("", Decision.Outcome.WAITING)}


@register.simple_tag
def partly_unwanted(contact: Contact) -> list[OptOut]:
    """What they want no more of, while they may be asked about the rest. One query."""
    if contact.opted_out_at:
        return []
    return list(contact.opt_outs.select_related("service").order_by("at", "pk"))
