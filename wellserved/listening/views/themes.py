"""One theme: its name, what people said, and what is decided about it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from wellserved.improvements.queries.board import improvement_of
from wellserved.listening.actions.deciding import decide_theme
from wellserved.listening.actions.sorting import ClosedError, GoneError, drop_theme, name_theme
from wellserved.listening.forms.meeting import DecisionForm, ThemeForm
from wellserved.listening.models import Round, Theme
from wellserved.listening.queries.board import notes_in, themes_promised_by, themes_visible_to
from wellserved.listening.queries.decided import outcome_of
from wellserved.listening.queries.stories import stories_of_theme
from wellserved.listening.queries.suggesting import perhaps_too
from wellserved.people.actors import actor_of
from wellserved.people.models import Member


@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide: keep or adjust."""
    actor = actor_of(request)
    inside = themes_visible_to(actor).filter(pk=pk)
    if request.method != "POST" and not inside.exists():
        return _page(request, get_object_or_404(themes_promised_by(actor), pk=pk), inside=False)
    found = get_object_or_404(inside)
    form = DecisionForm(request.POST if request.method == "POST" else None, theme=found)
    if form.is_valid():
        member = Member.objects.filter(pk=actor.member_id or 0).first()
        try:
            decide_theme(theme_id=pk, decided=form.decided(), by=actor.by, member=member)
            messages.success(request, _said(Theme.objects.get(pk=pk)))
        except (ClosedError, GoneError) as wrong:
            messages.error(request, str(wrong))
        return redirect("board", found.round_id)
    return _page(request, found, form=form)


@require_POST
def theme_naming(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it something else."""
    actor = actor_of(request)
    found, form = get_object_or_404(themes_visible_to(actor), pk=pk), ThemeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, naming=form)
    try:
        name_theme(theme_id=pk, name=form.cleaned_data["name"], by=actor.by)
    except (ClosedError, GoneError) as wrong:
        messages.error(request, str(wrong))
        return redirect("board", found.round_id)
    return redirect("theme", pk)


@require_POST
def theme_dropping(request: HttpRequest, pk: int) -> HttpResponse:
    """The theme goes; what lies in it is not sorted any more."""
    actor = actor_of(request)
    found = get_object_or_404(themes_visible_to(actor), pk=pk)
    try:
        drop_theme(theme_id=pk, by=actor.by)
        messages.success(request, f"{found.name} is no theme any more. What lay in it is not sorted now.")
    except (ClosedError, GoneError) as wrong:
        messages.error(request, str(wrong))
    return redirect("board", found.round_id)


def _page(
    request: HttpRequest,
    found: Theme,
    form: DecisionForm | None = None,
    naming: ThemeForm | None = None,
    *,
    inside: bool = True,
) -> HttpResponse:
    """`inside`: somebody of the round; who only promised the action reads why, and changes nothing."""
    notes, running = notes_in(found.pk), inside and found.round.state == Round.State.RUNNING
    context = {
        "theme": found,
        "outcome": outcome_of(found),
        "form": form or DecisionForm(theme=found),
        "naming": naming or ThemeForm(initial={"name": found.name}),
        "wrong_name": naming is not None,
        "quotes": [note for note in notes if note.is_quote],
        "remarks": [note for note in notes if not note.is_quote],
        "stories": stories_of_theme(found.pk),
        "open": running,
        "inside": inside,
        "on_the_board": improvement_of(f"theme:{found.pk}"),
        "perhaps": perhaps_too(found.round, found.pk) if running and not found.decision else [],
    }
    wrong = (form is not None and form.errors) or naming is not None
    return render(request, "listening/board/theme.html", context, status=422 if wrong else 200)


def _said(decided: Theme) -> str:
    if decided.decision == Theme.Decision.KEEP:
        return f"{decided.name}: it stays as it is."
    if decided.decision == Theme.Decision.ADJUST:
        if decided.owner and decided.due_on:
            return f"{decided.name}: {decided.owner.first_name} has promised it, and finds it on Today."
        return f"{decided.name}: it changes. Who does it, and by when, is still to be said."
    return f"{decided.name} is not decided."
