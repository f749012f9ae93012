"""Every read of clients, contacts, teams and members. What is shown takes the actor first."""

from __future__ import annotations

from django.db.models import QuerySet

from wellserved.people.models import Client, Contact, Member, Team
from wellserved.people.shapes import Actor


def clients_visible_to(actor: Actor) -> QuerySet[Client]:  # noqa: ARG001
    """Everybody who serves may know whom we serve."""
    return Client.objects.order_by("name_key", "id")


def contacts_visible_to(actor: Actor) -> QuerySet[Contact]:  # noqa: ARG001
    """Everybody who serves may know whom we serve."""
    return Contact.objects.select_related("client").order_by("name_key", "id")


def teams_visible_to(actor: Actor) -> QuerySet[Team]:  # noqa: ARG001
    """Everybody may know who serves; archived teams included, for what they did stays."""
    return Team.objects.order_by("name_key", "id")


def members_visible_to(actor: Actor) -> QuerySet[Member]:  # noqa: ARG001
    """Everybody may know their colleagues; those who left included."""
    return Member.objects.order_by("name_key", "id")


def lead_of(team_id: int) -> Member | None:
    """Who leads the team: of several leads who are still here, the one longest in the house."""
    return (
        Member.objects.filter(memberships__team_id=team_id, memberships__leads=True, left_at=None)
        .order_by("id")
        .first()
    )


def manager_of(member_id: int) -> Member | None:
    """Whom the member reports to: "their manager". Nobody who left: then whom that one reported to."""
    member = Member.objects.select_related("reports_to").filter(pk=member_id).first()
    seen = {member_id}
    manager = member.reports_to if member else None
    while manager is not None and manager.left_at is not None and manager.pk not in seen:
        seen.add(manager.pk)
        manager = manager.reports_to
    return manager if manager and manager.pk not in seen else None
