"""Setting how we ask."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.people.models import Team
from wellserved.surveys.models import AskPolicy, TeamPolicy

FIELDS = (
    "go_live_at", "delay_minutes", "window_days", "minimum_days", "max_age_days", "sampling_rate", "expires_days",
    "cooldown_days", "quiet_from", "quiet_until", "ask_on_weekends", "ask_on_holidays", "remind_after_days",
    "role_addresses", "members_may_choose",
    "ask_at_most", "least_share",
)  # fmt: skip


@transaction.atomic
def set_policy(*, by: By, **values: Any) -> list[str]:
    """Change how we ask; the names of the fields that are different now."""
    policy, _ = AskPolicy.objects.select_for_update().get_or_create(pk=1)
    changed = [name for name in FIELDS if name in values and getattr(policy, name) != values[name]]
    if changed:
        for name in changed:
            setattr(policy, name, values[name])
        policy.save(update_fields=changed)
        record(kind="asking.policy_changed", by=by, fields=changed)
    return changed


@transaction.atomic
def limit_team(*, team: Team, ask_at_most: int | None, by: By) -> bool:
    """How many people this team asks in a week at most; None: as for everybody. Whether that is different now."""
    row, _ = TeamPolicy.objects.select_for_update().get_or_create(team=team)
    if row.ask_at_most == ask_at_most:
        return False
    row.ask_at_most = ask_at_most
    row.save(update_fields=["ask_at_most"])
    record(kind="asking.team_limited", by=by, subject_kind="team", subject_id=team.pk, most=ask_at_most)
    return True
