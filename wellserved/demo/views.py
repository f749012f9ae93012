"""Signing in to a demo with one click, as one of each role."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from wellserved.accounts.models import Account
from wellserved.demo.roster import ROLES


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest, role: str) -> HttpResponse:
    """Only in a demo does this exist."""
    if not settings.DEMO or role not in ROLES:
        raise Http404
    account = Account.objects.filter(email=ROLES[role].email, is_active=True).first()
    if account is None:
        raise Http404
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("today")
