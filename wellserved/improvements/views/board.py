"""The board, one idea, and a line that is written down."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wellserved.frame.paging import page_of
from wellserved.improvements.actions.adding import add_improvement, change_words
from wellserved.improvements.forms.ideas import IdeaForm
from wellserved.improvements.models import Improvement
from wellserved.improvements.queries.board import WORDS, board_for, improvements_visible_to, let_go_count, lines_of
from wellserved.improvements.queries.cards import cards_visible_to
from wellserved.improvements.queries.evidence import evidence_of
from wellserved.improvements.queries.weighing import waiting_for_me, weighings_visible_to
from wellserved.people.actors import actor_of
from wellserved.people.models import Member
from wellserved.people.shapes import Actor

forms_only = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def improvements(request: HttpRequest) -> HttpResponse:
    """Everything on one board, and the line that anybody may add."""
    return _board(request, IdeaForm())


@forms_only
def improvement_new(request: HttpRequest) -> HttpResponse:
    """One line is enough."""
    actor = actor_of(request)
    form = IdeaForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        member = Member.objects.filter(pk=actor.member_id or 0).first()
        one, _ = add_improvement(**form.cleaned_data, member=member, by=actor.by)
        messages.success(request, "It stands on the board. Who hears the same can add to it.")
        return redirect("improvement", one.pk)
    return render(request, "improvements/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def improvements_list(request: HttpRequest) -> HttpResponse:
    """All in one state, page by page."""
    state = request.GET.get("state", "idea")
    if state not in WORDS:
        raise Http404
    page = page_of(improvements_visible_to(actor_of(request)).filter(state=state), request, size=30)
    states = [(key, words[0], key == state) for key, words in WORDS.items()]
    context = {"page": page, "lines": lines_of(page.items), "state": state, "states": states, "words": WORDS[state]}
    return render(request, "improvements/list.html", context)


@require_safe
def improvement(request: HttpRequest, pk: int) -> HttpResponse:
    """One idea: what it rests on, what we think of it, and what became of it."""
    actor = actor_of(request)
    one = get_object_or_404(improvements_visible_to(actor), pk=pk)
    [line] = lines_of([one])
    context = {
        "idea": one,
        "line": line,
        "evidence": evidence_of(actor, [pk])[pk],
        "stakes": list(one.stakes.select_related("dealt").order_by("-pk")[:5]),
        **rights(actor, one),
    }
    return render(request, "improvements/improvement.html", context)


@forms_only
def improvement_words(request: HttpRequest, pk: int) -> HttpResponse:
    """Say it better: whoever wrote it down, and leads."""
    actor = actor_of(request)
    one = get_object_or_404(improvements_visible_to(actor), pk=pk)
    if not rights(actor, one)["may_reword"]:
        raise Http404
    form = IdeaForm(request.POST if request.method == "POST" else None, initial={"text": one.text, "more": one.more})
    if form.is_valid():
        change_words(improvement_id=pk, **form.cleaned_data, by=actor.by)
        messages.success(request, "Saved.")
        return redirect("improvement", pk)
    context = {"form": form, "idea": one}
    return render(request, "improvements/words.html", context, status=422 if form.errors else 200)


def rights(actor: Actor, one: Improvement) -> dict[str, Any]:
    """What this actor may do with an idea."""
    me = actor.member_id
    owns = me is not None and one.owner_id == me
    return {
        "leads": actor.leads,
        "owns": owns,
        "may_finish": actor.leads or owns,
        "sees_figures": actor.sees_all or owns or one.team_id in actor.team_ids,
        "may_reword": actor.leads or (me is not None and one.added_by_id == me),
    }


def _board(request: HttpRequest, form: IdeaForm) -> HttpResponse:
    actor = actor_of(request)
    columns = board_for(actor)
    weighings = list(weighings_visible_to(actor)[:6])
    mine = set(waiting_for_me(actor).values_list("pk", flat=True)[:50])
    context = {
        "form": form,
        "columns": columns,
        "nothing": not any(column.n for column in columns),
        "let_go": let_go_count(),
        "weighings": [(one, one.pk in mine) for one in weighings],
        "cards": list(cards_visible_to(actor)[:4]),
        "leads": actor.leads,
    }
    return render(request, "improvements/board.html", context)
