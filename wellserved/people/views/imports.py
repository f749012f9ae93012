"""People from a CSV file: choose it, see what we understand, take it over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wellserved.journal.shapes import By
from wellserved.people.actions import importing
from wellserved.people.actions.importing import contacts, members, service_map
from wellserved.people.actions.importing.lines import CONTACT_COLUMNS, MEMBER_COLUMNS, Report, Table
from wellserved.people.actors import actor_of
from wellserved.people.uploads import keep_upload, kept_upload

LINES_AT_MOST = 20_000


@dataclass(frozen=True)
class Sort:
    """One of the sorts of lists that a file may hold."""

    title: str
    back: str
    crumb: str
    columns: tuple[str, ...]
    sample: str
    open: Callable[[Path], Table]
    check: Callable[[dict[str, str]], Any]
    take_over: Callable[[Path, By, int], Report]


CONTACTS = Sort(
    "Whom we serve, from a file",
    "clients",
    "Clients",
    tuple(CONTACT_COLUMNS),
    "client,kind,name,email,language,timezone\nBiology,internal,Bea Contact,bea@biology.example,de,Europe/Berlin",
    contacts.open_contacts,
    contacts.check_contact,
    contacts.import_contacts,
)
MEMBERS = Sort(
    "Who serves, from a file",
    "members",
    "Members",
    tuple(MEMBER_COLUMNS),
    "name,email,teams,reports to\nMilo Member,milo@campus.example,Service desk;Networks,lena@campus.example",
    members.open_members,
    members.check_member,
    members.import_members,
)

MAP = Sort(
    "Who serves whom, from a file",
    "service_map",
    "Service map",
    tuple(service_map.MAP_COLUMNS),
    "team,customer,kind,what for\nService desk,Biology,internal,passwords and accounts\nService desk,Networks,team,",
    service_map.open_service_map,
    service_map.check_customer,
    service_map.import_service_map,
)


class UploadForm(forms.Form):
    file = forms.FileField(
        label="A CSV or XLSX file",
        help_text="At most 10 MB and 20,000 lines.",
        error_messages={"required": "Choose a file first."},
    )


def contacts_import(request: HttpRequest) -> HttpResponse:
    return _import(request, CONTACTS)


def members_import(request: HttpRequest) -> HttpResponse:
    return _import(request, MEMBERS)


def service_map_import(request: HttpRequest) -> HttpResponse:
    return _import(request, MAP)


def _import(request: HttpRequest, sort: Sort) -> HttpResponse:
    actor = actor_of(request)
    if not actor.sees_all:
        raise Http404
    account = int(request.user.pk or 0)
    form = UploadForm()
    context: dict[str, Any] = {"sort": sort, "ticket": "", "look": None, "report": None}
    try:
        if request.method == "POST" and "ticket" in request.POST:
            path = kept_upload(request.POST["ticket"], account)
            context["report"] = sort.take_over(path, actor.by, LINES_AT_MOST)
            path.unlink(missing_ok=True)
        elif request.method == "POST":
            form = UploadForm(request.POST, request.FILES)
            if form.is_valid():
                ticket = keep_upload(form.cleaned_data["file"], account)
                table = sort.open(kept_upload(ticket, account))
                context["look"] = importing.look_at(table, sort.check, LINES_AT_MOST)
                context["ticket"] = ticket
    except ValueError as refused:
        form, context["refused"] = UploadForm(), str(refused)
    return render(request, "people/import.html", {**context, "form": form})
