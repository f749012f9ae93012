"""How we ask, as it is kept, and as the rules want it: for everybody, and for a team that does it otherwise."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from wellserved.surveys.models import AskPolicy, TeamPolicy
from wellserved.surveys.rules.asking import Policy


def stored_policy() -> AskPolicy:
    """The one row that says how we ask; its defaults where nobody has set it yet."""
    return AskPolicy.objects.filter(pk=1).first() or AskPolicy(pk=1)


def policy_in_force() -> Policy:
    """How we ask, where no team does it otherwise."""
    row = stored_policy()
    return Policy(
        go_live_at=row.go_live_at,
        delay=timedelta(minutes=row.delay_minutes),
        window=timedelta(days=row.window_days),
        minimum=timedelta(days=row.minimum_days),
        max_age=timedelta(days=row.max_age_days),
        sampling_rate=row.sampling_rate,
    )


def policies_of(team_ids: Collection[int]) -> dict[int, Policy]:
    """How each of these teams asks; zero stands for none. Two queries, however many."""
    usual = policy_in_force()
    own = {row.team_id: row for row in TeamPolicy.objects.filter(team_id__in=team_ids)}
    return {team_id: _otherwise(usual, own.get(team_id)) for team_id in team_ids}


def policy_of(team_id: int) -> Policy:
    return policies_of([team_id])[team_id]


def _otherwise(usual: Policy, row: TeamPolicy | None) -> Policy:
    if row is None:
        return usual
    return replace(
        usual,
        delay=usual.delay if row.delay_minutes is None else timedelta(minutes=row.delay_minutes),
        sampling_rate=usual.sampling_rate if row.sampling_rate is None else row.sampling_rate,
    )
