"""Who is asking: from a signed-in account, or from an API token."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from wellserved.accounts.models import ApiToken
from wellserved.journal.shapes import By
from wellserved.people.models import Member, Membership
from wellserved.people.shapes import Actor


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind a signed-in request. One query, once per request."""
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
    return _actor(member.pk, str(member.account.role) if member.account else "member", places)


def _actor_of_account(account: Any) -> Actor:
    here = Member.objects.filter(account=account).order_by()
    rows = list(here.values_list("pk", "memberships__team_id", "memberships__leads"))
    if not rows:
        return Actor(account.role, None, frozenset(), frozenset(), By("account", account.pk))
    return _actor(rows[0][0], str(account.role), [(team, leads) for _, team, leads in rows if team])


def _actor(member_id: int, role: str, places: list[tuple[int, bool]]) -> Actor:
    return Actor(
        role,
        member_id,
        frozenset(team for team, _ in places),
        frozenset(team for team, leads in places if leads and role != "member"),
        By("member", member_id),
    )
