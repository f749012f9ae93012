"""How long things may take in a team."""

from __future__ import annotations

from django.db.models import Q

from wellserved.cases.models import CasePolicy


def policy_for(team_id: int | None) -> CasePolicy:
    """A team's own, else everybody's, else the usual one (not saved)."""
    rows = {row.team_id or 0: row for row in CasePolicy.objects.filter(Q(team_id=team_id or 0) | Q(team=None))}
    return rows.get(team_id or 0) or rows.get(0) or CasePolicy()


def policy_of(team_id: int | None) -> CasePolicy | None:
    """The stored one of a team, or everybody's; none if it was never set."""
    return CasePolicy.objects.filter(Q(team_id=team_id) if team_id else Q(team=None)).first()
