"""Teams: added, renamed, archived; who is in them, and who leads."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.people.models import Client, Member, Membership, Team
from wellserved.people.rules import clean_name


@transaction.atomic
def add_team(*, name: str, by: By) -> Team:
    team = Team()
    _name(team, name)
    record(kind="team.added", by=by, subject_kind="team", subject_id=team.pk)
    return team


@transaction.atomic
def rename_team(*, team_id: int, name: str, by: By) -> Team:
    team = Team.objects.select_for_update().get(pk=team_id)
    before = team.name
    _name(team, name)
    if team.name != before:
        _rename_as_client(team, before)
        record(kind="team.renamed", by=by, subject_kind="team", subject_id=team.pk)
    return team


@transaction.atomic
def archive_team(*, team_id: int, by: By) -> bool:
    """The team serves no more; what it did stays. False if it was archived before."""
    done = Team.objects.filter(pk=team_id, archived_at=None).update(archived_at=now())
    if done:
        record(kind="team.archived", by=by, subject_kind="team", subject_id=team_id)
    return bool(done)


@transaction.atomic
def restore_team(*, team_id: int, by: By) -> bool:
    done = Team.objects.filter(pk=team_id, archived_at__isnull=False).update(archived_at=None)
    if done:
        record(kind="team.restored", by=by, subject_kind="team", subject_id=team_id)
    return bool(done)


@transaction.atomic
def join_team(*, team_id: int, member_id: int, by: By) -> bool:
    """False if the member was in the team before. Who has left the house joins no team."""
    member = Member.objects.select_for_update().get(pk=member_id)
    if member.left_at is not None:
        raise ValueError(f"{member.name} has left. Say first that they are back.")
    _, joined = Membership.objects.get_or_create(team_id=team_id, member_id=member_id)
    if joined:
        record(kind="team.joined", by=by, subject_kind="team", subject_id=team_id, member=member_id)
    return joined


@transaction.atomic
def leave_team(*, team_id: int, member_id: int, by: By) -> bool:
    gone, _ = Membership.objects.filter(team_id=team_id, member_id=member_id).delete()
    if gone:
        record(kind="team.left", by=by, subject_kind="team", subject_id=team_id, member=member_id)
    return bool(gone)


@transaction.atomic
def set_lead(*, team_id: int, member_id: int, leads: bool, by: By) -> bool:
    """Whether the member leads the team. A team may have several leads, or for a while none."""
    changed = Membership.objects.filter(team_id=team_id, member_id=member_id, leads=not leads).update(leads=leads)
    if changed:
        record(kind="team.lead_changed", by=by, subject_kind="team", subject_id=team_id, member=member_id, leads=leads)
    return bool(changed)


def _rename_as_client(team: Team, before: str) -> None:
    """The internal client that the team is bears the team's name, unless it is taken or was given another."""
    client = Client.objects.filter(team=team, name=before).first()
    if client and not Client.objects.filter(name_key=team.name_key).exclude(pk=client.pk).exists():
        client.name = team.name
        client.save(update_fields=["name", "name_key"])


def _name(team: Team, name: str) -> None:
    team.name = clean_name(name, 120, "team's name")
    try:
        with transaction.atomic():
            team.save()
    except IntegrityError:
        raise ValueError("There is a team of this name already.") from None
