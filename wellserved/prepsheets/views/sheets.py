"""Prep sheets as those who serve see them: the list, one sheet, its text in a language, and who may read it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.kit.languages import LANGUAGES
from wellserved.people import forms as people_forms
from wellserved.people.actors import actor_of
from wellserved.people.models import Member
from wellserved.prepsheets import actions, queries, rules
from wellserved.prepsheets.forms import StartForm, TextForm, lines_for
from wellserved.prepsheets.models import PrepText

EARLIER_SHOWN = 20
NAMES = people_forms.LANGUAGES


def prep_sheets(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = None
    if actor.leads:
        form = StartForm(request.POST or None, services=queries.services_without_sheet())
        if form.is_valid():
            sheet = actions.start_sheet(service=form.cleaned_data["service"], by=actor.by)
            return redirect("prep_text", sheet.pk, "en")
    written = queries.languages_written()
    sheets = list(queries.sheets_visible_to(actor)[:200])
    named = [(sheet, [NAMES.get(code, code) for code in written.get(sheet.pk, [])]) for sheet in sheets]
    context = {"sheets": named, "form": form}
    return render(request, "prepsheets/sheets.html", context)


def prep_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    sheet = get_object_or_404(queries.sheets_visible_to(actor), pk=pk)
    texts = queries.texts_in_force(sheet)
    lacking = rules.missing(texts)
    speakers = queries.speakers_of(lacking)
    old = rules.behind({language: text.written_at for language, text in texts.items()})
    context = {
        "sheet": sheet,
        "shown": texts.get(rules.language_shown("en", texts)),
        "texts": [(code, NAMES[code], texts[code], code in old) for code in LANGUAGES if code in texts],
        "missing": [(code, NAMES[code], speakers.get(code, 0)) for code in lacking],
        "effect": queries.effect_on_knowing(sheet),
        "address": f"{settings.BASE_URL}/prep/{sheet.slug}",
        "may_edit": actor.leads,
        "may_publish": actor.is_admin,
    }
    return render(request, "prepsheets/sheet.html", context)


def prep_text(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    actor = actor_of(request)
    sheet = get_object_or_404(queries.sheets_editable_by(actor), pk=pk)
    if language not in LANGUAGES:
        raise Http404
    texts = queries.texts_in_force(sheet)
    before, posted = texts.get(language), request.POST or None
    form = TextForm(posted, initial=TextForm.of(before), lines=lines_for(before or texts.get("en"), posted))
    if form.is_valid():
        member = Member.objects.filter(pk=actor.member_id or 0).first()

        def write() -> bool:
            said = form.shape()
            actions.write_text(sheet_id=sheet.pk, language=language, said=said, member=member, by=actor.by)
            return True

        if people_forms.attempt(form, write):
            messages.success(request, "Kept. Earlier versions stay below.")
            return redirect("prep_sheet", sheet.pk)
    context: dict[str, Any] = {
        "sheet": sheet,
        "language": language,
        "name": NAMES[language],
        "form": form,
        "english": texts.get("en") if language != "en" else None,
        "earlier": PrepText.objects.filter(sheet=sheet, language=language)
        .select_related("written_by")
        .order_by("-version")[1 : EARLIER_SHOWN + 1],
    }
    return render(request, "prepsheets/text.html", context, status=422 if form.errors else 200)


@require_POST
def prep_publication(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    sheet = get_object_or_404(queries.sheets_published_by(actor), pk=pk)
    try:
        if request.POST.get("publish") == "no":
            actions.withdraw_sheet(sheet_id=sheet.pk, by=actor.by)
            messages.success(request, "Only we can read it now. Nothing of it is lost.")
        elif actions.publish_sheet(sheet_id=sheet.pk, by=actor.by):
            messages.success(request, "It is published. Anybody who has the address can read it.")
    except ValueError as refused:
        messages.error(request, str(refused))
    return redirect("prep_sheet", sheet.pk)


@require_POST
def prep_letters(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    sheet = get_object_or_404(queries.sheets_published_by(actor), pk=pk)
    on = request.POST.get("on") == "yes"
    if actions.send_with_appointments(sheet_id=sheet.pk, on=on, by=actor.by):
        messages.success(request, "Whoever has an appointment gets it before." if on else "No more letters go out.")
    return redirect("prep_sheet", sheet.pk)
