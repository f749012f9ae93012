"""The ledger of asks: whom we asked, and why we did not ask the others."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wellserved.interactions.models import Interaction, Service
from wellserved.interactions.queries import interactions_visible_to
from wellserved.kit.clock import now
from wellserved.kit.saying import moment
from wellserved.people.actors import actor_of
from wellserved.people.queries import teams_visible_to
from wellserved.surveys.actions.asking import NotAskedError, ask_by_hand, do_not_ask
from wellserved.surveys.models import Invitation
from wellserved.surveys.queries.asking import may_choose
from wellserved.surveys.queries.ledger import PERIODS, Filters, ledger, ledger_lines
from wellserved.surveys.queries.policy import stored_policy
from wellserved.surveys.rules.reasons import WORDS, reason_sentence


def asks(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not actor.leads:
        raise Http404
    filters, today = Filters.read(request.GET), now()
    lines, more = ledger_lines(actor, filters, today)
    counts = ledger(actor, filters, today)
    teams = teams_visible_to(actor)
    if not actor.sees_all:
        teams = teams.filter(pk__in=actor.led_team_ids)
    context = {
        "filters": filters,
        "counts": counts,
        "lines": lines,
        "teams": teams,
        "services": Service.objects.order_by("name_key")[:200],
        "periods": PERIODS,
        "reasons": [(reason, filters.address(reason=reason.code, outcome="", page=1)) for reason in counts.reasons],
        "chosen": WORDS.get(filters.reason),
        "everything": filters.address(reason="", outcome="", page=1),
        "asked": filters.address(outcome="asked", reason="", page=1),
        "waiting": filters.address(outcome="waiting", reason="", page=1),
        "newer": filters.address(page=filters.page - 1) if filters.page > 1 else "",
        "older": filters.address(page=filters.page + 1) if more else "",
        "policy": stored_policy(),
        "is_admin": actor.is_admin,
    }
    return render(request, "surveys/asks.html", context)


@require_POST
def interaction_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask now."""
    interaction = _mine_to_ask(request, pk)
    try:
        invitation = ask_by_hand(interaction=interaction, by=actor_of(request).by)
    except NotAskedError as refused:
        sentence = reason_sentence(refused.verdict.reason, refused.verdict.detail)
        messages.error(request, f"Nobody was asked. {sentence}")
    else:
        messages.success(request, _when_it_leaves(invitation))
    return redirect(_back(request, pk))


@require_POST
def interaction_no_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not ask."""
    if do_not_ask(interaction=_mine_to_ask(request, pk), by=actor_of(request).by):
        messages.success(request, "Nobody will be asked about it.")
    else:
        messages.warning(request, "There was nothing left to stop.")
    return redirect(_back(request, pk))


def _mine_to_ask(request: HttpRequest, pk: int) -> Interaction:
    """An interaction that this person may decide about."""
    actor = actor_of(request)
    interaction = get_object_or_404(interactions_visible_to(actor).select_related("team"), pk=pk)
    if not may_choose(actor, interaction):
        raise Http404
    return interaction


def _when_it_leaves(invitation: Invitation) -> str:
    letter = invitation.letter
    if letter and letter.not_before > now():
        when = moment(letter.not_before, now(), settings.TIME_ZONE)
        return f"The letter is written. It is quiet time where they are, so it leaves {when}."
    return "The letter is written, and leaves within a minute if letters may leave."


def _back(request: HttpRequest, pk: int) -> str:
    """Where the button stood, if that was here; the interaction otherwise."""
    wanted = request.POST.get("next", "")
    return (
        wanted if wanted.startswith("/") and not wanted.startswith(("//", "/\\")) else reverse("interaction", args=[pk])
    )
