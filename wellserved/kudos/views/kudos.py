"""Kind words one may read, and whether one is to be found."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.frame.paging import page_of
from wellserved.kudos.actions import set_listed
from wellserved.kudos.queries import is_unlisted, kudos_visible_to
from wellserved.people.actors import actor_of
from wellserved.people.models import Member


def kudos(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = page_of(kudos_visible_to(actor), request, size=20)
    context = {"page": page, "own": actor.member_id, "unlisted": is_unlisted(actor.member_id)}
    return render(request, "kudos/kudos.html", context)


@require_POST
def kudos_listing(request: HttpRequest) -> HttpResponse:
    """To be found on the page that thanks, or not."""
    actor = actor_of(request)
    member = get_object_or_404(Member, pk=actor.member_id or 0)
    listed = request.POST.get("listed") == "yes"
    set_listed(member=member, listed=listed, by=actor.by)
    messages.success(request, "You can be found and thanked." if listed else "You are not to be found there any more.")
    return redirect("kudos")
