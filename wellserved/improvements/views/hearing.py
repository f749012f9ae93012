"""Something was heard, on a page of another room: it is laid beside an idea, or begins one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wellserved.improvements.actions.adding import add_evidence, add_improvement
from wellserved.improvements.forms.ideas import HearForm
from wellserved.improvements.queries.evidence import piece_of
from wellserved.improvements.shapes import Evidence
from wellserved.improvements.views.board import forms_only
from wellserved.people.actors import actor_of
from wellserved.people.models import Member


@forms_only
def improvement_hearing(request: HttpRequest, kind: str, source: int) -> HttpResponse:
    """I keep hearing this. Only who may see the thing can lay it beside an idea."""
    actor = actor_of(request)
    piece = piece_of(actor, kind, source)
    if piece is None:
        raise Http404
    form = HearForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        member = Member.objects.filter(pk=actor.member_id or 0).first()
        evidence = [Evidence(kind, source, piece.sentence, piece.quote)]
        idea = form.cleaned_data["idea"]
        if idea is None:
            idea, _ = add_improvement(text=form.cleaned_data["text"], member=member, evidence=evidence, by=actor.by)
            messages.success(request, "It stands on the board, with what it rests on.")
        elif add_evidence(improvement_id=idea.pk, evidence=evidence, member=member, by=actor.by):
            messages.success(request, "It is laid beside the idea, and counts from now on.")
        else:
            messages.info(request, "It lay there already, and counts once.")
        return redirect("improvement", idea.pk)
    context = {"form": form, "piece": piece}
    return render(request, "improvements/hearing.html", context, status=422 if form.errors else 200)
