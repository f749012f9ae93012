"""Who is asking: from a signed-in account, or from an API token."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from wellserved.accounts.models import ApiToken
from wellserved.journal.shapes import By
from wellserved.people.models import Member, Membership
from wellserved.people.shapes import Actor


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind a signed-in request. Two queries, once per request."""
    known: Actor | None = getattr(request, "_actor", None)
    if known is None:
        known = _actor_of_account(request.user)
        request._actor = known  # type: ignore[attr-defined]
    return known


def actor_of_token(token: ApiToken) -> Actor:
    """The actor behind an API token: no member, no teams, the token's role."""
    return Actor(token.role, None, frozenset(), frozenset(), By("token", token.pk))


def actor_of_member(member: Member) -> Actor:
    """The actor that a member would be when signed in."""
    places = list(Membership.objects.filter(member=member).values_list("team_id", "leads"))
    role = str(member.account.role) if member.account else "member"
    return Actor(
        role,
        member.pk,
        frozenset(team for team, _ in places),
        frozenset(team for team, leads in places if leads and role != "member"),
        By("member", member.pk),
    )


def _actor_of_account(account: Any) -> Actor:
    member = Member.objects.filter(account=account).select_related("account").first()
    if member is None:
        return Actor(account.role, None, frozenset(), frozenset(), By("account", account.pk))
    return actor_of_member(member)
