"""The timeline: what is known, and what of it matters."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wellserved.cases.views.photos import picture
from wellserved.explanations.actions import gathering as act
from wellserved.explanations.forms.gathering import LineForm, PictureForm, local_moment, read_lines
from wellserved.explanations.models import Evidence
from wellserved.explanations.queries.evidence import evidence_of
from wellserved.explanations.views.found import me, seen, written
from wellserved.files.shapes import PhotoRefusedError
from wellserved.kit.clock import now
from wellserved.people.actors import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
def explanation_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick what matters, and say it in your own words."""
    one = written(request, pk)
    rows = evidence_of(one)
    if request.method == "POST":
        act.pick_evidence(explanation_id=pk, lines=read_lines(request.POST, rows), by=actor_of(request).by)
        messages.success(request, "Kept. What you ticked stands on the page.")
        return redirect("explanation_writing" if "on" in request.POST else "explanation_evidence", pk)
    return _page(request, pk)


@require_POST
def explanation_evidence_pull(request: HttpRequest, pk: int) -> HttpResponse:
    """Look again."""
    one = written(request, pk)
    found = act.pull_evidence(explanation_id=one.pk, actor=actor_of(request))
    messages.success(request, f"{found} more stand below." if found else "Nothing new was found.")
    return redirect("explanation_evidence", pk)


@require_POST
def explanation_line(request: HttpRequest, pk: int) -> HttpResponse:
    """A line written by hand."""
    one, member = written(request, pk), me(request)
    form = LineForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, line=form)
    try:
        act.add_line(explanation_id=one.pk, member=member, by=actor_of(request).by, **form.cleaned_data)
        messages.success(request, "It stands on the timeline, and on the page.")
    except act.TooMuchError as full:
        messages.error(request, str(full))
    return redirect("explanation_evidence", pk)


@require_POST
def explanation_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """A picture, with what it shows."""
    one, member = written(request, pk), me(request)
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        try:
            act.add_picture(
                explanation_id=one.pk,
                upload=said["picture"],
                words=said["words"],
                member=member,
                by=actor_of(request).by,
            )
        except (PhotoRefusedError, act.TooMuchError) as refused:
            form.add_error("picture", str(refused))
        else:
            messages.success(request, "The picture is on the page. Two are the most that a page shows.")
            return redirect("explanation_evidence", pk)
    return _page(request, pk, picture=form)


@require_POST
def explanation_evidence_removal(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    """It does not belong here."""
    one = written(request, pk)
    if act.set_evidence_aside(explanation_id=one.pk, evidence_id=evidence, by=actor_of(request).by):
        messages.success(request, "Set aside. It does not come back by itself.")
    return redirect("explanation_evidence", pk)


@require_safe
def explanation_image(request: HttpRequest, pk: int, evidence: int) -> HttpResponseBase:
    """A picture of the timeline."""
    one = seen(request, pk)
    row = get_object_or_404(Evidence.objects.select_related("blob"), explanation=one, pk=evidence)
    if row.blob is None:
        raise Http404
    return picture(row.blob, f"picture-{evidence}")


def _page(
    request: HttpRequest, pk: int, line: LineForm | None = None, picture: PictureForm | None = None
) -> HttpResponse:
    one = written(request, pk)
    context = {
        "one": one,
        "rows": [(row, local_moment(row.at)) for row in evidence_of(one)],
        "line": line or LineForm(initial={"at": local_moment(now())}),
        "picture": picture or PictureForm(),
        "aside": Evidence.objects.filter(explanation=one, gone=True).count(),
    }
    status = 422 if line or picture else 200
    return render(request, "explanations/evidence.html", context, status=status)
