"""What a member wishes: to be found or not, to get the monthly letter or not."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from wellserved.kudos.actions import set_digest, set_listed
from wellserved.people.actors import actor_of
from wellserved.people.models import Member


@require_POST
def kudos_listing(request: HttpRequest) -> HttpResponse:
    """To be found on the page that thanks, or not."""
    listed = request.POST.get("listed") == "yes"
    set_listed(member=_me(request), listed=listed, by=actor_of(request).by)
    messages.success(request, "You can be found and thanked." if listed else "You are not to be found there any more.")
    return redirect("kudos")


@require_POST
def kudos_digest(request: HttpRequest) -> HttpResponse:
    """The monthly letter of kind words, or not."""
    wanted = request.POST.get("wanted") == "yes"
    set_digest(member=_me(request), wanted=wanted, by=actor_of(request).by)
    said = "You get the kind words of each month by mail." if wanted else "You get no monthly letter any more."
    messages.success(request, said)
    return redirect("kudos")


def _me(request: HttpRequest) -> Member:
    return get_object_or_404(Member, pk=actor_of(request).member_id or 0)
