"""The meeting before a page, and formats made of pages."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wellserved.explanations.actions.formats import TooManyError, make_format, set_format_aside
from wellserved.explanations.actions.meeting import call_meeting, call_meeting_off, note_meeting
from wellserved.explanations.builtin import BUILT_IN
from wellserved.explanations.forms.arranging import FormatForm, MeetingForm, NotesForm
from wellserved.explanations.forms.gathering import local_moment
from wellserved.explanations.models import Evidence, Explanation, Format, Meeting
from wellserved.explanations.queries.formats import format_of, page_format
from wellserved.explanations.views.found import me, written
from wellserved.interactions.models import Served
from wellserved.kit.clock import now
from wellserved.people.actors import actor_of
from wellserved.people.queries import lead_of, manager_of
from wellserved.people.shapes import Actor

forms_only = require_http_methods(["GET", "HEAD", "POST"])


@forms_only
def explanation_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Call those who know what happened."""
    one, member = written(request, pk), me(request)
    tomorrow = local_moment(now() + timedelta(days=1)).replace(hour=10, minute=0, second=0, microsecond=0)
    initial = {"starts_at": tomorrow, "minutes": 30, "people": _who_should_come(one)}
    form = MeetingForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        call_meeting(
            explanation=one,
            starts_at=said["starts_at"],
            minutes=said["minutes"],
            place=said["place"],
            people=list(said["people"].select_related("account")),
            host=member,
            by=actor_of(request).by,
        )
        messages.success(request, "Everybody is invited, and their calendars know of it.")
        return redirect("explanation", pk)
    context = {
        "one": one,
        "form": form,
        "title": "Who knows what happened?",
        "means": "Each gets a letter with an entry for their calendar.",
        "button": "Call the meeting",
    }
    return render(request, "explanations/form.html", context, status=422 if request.method == "POST" else 200)


@forms_only
def explanation_meeting_notes(request: HttpRequest, pk: int, meeting: int) -> HttpResponse:
    one = written(request, pk)
    row = get_object_or_404(Meeting, explanation=one, pk=meeting)
    form = NotesForm(request.POST if request.method == "POST" else None, initial={"notes": row.notes})
    if form.is_valid():
        note_meeting(meeting_id=row.pk, notes=form.cleaned_data["notes"], by=actor_of(request).by)
        messages.success(request, "Kept.")
        return redirect("explanation", pk)
    context = {"one": one, "form": form, "title": "What did the meeting find?", "button": "Keep it"}
    return render(request, "explanations/form.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def explanation_meeting_off(request: HttpRequest, pk: int, meeting: int) -> HttpResponse:
    one = written(request, pk)
    row = get_object_or_404(Meeting, explanation=one, pk=meeting)
    if call_meeting_off(meeting_id=row.pk, by=actor_of(request).by):
        messages.success(request, "Called off. Whoever knew of it is told.")
    return redirect("explanation", pk)


@forms_only
def explanation_format_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Make this a format."""
    one, member = written(request, pk), me(request)
    used = format_of(one.format)
    initial = {"words": used.words, "channel": used.channel, "tone": used.tone}
    form = FormatForm(request.POST if request.method == "POST" else None, used=used, initial=initial)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "about", "words", "channel", "tone", "everybody")}
        try:
            make_format(explanation=one, prompts=form.prompts(), member=member, by=actor_of(request).by, **said)
        except TooManyError as full:
            form.add_error(None, str(full))
        else:
            messages.success(request, "It is a format now, and bears your name.")
            return redirect("explanation_formats")
    context = {
        "one": one,
        "form": form,
        "title": "What makes this page a good way to explain?",
        "means": "The next writer gets its layout, its length and your questions; not its words.",
        "button": "Make it a format",
    }
    return render(request, "explanations/form.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def explanation_formats(request: HttpRequest) -> HttpResponse:
    """Every way to explain that one may choose."""
    actor = actor_of(request)
    rows = _formats(actor).select_related("made_by", "team").order_by("pk")
    own = [(row, page_format(row), _may_set_aside(actor, row)) for row in rows]
    return render(request, "explanations/formats.html", {"built_in": BUILT_IN, "own": own})


@require_POST
def explanation_format_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """By who made it, and who leads its team; everybody's by managers."""
    actor = actor_of(request)
    row = get_object_or_404(_formats(actor), pk=pk)
    if not _may_set_aside(actor, row):
        raise Http404
    if set_format_aside(format_id=row.pk, by=actor.by):
        messages.success(request, "Set aside. Pages in it stay as they are.")
    return redirect("explanation_formats")


def _formats(actor: Actor) -> QuerySet[Format]:
    rows = Format.objects.filter(archived_at=None)
    return rows if actor.sees_all else rows.filter(Q(team=None) | Q(team_id__in=actor.team_ids | actor.led_team_ids))


def _may_set_aside(actor: Actor, row: Format) -> bool:
    mine = row.made_by_id is not None and row.made_by_id == actor.member_id
    return actor.sees_all or mine or (row.team_id is not None and row.team_id in actor.led_team_ids)


def _who_should_come(one: Explanation) -> list[int]:
    """Who did the work, who answers for the client, and whom the team's lead reports to."""
    rows = one.evidence.filter(kind=Evidence.Kind.INTERACTION, picked=True, gone=False)
    ids = {row.source_id for row in rows if row.source_id} | {one.interaction_id or 0}
    served = set(Served.objects.filter(interaction_id__in=ids).values_list("member_id", flat=True))
    lead = lead_of(one.team_id)
    above = manager_of(lead.pk) if lead else None
    return sorted(
        {*served, *(each.pk for each in (lead, above) if each), *([one.executive_id] if one.executive_id else [])}
    )
