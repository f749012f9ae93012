"""Groups to start from, and all answers side by side."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from wellserved.kit.saying import number
from wellserved.listening.actions.sorting import ClosedError, GoneError, ignore_group, make_theme
from wellserved.listening.forms.meeting import NEW, move_in
from wellserved.listening.models import Round
from wellserved.listening.queries.answers import answers_of
from wellserved.listening.queries.board import boards_visible_to, calls_in_short
from wellserved.listening.queries.suggesting import suggested_groups
from wellserved.people.actors import actor_of
from wellserved.people.models import Member


@require_safe
def board_groups(request: HttpRequest, pk: int) -> HttpResponse:
    """What looks alike among what is not sorted: take it, change it, or set it aside."""
    one = get_object_or_404(boards_visible_to(actor_of(request)), pk=pk, state=Round.State.RUNNING)
    return render(request, "listening/board/groups.html", {"round": one, "groups": suggested_groups(one)})


@require_POST
def board_group(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them becomes a theme, with what is still ticked; or is not suggested again."""
    actor = actor_of(request)
    get_object_or_404(boards_visible_to(actor), pk=pk, state=Round.State.RUNNING)
    given = request.POST.copy()
    ignored = given.get("do") == "ignore"
    given["theme"] = "" if ignored else NEW
    if ignored:
        given.setlist("line", given.getlist("all"))
    try:
        move = move_in(given)
        if ignored:
            ignore_group(round_id=pk, line_ids=move.line_ids, by=actor.by)
            messages.success(request, "Set aside. It is not suggested again.")
        elif not move.line_ids:
            messages.error(request, "Tick at least one note. Nothing was made of it.")
        else:
            member = Member.objects.filter(pk=actor.member_id or 0).first()
            make_theme(round_id=pk, name=move.new_theme, line_ids=move.line_ids, by=actor.by, member=member)
            n = number(len(move.line_ids))
            messages.success(
                request, f"{move.new_theme} is a theme now, with {n} notes. You can change it on the board."
            )
    except (ValueError, ClosedError, GoneError) as wrong:
        messages.error(request, str(wrong))
    return redirect("board_groups", pk)


@require_safe
def round_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Every answer as it was noted down, by question."""
    one = get_object_or_404(boards_visible_to(actor_of(request)), pk=pk)
    held, drawn = calls_in_short(one)
    return render(
        request,
        "listening/board/answers.html",
        {"round": one, "questions": answers_of(one), "held": held, "drawn": drawn},
    )
