"""Weighing together: it is opened, placed upon, and shown to all at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wellserved.improvements.actions.weighing import RevealedError, open_weighing, reveal_weighing
from wellserved.improvements.forms.weighing import WeighingForm
from wellserved.improvements.models import Weighing
from wellserved.improvements.plane import AXES, dots_of
from wellserved.improvements.queries.board import to_weigh
from wellserved.improvements.queries.weighing import result_of, weighings_visible_to
from wellserved.improvements.shapes import Spread
from wellserved.improvements.views.board import forms_only
from wellserved.improvements.views.placing import placing_context
from wellserved.kit.tables import Column, Table, columns, table_answer
from wellserved.people.actors import actor_of
from wellserved.people.models import Member


@forms_only
def weighing_new(request: HttpRequest) -> HttpResponse:
    """Which ideas, and what we ask ourselves about them."""
    actor = actor_of(request)
    if not actor.leads:
        raise Http404
    kind = request.GET.get("kind", "")
    start = {"kind": kind if kind in Weighing.Kind.values else Weighing.Kind.VALUE}
    form = WeighingForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        member = Member.objects.filter(pk=actor.member_id or 0).first()
        said = form.cleaned_data
        one = open_weighing(kind=said["kind"], improvement_ids=said["ideas"], by=actor.by, member=member)
        messages.success(request, "Everybody can place them now, each by themselves. It stands on their Today.")
        return redirect("weighing", one.pk)
    context = {"form": form, "anything": to_weigh().exists()}
    return render(request, "improvements/weighing_new.html", context, status=422 if form.errors else 200)


@require_safe
def weighing(request: HttpRequest, pk: int) -> HttpResponse:
    """Before the reveal: one's own placing, and nobody else's. After it: the middle and the spread."""
    actor = actor_of(request)
    one = get_object_or_404(weighings_visible_to(actor), pk=pk)
    if one.revealed_at is None:
        return render(request, "improvements/weighing.html", placing_context(actor, one))
    rows = result_of(one)
    context = {
        "weighing": one,
        "axes": AXES[one.kind],
        "rows": list(enumerate(rows, start=1)),
        "dots": dots_of(rows),
        "few": sum(row.x is None for row in rows),
        "leads": actor.leads,
    }
    return render(request, "improvements/weighed.html", context)


@require_POST
def weighing_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """To everybody at once."""
    actor = actor_of(request)
    one = get_object_or_404(weighings_visible_to(actor), pk=pk)
    if not actor.leads:
        raise Http404
    try:
        reveal_weighing(weighing_id=one.pk, member=Member.objects.filter(pk=actor.member_id or 0).first(), by=actor.by)
    except RevealedError as wrong:
        messages.info(request, str(wrong))
    return redirect("weighing", pk)


@require_safe
def weighing_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Middles and spread, to take away; before the reveal there is no such sheet."""
    one = get_object_or_404(weighings_visible_to(actor_of(request)).exclude(revealed_at=None), pk=pk)
    x, y = AXES[one.kind].x, AXES[one.kind].y
    heads = [Column(f"{axis}: {what}", "number") for axis in (x, y) for what in ("middle", "from", "to")]
    rows = [
        (row.text, reverse("improvement", args=[row.improvement_id]), row.n, *_numbers(row.x), *_numbers(row.y))
        for row in result_of(one)
    ]
    head = (*columns("idea page"), Column("placed by", "whole"), *heads)
    return table_answer(request, f"weighed-{pk}", Table(head, rows))


def _numbers(spread: Spread | None) -> tuple[float | None, ...]:
    return (spread.median, spread.low, spread.high) if spread else (None, None, None)
