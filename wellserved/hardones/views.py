"""That was a hard one: one tap asks for support, and whoever was asked answers."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.frame.paging import page_of
from wellserved.hardones.actions import AlreadyAnsweredError, add_word, ask_for_support, end_hard_one, promise_support
from wellserved.hardones.forms import SupportForm, WordForm
from wellserved.hardones.models import HardOne
from wellserved.hardones.queries import hard_ones_visible_to
from wellserved.interactions.queries import interactions_visible_to
from wellserved.kit.clock import now
from wellserved.people.actors import actor_of
from wellserved.people.models import Member
from wellserved.people.shapes import Actor
from wellserved.promises.rules import suggested_time
from wellserved.promises.sources import source_link
from wellserved.surveys.queries.answers import responses_visible_to


def hard_ones(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = page_of(hard_ones_visible_to(actor), request, size=20)
    return render(request, "hardones/hard_ones.html", {"page": page, "own": actor.member_id})


@require_POST
def hard_one_new(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """One tap on a piece of service, or on what somebody wrote about it."""
    actor = actor_of(request)
    member = get_object_or_404(Member, pk=actor.member_id or 0)
    team_id = _team_of(actor, kind, pk)
    found, new = ask_for_support(member=member, source_kind=kind, source_id=pk, team_id=team_id, by=actor.by)
    if not new:
        messages.info(request, "You had asked already; it is still here.")
    elif found.asked:
        messages.success(request, f"{found.asked.first_name} knows. You need not write anything more.")
    return redirect("hard_one", pk=found.pk)


def hard_one(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(hard_ones_visible_to(actor_of(request)), pk=pk))


@require_POST
def hard_one_word(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    found = get_object_or_404(hard_ones_visible_to(actor), pk=pk, member_id=actor.member_id or 0)
    form = WordForm(request.POST)
    if not form.is_valid():
        return _page(request, found, word=form, status=422)
    add_word(hard_one_id=found.pk, word=form.cleaned_data["word"], by=actor.by)
    messages.success(request, "It stands with it now.")
    return redirect("hard_one", pk=pk)


@require_POST
def hard_one_support(request: HttpRequest, pk: int) -> HttpResponse:
    """I will call you: for whoever was asked."""
    actor = actor_of(request)
    found = get_object_or_404(hard_ones_visible_to(actor), pk=pk, asked_id=actor.member_id or 0)
    form = SupportForm(request.POST)
    if not form.is_valid():
        return _page(request, found, support=form, status=422)
    try:
        text, due_at = form.cleaned_data["text"], form.cleaned_data["due_at"]
        promise_support(hard_one_id=found.pk, text=text, due_at=due_at, by=actor.by)
        messages.success(request, f"Promised. {found.member.first_name} hears of it now, and it stands on your Today.")
    except AlreadyAnsweredError:
        messages.info(request, "It was answered before. Nothing was changed.")
    return redirect("hard_one", pk=pk)


@require_POST
def hard_one_ending(request: HttpRequest, pk: int) -> HttpResponse:
    """We have spoken: either of the two says so."""
    actor = actor_of(request)
    found = get_object_or_404(hard_ones_visible_to(actor), pk=pk)
    if actor.member_id not in (found.member_id, found.asked_id):
        raise Http404
    try:
        end_hard_one(hard_one_id=found.pk, by=actor.by)
        messages.success(request, "Good that you have spoken.")
    except AlreadyAnsweredError:
        messages.info(request, "It had ended before. Nothing was changed.")
    return redirect("hard_one", pk=pk)


def _page(
    request: HttpRequest,
    found: HardOne,
    word: WordForm | None = None,
    support: SupportForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    begun = {"text": f"Call {found.member.first_name}", "due_at": suggested_time(now(), settings.TIME_ZONE)}
    context = {
        "hard_one": found,
        "own": found.member_id == actor.member_id,
        "asked": found.asked_id == actor.member_id,
        "waits": not (found.answered_at or found.ended_at),
        "source": source_link(found.source_kind, found.source_id),
        "word": word or WordForm(initial={"word": found.word}),
        "support": support or SupportForm(initial=begun),
    }
    return render(request, "hardones/hard_one.html", context, status=status)


def _team_of(actor: Actor, kind: str, pk: int) -> int | None:
    """The team that served, if this actor may see what it was about."""
    if kind == "response":
        return get_object_or_404(responses_visible_to(actor), pk=pk).team_id
    if kind == "interaction":
        return get_object_or_404(interactions_visible_to(actor), pk=pk).team_id
    raise Http404
