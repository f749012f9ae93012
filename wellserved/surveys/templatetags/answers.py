"""Answers in other rooms' templates: said in short, and found by interaction."""

from __future__ import annotations

from django import template
from django.http import HttpRequest

from wellserved.interactions.models import Interaction
from wellserved.people.actors import actor_of
from wellserved.surveys.models import Response
from wellserved.surveys.queries.answers import responses_visible_to
from wellserved.surveys.words import in_short

register = template.Library()


@register.filter
def in_short_words(response: Response) -> str:
    """ "Partly done, felt good"."""
    return in_short(response.achieved, response.felt)


@register.simple_tag
def answers_to(interaction: Interaction, request: HttpRequest) -> list[Response]:
    """The answers about an interaction that this person may see. One query."""
    found = responses_visible_to(actor_of(request)).filter(invitation__interaction=interaction)
    return list(found.order_by("-first_at"))
