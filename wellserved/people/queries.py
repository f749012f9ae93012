"""Every read of clients, contacts, teams and members. What is shown takes the actor first."""

from __future__ import annotations

from django.db.models import Case, Count, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Lower

from wellserved.people.fields import begins
from wellserved.people.models import Client, Contact, Member, Membership, Team
from wellserved.people.rules import fold
from wellserved.people.shapes import Actor

FOUND_AT_MOST = 200


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


def clients_found(actor: Actor, text: str) -> QuerySet[Client]:
    """Clients whose name contains the text. There are thousands at most: the folded names are looked through."""
    clients = clients_visible_to(actor)
    return clients.filter(name_key__contains=fold(text)) if text else clients


def members_found(actor: Actor, text: str) -> QuerySet[Member]:
    """Members whose name or address contains the text, who is here first, each with teams and login."""
    members = members_visible_to(actor).select_related("account").prefetch_related(_places())
    gone = Case(When(left_at=None, then=Value(0)), default=Value(1))
    members = members.order_by(gone, "name_key", "id")
    if text:
        members = members.filter(Q(name_key__contains=fold(text)) | Q(email__icontains=text))
    return members


def contacts_found(actor: Actor, text: str) -> list[Contact]:
    """Contacts whose name or family name begins with the text, or whose address it is; 200 at most.

    Each way is looked up by its index on its own, for there may be a million.
    """
    contacts = contacts_visible_to(actor).order_by()
    if "@" in text:
        return list(contacts.exclude(email="").alias(address=Lower("email")).filter(address=text.lower()))
    ways = (begins("name_key", text), begins("family_key", text))
    found = {c.pk: c for way in ways for c in contacts.filter(way)[:FOUND_AT_MOST]}
    return sorted(found.values(), key=lambda contact: (contact.name_key, contact.pk))[:FOUND_AT_MOST]


def newest_contacts(actor: Actor) -> QuerySet[Contact]:
    """Who was added last."""
    return contacts_visible_to(actor).order_by("-id")


def contacts_of(actor: Actor, client: Client, text: str) -> QuerySet[Contact]:
    """Contacts of one client whose name or address contains the text."""
    contacts = contacts_visible_to(actor).filter(client=client)
    if text:
        contacts = contacts.filter(Q(name_key__contains=fold(text)) | Q(email__icontains=text))
    return contacts


def teams_in_short(actor: Actor) -> QuerySet[Team]:
    """Teams with `here`, the number of members who have not left, and their leads prefetched as `leading`."""
    leads = Membership.objects.filter(leads=True, member__left_at=None).select_related("member").order_by("id")
    return (
        teams_visible_to(actor)
        .annotate(here=Count("memberships", filter=Q(memberships__member__left_at=None)))
        .prefetch_related(Prefetch("memberships", queryset=leads, to_attr="leading"))
    )


def places_in(team: Team) -> QuerySet[Membership]:
    """Who is in the team and has not left, leads first."""
    places = Membership.objects.filter(team=team, member__left_at=None).select_related("member__account")
    return places.order_by("-leads", "member__name_key", "id")


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


def _places() -> Prefetch[str, QuerySet[Membership], str]:
    return Prefetch("memberships", queryset=Membership.objects.select_related("team").order_by("team__name_key"))


def clients_editable_by(actor: Actor) -> QuerySet[Client]:
    """Leads and above."""
    return clients_visible_to(actor) if actor.leads else Client.objects.none()


def contacts_editable_by(actor: Actor) -> QuerySet[Contact]:
    """Leads and above."""
    return contacts_visible_to(actor) if actor.leads else Contact.objects.none()


def teams_editable_by(actor: Actor) -> QuerySet[Team]:
    """Managers, whose names and leads they set."""
    return teams_visible_to(actor) if actor.sees_all else Team.objects.none()


def teams_filled_by(actor: Actor) -> QuerySet[Team]:
    """The teams whose members the actor may add and remove: a lead their own."""
    return teams_visible_to(actor) if actor.sees_all else teams_visible_to(actor).filter(pk__in=actor.led_team_ids)


def members_editable_by(actor: Actor) -> QuerySet[Member]:
    """Admins all; managers those who may do less than they: who changes an address could sign in with it."""
    members = members_visible_to(actor).select_related("account")
    if actor.is_admin:
        return members
    if actor.sees_all:
        return members.filter(Q(account=None) | Q(account__role__in=("member", "lead")))
    return members.none()


def members_invited_by(actor: Actor) -> QuerySet[Member]:
    """Admins open logins and say what they may do."""
    return members_visible_to(actor).select_related("account") if actor.is_admin else Member.objects.none()
