"""How long things may take, and whether the member concerned may read: set by managers."""

from __future__ import annotations

from django.db import transaction

from wellserved.cases.models import CasePolicy
from wellserved.cases.queries.policy import policy_of
from wellserved.journal.actions import record
from wellserved.journal.shapes import By


@transaction.atomic
def set_case_policy(
    *, team_id: int | None, acknowledge_hours: int, answer_days: int, members_read: bool, by: By
) -> CasePolicy:
    """From now on. Clocks that run already keep their times."""
    row = policy_of(team_id) or CasePolicy(team_id=team_id)
    row.acknowledge_hours, row.answer_days, row.members_read = acknowledge_hours, answer_days, members_read
    row.save()
    record(kind="case_policy.changed", by=by, subject_kind="case_policy", subject_id=row.pk, team=team_id)
    return row


@transaction.atomic
def remove_case_policy(*, team_id: int, by: By) -> None:
    """The team goes back to what holds for everybody."""
    removed, _ = CasePolicy.objects.filter(team_id=team_id).delete()
    if removed:
        record(kind="case_policy.removed", by=by, subject_kind="team", subject_id=team_id, team=team_id)
