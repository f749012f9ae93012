"""What a contact wants no more of: one of us was told that we may again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from wellserved.people.actors import actor_of
from wellserved.people.queries import contacts_editable_by
from wellserved.surveys.actions.stopping import allow_again


@require_POST
def contact_wish_removal(request: HttpRequest, contact_id: int, pk: int) -> HttpResponse:
    actor = actor_of(request)
    contact = get_object_or_404(contacts_editable_by(actor), pk=contact_id)
    wish = get_object_or_404(contact.opt_outs, pk=pk)
    allow_again(opt_out_id=wish.pk, by=actor.by)
    messages.success(request, "Noted. What was dropped meanwhile stays dropped.")
    return redirect("contact", contact.pk)
