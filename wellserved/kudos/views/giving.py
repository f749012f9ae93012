"""A colleague gives a kind word."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from wellserved.kit.tokens import new_token
from wellserved.kudos.actions import give_kudos
from wellserved.kudos.forms import GivingForm
from wellserved.kudos.models import Kudos
from wellserved.kudos.shapes import KindWords
from wellserved.people.actors import actor_of
from wellserved.people.models import Member
from wellserved.people.queries import members_visible_to, teams_visible_to

_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


@require_http_methods(["GET", "HEAD", "POST"])
def kudos_new(request: HttpRequest) -> HttpResponse:
    """The page has a key of its own: sent twice, it is one kind word."""
    actor = actor_of(request)
    giver = get_object_or_404(Member, pk=actor.member_id or 0)
    members = list(members_visible_to(actor).filter(left_at=None).exclude(pk=giver.pk))
    teams = list(teams_visible_to(actor).filter(archived_at=None))
    sent = request.POST.get("key", "")
    key = sent if _KEY.fullmatch(sent) else new_token()
    to = request.GET.get("to", "")
    begun = {"to": to if re.fullmatch(r"(member|team)-[0-9]{1,18}", to) else "", "may_be_shown": True}
    form = GivingForm(request.POST if request.method == "POST" else None, initial=begun, members=members, teams=teams)
    if form.is_valid():
        member, team = form.whom
        kudos, _ = give_kudos(
            said=KindWords(
                key=f"member:{giver.pk}:{key}"[:80],
                words=form.cleaned_data["words"],
                member=member,
                team=team or (member.teams.filter(archived_at=None).order_by("pk").first() if member else None),
                came_by=Kudos.CameBy.COLLEAGUE,
                may_be_shown=form.cleaned_data["may_be_shown"],
                given_by=giver,
            ),
            by=actor.by,
        )
        messages.success(request, "It is with them now, in your words, and with whoever they report to.")
        return redirect("kudos_one", pk=kudos.pk)
    return render(request, "kudos/new.html", {"form": form, "key": key}, status=422 if form.errors else 200)
