"""Kind words one may read, the wall, and what its receiver does with one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.frame.paging import page_of
from wellserved.kudos.actions import NobodyToThankError, set_on_the_wall, thank_giver
from wellserved.kudos.forms import ThankingForm
from wellserved.kudos.models import Kudos
from wellserved.kudos.queries.kudos import (
    answered_by,
    kept_by,
    kudos_visible_to,
    readable_by,
    wall,
    who_can_be_thanked,
    wish_of,
)
from wellserved.kudos.queries.suggestions import suggestions_visible_to
from wellserved.people.actors import actor_of
from wellserved.people.models import Member
from wellserved.people.queries import teams_visible_to
from wellserved.wording.saying import say_gently

SIZE = 20


def kudos(request: HttpRequest) -> HttpResponse:
    """What came for me and those who report to me; a manager sees all."""
    actor = actor_of(request)
    page = page_of(kudos_visible_to(actor), request, size=SIZE)
    return render(
        request, "kudos/kudos.html", _around(request, "mine") | {"page": page, "wish": wish_of(actor.member_id)}
    )


def kudos_wall(request: HttpRequest) -> HttpResponse:
    """The wall: what its giver lets everybody here read, the newest first and in no other order."""
    asked = request.GET.get("team", "")
    team = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 18 else 0
    page = page_of(wall(team), request, size=SIZE)
    teams = teams_visible_to(actor_of(request)).filter(archived_at=None)
    return render(request, "kudos/wall.html", _around(request, "wall") | {"page": page, "teams": teams, "team": team})


def kudos_one(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(readable_by(actor_of(request)), pk=pk))


@require_POST
def kudos_hanging(request: HttpRequest, pk: int) -> HttpResponse:
    """Its receiver takes it off the wall, or hangs it up again."""
    actor = actor_of(request)
    found = get_object_or_404(kept_by(actor), pk=pk)
    shown = request.POST.get("shown") == "yes"
    set_on_the_wall(kudos_id=found.pk, shown=shown, by=actor.by)
    messages.success(request, "It may hang on the wall." if shown else "It is off the wall. It stays yours.")
    return redirect("kudos_one", pk=pk)


@require_POST
def kudos_thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """Thank whoever gave it: one letter, once."""
    actor = actor_of(request)
    found = get_object_or_404(answered_by(actor), pk=pk)
    member = get_object_or_404(Member.objects.select_related("account"), pk=actor.member_id or 0)
    form = ThankingForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    words = form.cleaned_data["words"]
    try:
        thank_giver(kudos_id=found.pk, member=member, words=words, by=actor.by)
    except NobodyToThankError:
        messages.info(request, "Nothing was sent: they were thanked before, or cannot be written to.")
    else:
        messages.success(request, "Your thanks are on their way.")
        say_gently(request, words, found.team_id)
    return redirect("kudos_one", pk=pk)


def _page(request: HttpRequest, found: Kudos, form: ThankingForm | None = None, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    concerned = kudos_visible_to(actor).filter(pk=found.pk).exists()
    may_thank = actor.member_id is not None and answered_by(actor).filter(pk=found.pk).exists()
    context: dict[str, Any] = {
        "kudos": found,
        "own": actor.member_id,
        "concerned": concerned,
        "keeps": kept_by(actor).filter(pk=found.pk).exists(),
        "giver": who_can_be_thanked(found) if may_thank and not found.thanked_at else None,
        "may_thank": may_thank,
        "form": form or ThankingForm(),
    }
    return render(request, "kudos/one.html", context, status=status)


def _around(request: HttpRequest, here: str) -> dict[str, Any]:
    actor = actor_of(request)
    suggested = actor.leads and suggestions_visible_to(actor).exists()
    return {"here": here, "own": actor.member_id, "leads": actor.leads, "suggested": suggested}
