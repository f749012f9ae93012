"""Keys to the REST API: admins make them, see each secret once, and revoke them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wellserved.accounts import actions
from wellserved.accounts.forms import TokenForm
from wellserved.accounts.models import Account
from wellserved.accounts.queries import tokens_visible_to
from wellserved.journal.shapes import By


@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    admin = _admin(request)
    form, secret = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _, secret = actions.create_token(**form.cleaned_data, by=By("account", admin.pk))
            form = TokenForm()
        except ValueError as refused:
            form.add_error("name", str(refused))
    context = {"form": form, "secret": secret, "tokens": tokens_visible_to(admin.role)[:200]}
    return render(request, "accounts/tokens.html", context)


@require_POST
def token_revocation(request: HttpRequest, token_id: int) -> HttpResponse:
    admin = _admin(request)
    token = get_object_or_404(tokens_visible_to(admin.role), pk=token_id)
    if actions.revoke_token(token_id=token.pk, by=By("account", admin.pk)):
        messages.success(request, f"“{token.name}” opens nothing any more.")
    return redirect("tokens")


def _admin(request: HttpRequest) -> Account:
    if not isinstance(request.user, Account) or request.user.role != "admin":
        raise Http404
    return request.user
