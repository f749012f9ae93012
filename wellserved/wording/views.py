"""The phrase guide: reading it, and changing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from wellserved.kit.languages import LANGUAGES, direction
from wellserved.people.actors import actor_of
from wellserved.people.models import Team
from wellserved.wording.actions import PhraseRefusedError, put_phrase_back, set_phrase_aside, write_phrase
from wellserved.wording.forms import PhraseForm
from wellserved.wording.queries import guide_of, guides_visible_to, may_edit, set_aside_by
from wellserved.wording.shapes import HOUSE, STARTING, TEAM, Entry

ORDER = (TEAM, HOUSE, STARTING)


def phrase_guides(request: HttpRequest) -> HttpResponse:
    """The guide of the first team one works in; else the house's."""
    actor = actor_of(request)
    own = guides_visible_to(actor).filter(pk__in=actor.led_team_ids or actor.team_ids).first()
    return redirect("phrase_guide", team=own.pk if own else 0)


def phrase_guide(request: HttpRequest, team: int) -> HttpResponse:
    actor = actor_of(request)
    whose = _whose(request, team)
    guide = sorted(guide_of(team), key=lambda entry: ORDER.index(entry.origin))  # our own words first
    languages = [
        (code, name, direction(code), [entry for entry in guide if entry.language == code])
        for code, name in LANGUAGES.items()
    ]
    context = {
        "team": whose,
        "number": team,
        "guides": [(0, "Everybody"), *guides_visible_to(actor).values_list("pk", "name")],
        "languages": [found for found in languages if found[3]],
        "set_aside": set_aside_by(team),
        "may_edit": may_edit(actor, team),
    }
    return render(request, "wording/guide.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def phrase_new(request: HttpRequest, team: int) -> HttpResponse:
    return _write(request, team, None)


@require_http_methods(["GET", "HEAD", "POST"])
def phrase(request: HttpRequest, team: int, key: str) -> HttpResponse:
    """One line, to be changed for this guide."""
    entry = next((entry for entry in guide_of(_editable(request, team)) if entry.key == key), None)
    if entry is None:
        raise Http404
    return _write(request, team, entry)


@require_POST
def phrase_setting_aside(request: HttpRequest, team: int, key: str) -> HttpResponse:
    whose = _whose(request, _editable(request, team))
    if not set_phrase_aside(team=whose, key=key, by=actor_of(request).by):
        raise Http404
    messages.success(request, "Set aside. Nobody is reminded of it any more.")
    return redirect("phrase_guide", team=team)


@require_POST
def phrase_return(request: HttpRequest, team: int, key: str) -> HttpResponse:
    """A line that was set aside or changed here reads again as it came."""
    whose = _whose(request, _editable(request, team))
    if not put_phrase_back(team=whose, key=key, by=actor_of(request).by):
        raise Http404
    messages.success(request, "It stands in the guide again, as it was.")
    return redirect("phrase_guide", team=team)


def _write(request: HttpRequest, team: int, entry: Entry | None) -> HttpResponse:
    actor, whose = actor_of(request), _whose(request, _editable(request, team))
    begun = {"avoid": entry.avoid, "offer": entry.offer, "language": entry.language} if entry else None
    form = PhraseForm(request.POST if request.method == "POST" else None, initial=begun)
    if form.is_valid():
        try:
            key = entry.key if entry else ""
            write_phrase(team=whose, key=key, written_by=actor.member_id, by=actor.by, **form.cleaned_data)
        except PhraseRefusedError as refused:
            form.add_error("avoid", str(refused))
        else:
            messages.success(request, "It stands in the guide.")
            return redirect("phrase_guide", team=team)
    context = {"form": form, "team": whose, "number": team, "entry": entry}
    return render(request, "wording/phrase.html", context, status=422 if form.errors else 200)


def _whose(request: HttpRequest, team: int) -> Team | None:
    return get_object_or_404(guides_visible_to(actor_of(request)), pk=team) if team else None


def _editable(request: HttpRequest, team: int) -> int:
    if not may_edit(actor_of(request), team):
        raise Http404
    return team
