"""What a team does otherwise when it asks, and the days on which nobody is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.people.models import Team
from wellserved.surveys.models import Blackout, TeamPolicy


@transaction.atomic
def set_team_policy(*, team: Team, by: By, **values: Any) -> list[str]:
    """`asks`, `delay_minutes`, `sampling_rate`; None is as for everybody. The names of what is different now."""
    row, _ = TeamPolicy.objects.select_for_update().get_or_create(team=team)
    changed = [name for name in ("asks", "delay_minutes", "sampling_rate") if getattr(row, name) != values[name]]
    if changed:
        for name in changed:
            setattr(row, name, values[name])
        row.save(update_fields=changed)
        record(kind="asking.team_policy_changed", by=by, subject_kind="team", subject_id=team.pk, fields=changed)
    return changed


@transaction.atomic
def add_pause(*, name: str, first_day: date, last_day: date, team: Team | None, by: By) -> Blackout:
    pause = Blackout.objects.create(name=name, first_day=first_day, last_day=last_day, team=team)
    record(kind="asking.pause_added", by=by, subject_kind="pause", subject_id=pause.pk, team=team.pk if team else None)
    return pause


@transaction.atomic
def remove_pause(*, pause_id: int, by: By) -> bool:
    removed, _ = Blackout.objects.filter(pk=pause_id).delete()
    if removed:
        record(kind="asking.pause_removed", by=by, subject_kind="pause", subject_id=pause_id)
    return bool(removed)
