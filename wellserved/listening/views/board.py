"""The board of a round: what was said, sorted into themes by several people at once.

`board_version` is asked every two seconds by everybody who looks at a board, so it takes a ticket instead of a sign-in
and one query. What the board shows is told by `board_state`, to those who may see it.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wellserved.frame.live import version_answer
from wellserved.kit.saying import number
from wellserved.listening.actions.sorting import ClosedError, GoneError, make_theme, sort_lines
from wellserved.listening.forms.meeting import move_in
from wellserved.listening.models import Round, Theme
from wellserved.listening.queries.board import (
    board_of,
    boards_visible_to,
    calls_in_short,
    notes_by_id,
    round_of_ticket,
    ticket_for,
    version_of,
)
from wellserved.listening.shapes import Board, Move
from wellserved.people.actors import actor_of
from wellserved.people.models import Member
from wellserved.people.shapes import Actor

SHOWS = (("", "Everything"), ("quotes", "Quotes only"))
MOST_ASKED = 200


@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was said, and what is made of it."""
    one = _board(request, pk)
    seen, (held, drawn) = _seen(request, one), calls_in_short(one)
    chosen = _filters(request, one)
    context = {
        "round": one,
        "board": seen,
        "pile": [(one.questions[n] if n < len(one.questions) else "", notes) for n, notes in seen.pile],
        "held": held,
        "drawn": drawn,
        "open": one.state == Round.State.RUNNING,
        "ticket": ticket_for(one),
        "query": request.GET.urlencode(),
        "shows": [(name, _address(pk, show, chosen[1]), show == chosen[0]) for show, name in SHOWS],
        "questions": [
            (name, _address(pk, chosen[0], wanted), wanted == chosen[1])
            for wanted, name in [(None, "All questions"), *enumerate(one.questions)]
        ],
    }
    return render(request, "listening/board/board.html", context)


@require_safe
def board_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Which note lies where: ids alone. The page moves what it has, and asks for what it has not."""
    one = _board(request, pk)
    return _state(request, one)


@require_safe
@login_not_required  # the ticket says that its holder was shown this board; it opens nothing but a number
def board_version(request: HttpRequest, ticket: str) -> HttpResponse:
    """Whether something changed: 304 if not. One query."""
    round_id = round_of_ticket(ticket)
    version = version_of(round_id) if round_id is not None else None
    return version_answer(request, version)


@require_safe
def board_notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Some notes, as they stand on the board."""
    one = _board(request, pk)
    notes = notes_by_id(one, [found for text in request.GET.getlist("id")[:MOST_ASKED] if (found := _uuid(text))])
    return render(request, "listening/board/notes.html", {"notes": notes, "open": one.state == Round.State.RUNNING})


@require_POST
def board_moves(request: HttpRequest, pk: int) -> HttpResponse:
    """Put notes into a theme, an old one or a new one, or back among what is not sorted."""
    actor, one = actor_of(request), _board(request, pk)
    try:
        said = _do(move_in(request.POST), one, actor)
    except (ValueError, Round.DoesNotExist) as wrong:  # ClosedError and GoneError are such
        return _refused(request, one, str(wrong), 409 if isinstance(wrong, ClosedError | GoneError) else 422)
    if _wants_json(request):
        return _state(request, one)
    messages.success(request, said)
    return redirect(f"{reverse('board', args=[pk])}?{request.GET.urlencode()}".rstrip("?"))


def _do(move: Move, one: Round, actor: Actor) -> str:
    member = Member.objects.filter(pk=actor.member_id or 0).first()
    if move.new_theme:
        make_theme(round_id=one.pk, name=move.new_theme, line_ids=move.line_ids, by=actor.by, member=member)
        return f"{move.new_theme} is a theme now."
    n = sort_lines(
        round_id=one.pk,
        line_ids=move.line_ids,
        theme_id=move.theme_id,
        before=move.before,
        by=actor.by,
        member=member,
    )
    there = Theme.objects.get(pk=move.theme_id).name if move.theme_id else "what is not sorted"
    return f"{number(n).capitalize()} {'lies' if n == 1 else 'lie'} in {there} now."


def _refused(request: HttpRequest, one: Round, said: str, status: int) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"problem": said, **_as_ids(one, _seen(request, one))}, status=status)
    messages.error(request, said)
    return redirect(f"{reverse('board', args=[one.pk])}?{request.GET.urlencode()}".rstrip("?"))


def _state(request: HttpRequest, one: Round) -> JsonResponse:
    return JsonResponse(_as_ids(one, _seen(request, one)))


def _as_ids(one: Round, seen: Board) -> dict[str, Any]:
    return {
        "version": seen.version,
        "ticket": reverse("board_version", args=[ticket_for(one)]),
        "open": one.state == Round.State.RUNNING,
        "unsorted": seen.unsorted,
        "notes": {note.id: note.revision for note in seen.notes},
        "themes": [
            {
                "id": column.id,
                "name": column.name,
                "decision": column.decision,
                "href": reverse("theme", args=[column.id]),
                "notes": [note.id for note in column.notes],
            }
            for column in seen.columns
        ],
        "pile": {str(question): [note.id for note in notes] for question, notes in seen.pile},
    }


def _board(request: HttpRequest, pk: int) -> Round:
    return get_object_or_404(boards_visible_to(actor_of(request)), pk=pk)


def _seen(request: HttpRequest, one: Round) -> Board:
    show, question = _filters(request, one)
    return board_of(one, quotes_only=show == "quotes", question=question)


def _filters(request: HttpRequest, one: Round) -> tuple[str, int | None]:
    show, question = request.GET.get("show", ""), request.GET.get("question", "")
    if show not in dict(SHOWS) or question not in ("", *map(str, range(len(one.questions)))):
        raise Http404
    return show, int(question) if question else None


def _address(pk: int, show: str, question: int | None) -> str:
    wanted = [f"show={show}"] * bool(show) + [f"question={question}"] * (question is not None)
    return reverse("board", args=[pk]) + ("?" + "&".join(wanted) if wanted else "")


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
