"""How we ask: the settings page of admins."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from wellserved.kit.clock import now
from wellserved.mail.queries import mail_is_held, mail_is_set_up
from wellserved.people.actors import actor_of
from wellserved.surveys.actions.policy import set_policy
from wellserved.surveys.forms.policy import PolicyForm
from wellserved.surveys.queries.policy import (
    coming_pauses,
    policy_in_force,
    stored_policy,
    teams_and_how_they_ask,
)
from wellserved.surveys.rules.policy import policy_in_words


def asking_policy(request: HttpRequest) -> HttpResponse:
    _admins_only(request)
    policy = stored_policy()
    form = PolicyForm(request.POST if request.method == "POST" else None, policy=policy)
    if request.method == "POST" and form.is_valid():
        changed = set_policy(by=actor_of(request).by, **form.values())
        messages.success(request, "Saved. It holds from now on." if changed else "Nothing was different.")
        return redirect("asking_policy")
    in_force = policy_in_force()
    if in_force.go_live_at:
        in_force = replace(in_force, go_live_at=localtime(in_force.go_live_at))
    shown = policy_in_words(in_force, timedelta(days=policy.expires_days), localtime(now()))
    context = {
        "form": form,
        "policy": policy,
        "words": shown,
        "zone": settings.TIME_ZONE,
        "held": mail_is_held(),
        "set_up": mail_is_set_up() or settings.DEMO,
        "demo": settings.DEMO,
        "teams": teams_and_how_they_ask(),
        "pauses": coming_pauses(),
    }
    return render(request, "surveys/policy.html", context, status=422 if form.errors else 200)


@require_POST
def asking_start(request: HttpRequest) -> HttpResponse:
    """Begin now: whatever closes from this moment on may be asked about."""
    _admins_only(request)
    begins = stored_policy().go_live_at
    if begins is None or begins > now():
        set_policy(by=actor_of(request).by, go_live_at=now())
        messages.success(request, "Asking has begun. Whatever closes from now on may be asked about.")
    else:
        messages.warning(request, "Asking had begun already; nothing was changed.")
    return redirect("asking_policy")


def _admins_only(request: HttpRequest) -> None:
    if not actor_of(request).is_admin:
        raise Http404
