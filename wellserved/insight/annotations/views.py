"""The calendar of what happened: a list, a form, and an undo."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.frame.paging import page_of
from wellserved.insight.annotations import actions
from wellserved.insight.annotations.forms import AnnotationForm
from wellserved.insight.annotations.queries import (
    annotations_editable_by,
    annotations_visible_to,
    may_annotate,
    may_edit,
    teams_annotated_by,
)
from wellserved.kit.clock import local_day, now
from wellserved.people.actors import actor_of
from wellserved.people.shapes import Actor


def all_annotations(request: HttpRequest) -> HttpResponse:
    """What was noted, and a form for who may note something."""
    actor = actor_of(request)
    may = may_annotate(actor)
    if request.method == "POST" and not may:
        raise Http404
    today = local_day(now(), settings.TIME_ZONE)
    form = _form(actor, request, initial={"day": request.GET.get("day", today), "team": request.GET.get("team", "")})
    if request.method == "POST" and form.is_valid():
        actions.add_annotation(**form.shape, member_id=actor.member_id, by=actor.by)
        messages.success(request, "It stands on the charts now.")
        return redirect("annotations")
    page = page_of(annotations_visible_to(actor), request)
    rows = [(one, may_edit(actor, one)) for one in page.items]
    context = {"form": form if may else None, "page": page, "rows": rows}
    return render(request, "insight/annotations.html", context, status=422 if form.errors else 200)


def annotation(request: HttpRequest, pk: int) -> HttpResponse:
    """One, to say it better."""
    actor = actor_of(request)
    one = get_object_or_404(annotations_editable_by(actor), pk=pk)
    form = _form(actor, request, initial=AnnotationForm.of(one))
    if request.method == "POST" and form.is_valid():
        actions.change_annotation(annotation_id=one.pk, **form.shape, by=actor.by)
        messages.success(request, "Changed.")
        return redirect("annotations")
    return render(request, "insight/annotation.html", {"form": form, "one": one}, status=422 if form.errors else 200)


@require_POST
def annotation_removal(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    one = get_object_or_404(annotations_editable_by(actor), pk=pk)
    actions.remove_annotation(annotation_id=one.pk, by=actor.by)
    messages.success(request, f"Taken off the charts: “{one.words}”, {one.day.day} {one.day:%B %Y}.")
    return redirect("annotations")


def _form(actor: Actor, request: HttpRequest, initial: dict[str, object]) -> AnnotationForm:
    teams = list(teams_annotated_by(actor)[:500])
    data = request.POST if request.method == "POST" else None
    return AnnotationForm(data, teams=teams, everybody=actor.sees_all, initial=initial)
