"""{% client_pages client "client_baseline" %}: the ways to all pages about a client, with the one that is open."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from wellserved.people.actors import actor_of
from wellserved.people.client_pages import client_pages_for
from wellserved.people.models import Client

register = template.Library()


@register.inclusion_tag("people/client_pages.html", takes_context=True)
def client_pages(context: template.Context, client: Client, here: str) -> dict[str, Any]:
    pages = client_pages_for(actor_of(context["request"]))
    ways = [(page.name, reverse(page.url, args=[client.pk]), page.url == here) for page in pages]
    return {"ways": ways if len(ways) > 1 else [], "client": client}
