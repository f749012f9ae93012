"""Whom we serve: the clients, and one of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from wellserved.frame.paging import page_of
from wellserved.kit.clock import now
from wellserved.people import actions, queries
from wellserved.people.actors import actor_of
from wellserved.people.customers import who_serves
from wellserved.people.forms import ClientForm, attempt, sought


def clients(request: HttpRequest) -> HttpResponse:
    actor, text = actor_of(request), sought(request)
    page = page_of(queries.clients_found(actor, text), request)
    context = {"page": page, "q": text, "may_edit": actor.leads, "may_import": actor.sees_all, "today": now().date()}
    return render(request, "people/clients.html", context)


def client(request: HttpRequest, client_id: int) -> HttpResponse:
    actor, text = actor_of(request), sought(request)
    served = get_object_or_404(queries.clients_visible_to(actor).select_related("executive"), pk=client_id)
    page = page_of(queries.contacts_of(actor, served, text), request)
    context = {"client": served, "page": page, "q": text, "may_edit": actor.leads, "today": now().date()}
    context["serving"] = who_serves(actor, served)
    return render(request, "people/client.html", context)


def client_new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not actor.leads:
        raise Http404
    form = ClientForm(request.POST or None)
    if form.is_valid():
        added = attempt(form, lambda: actions.add_client(**form.cleaned_data, by=actor.by))
        if added:
            messages.success(request, f"{added.name} is added.")
            return redirect("client", added.pk)
    return render(request, "people/client_form.html", {"form": form})


def client_edit(request: HttpRequest, client_id: int) -> HttpResponse:
    actor = actor_of(request)
    served = get_object_or_404(queries.clients_editable_by(actor).select_related("executive"), pk=client_id)
    form = ClientForm(request.POST or None, initial=ClientForm.of(served))
    if (
        form.is_valid()
        and attempt(form, lambda: actions.edit_client(client_id=served.pk, **form.cleaned_data, by=actor.by))
        is not None
    ):
        messages.success(request, "Saved.")
        return redirect("client", served.pk)
    return render(request, "people/client_form.html", {"form": form, "client": served})
