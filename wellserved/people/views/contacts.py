"""The people whom we serve: finding one, what we know, and whether we may ask them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.frame.paging import page_of
from wellserved.people import actions, queries
from wellserved.people.actors import actor_of
from wellserved.people.forms import LANGUAGES, ContactForm, attempt, sought
from wellserved.people.models import Client


def contacts(request: HttpRequest) -> HttpResponse:
    actor, text = actor_of(request), sought(request)
    found = queries.contacts_found(actor, text) if text else queries.newest_contacts(actor)
    full = text and len(found) == queries.FOUND_AT_MOST  # type: ignore[arg-type]
    context = {"page": page_of(found, request), "q": text, "full": full, "may_edit": actor.leads}
    return render(request, "people/contacts.html", context)


def contact(request: HttpRequest, contact_id: int) -> HttpResponse:
    actor = actor_of(request)
    known = get_object_or_404(queries.contacts_visible_to(actor), pk=contact_id)
    context = {
        "contact": known,
        "language": LANGUAGES.get(known.language, known.language),
        "may_edit": actor.leads,
        "is_admin": actor.is_admin,
    }
    return render(request, "people/contact.html", context)


def contact_new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not actor.leads:
        raise Http404
    asked = request.GET.get("client", "")
    known = asked.isascii() and asked.isdigit() and len(asked) < 18
    client = Client.objects.filter(pk=int(asked)).first() if known else None
    form = ContactForm(request.POST or None, initial={"client": str(client or "")})
    if form.is_valid():
        phone = form.cleaned_data["phone"]
        added = attempt(form, lambda: actions.add_contact(line=form.line(), phone=phone, by=actor.by))
        if added:
            messages.success(request, f"{added} is added.")
            return redirect("contact", added.pk)
    return render(request, "people/contact_form.html", {"form": form, "client": client})


def contact_edit(request: HttpRequest, contact_id: int) -> HttpResponse:
    actor = actor_of(request)
    known = get_object_or_404(queries.contacts_editable_by(actor), pk=contact_id)
    form = ContactForm(request.POST or None, initial=ContactForm.of(known))
    if (
        form.is_valid()
        and attempt(
            form,
            lambda: actions.edit_contact(
                contact_id=known.pk, line=form.line(), phone=form.cleaned_data["phone"], by=actor.by
            ),
        )
        is not None
    ):
        messages.success(request, "Saved.")
        return redirect("contact", known.pk)
    return render(request, "people/contact_form.html", {"form": form, "contact": known})


@require_POST
def contact_opt_out(request: HttpRequest, contact_id: int) -> HttpResponse:
    actor = actor_of(request)
    known = get_object_or_404(queries.contacts_editable_by(actor), pk=contact_id)
    actions.opt_out_contact(contact_id=known.pk, by=actor.by)
    messages.success(request, f"We will not ask {known} again.")
    return redirect("contact", known.pk)


@require_POST
def contact_opt_in(request: HttpRequest, contact_id: int) -> HttpResponse:
    actor = actor_of(request)
    known = get_object_or_404(queries.contacts_editable_by(actor), pk=contact_id)
    actions.opt_in_contact(contact_id=known.pk, by=actor.by)
    messages.success(request, f"We may ask {known} again.")
    return redirect("contact", known.pk)


@require_POST
def contact_trust(request: HttpRequest, contact_id: int) -> HttpResponse:
    """The address that letters came back from is right after all."""
    actor = actor_of(request)
    known = get_object_or_404(queries.contacts_editable_by(actor), pk=contact_id)
    actions.trust_address(contact_id=known.pk, by=actor.by)
    messages.success(request, f"Letters to {known} leave again.")
    return redirect("contact", known.pk)
