"""Pages that ask whether somebody is to be forgotten, and hand out a copy of what we know of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.custody.actions import copy_contact, forget_contact
from wellserved.custody.forms import ForgettingForm
from wellserved.custody.queries import ahead_of, contacts_forgotten_by
from wellserved.people.actors import actor_of


def contact_forgetting(request: HttpRequest, contact_id: int) -> HttpResponse:
    actor = actor_of(request)
    contact = get_object_or_404(contacts_forgotten_by(actor), pk=contact_id)
    form = ForgettingForm(request.POST or None, contact=contact)
    if form.is_valid():
        said = form.cleaned_data
        forget_contact(contact_id=contact.pk, words_too=said["way"] == "words", why=said["why"], by=actor.by)
        messages.success(request, "They are forgotten. What was counted still counts; whose it was, nobody can tell.")
        return redirect("contacts")
    context = {"contact": contact, "form": form, "ahead": ahead_of(contact)}
    return render(request, "custody/forgetting.html", context)


@require_POST
def contact_copy(request: HttpRequest, contact_id: int) -> FileResponse:
    actor = actor_of(request)
    contact = get_object_or_404(contacts_forgotten_by(actor), pk=contact_id)
    archive = copy_contact(contact_id=contact.pk, by=actor.by)
    return FileResponse(archive, as_attachment=True, filename=f"what-we-know-{contact.pk}.zip")
