"""What every signed-in page stands in: the organisation's name, the rail, the banners."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from wellserved.listening.keeping import scripts_where_calls_are_kept
from wellserved.people.actors import actor_of
from wellserved.site.banners import banners_for
from wellserved.site.queries.waiting import waiting_on
from wellserved.site.rail import rail_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for frame/base.html."""
    context: dict[str, Any] = {"organisation": settings.ORGANISATION, "demo": settings.DEMO}
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        actor = actor_of(request)
        # Only a page that shows its rail asks for the numbers in it.
        context["rail"] = SimpleLazyObject(lambda: rail_for(actor, request.path, waiting_on(actor).in_the_rail))
        context["banners"] = banners_for(actor)
        context["more_scripts"] = scripts_where_calls_are_kept(request)
    return context
