"""A member who is served too: said to be one person with a contact, or no longer."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from wellserved.people import actions, queries
from wellserved.people.actors import actor_of
from wellserved.people.models import Member


@require_POST
def member_contact(request: HttpRequest, member_id: int) -> HttpResponse:
    """They may be asked how they were served."""
    member = _own_or_editable(request, member_id)
    try:
        actions.contact_of_member(member_id=member.pk, by=actor_of(request).by)
        messages.success(request, f"{member.first_name} can be served, and asked how it was, like anybody else.")
    except ValueError as refused:
        messages.error(request, str(refused))
    return redirect("member", member.pk)


@require_POST
def member_no_contact(request: HttpRequest, member_id: int) -> HttpResponse:
    member = _own_or_editable(request, member_id)
    if actions.part_from_contact(member_id=member.pk, by=actor_of(request).by):
        messages.success(request, "The two are no longer said to be one person. Both stay.")
    return redirect("member", member.pk)


def _own_or_editable(request: HttpRequest, member_id: int) -> Member:
    """One says it of oneself, or whoever may edit the member does."""
    actor = actor_of(request)
    member = get_object_or_404(queries.members_visible_to(actor), pk=member_id)
    if actor.member_id != member.pk and not queries.members_editable_by(actor).filter(pk=member.pk).exists():
        raise Http404
    return member
