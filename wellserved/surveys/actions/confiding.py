"""Who is asked in confidence from now on. What was asked stays as it was asked."""

from __future__ import annotations

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.people.models import Client, Team
from wellserved.surveys.models import InConfidence


class NotInternalError(Exception):
    """Only people of internal clients are asked in confidence."""


@transaction.atomic
def mark_client(*, client: Client, in_confidence: bool, by: By) -> bool:
    """Ask this client's people in confidence, or by name again. False if that was so already."""
    if in_confidence and client.kind != Client.Kind.INTERNAL:
        raise NotInternalError
    if in_confidence:
        _, changed = InConfidence.objects.get_or_create(client=client)
    else:
        changed = bool(InConfidence.objects.filter(client=client).delete()[0])
    if changed:
        _record("client", client.pk, in_confidence, by)
    return changed


@transaction.atomic
def mark_team(*, team: Team, in_confidence: bool, by: By) -> bool:
    """Ask the internal clients of this team in confidence, or by name again. False if that was so already."""
    if in_confidence:
        _, changed = InConfidence.objects.get_or_create(team=team)
    else:
        changed = bool(InConfidence.objects.filter(team=team).delete()[0])
    if changed:
        _record("team", team.pk, in_confidence, by)
    return changed


def _record(kind: str, number: int, in_confidence: bool, by: By) -> None:
    record(
        kind="confidence.promised" if in_confidence else "confidence.ended",
        by=by,
        subject_kind=kind,
        subject_id=number,
    )
