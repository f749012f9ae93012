"""Every write of this room."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import SYSTEM, By
from wellserved.kit.clock import now
from wellserved.people.models import Member, Team
from wellserved.selfchecks.models import SelfCheck, TeamForecast
from wellserved.selfchecks.queries import this_quarter
from wellserved.selfchecks.rules import Prediction, forecast, may_open
from wellserved.selfchecks.shapes import CheckSaid


@transaction.atomic
def make_check(*, member: Member, team: Team, said: CheckSaid, by: By) -> SelfCheck:
    """This quarter's check, made or said anew. A ValueError where the team is not the member's."""
    if not member.memberships.filter(team=team).exists():
        raise ValueError(f"You are not in {team.name}.")
    quarter = this_quarter()
    # The member's row makes two checks at once take turns.
    Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    before = SelfCheck.objects.filter(member=member, team=team, quarter=quarter).first()
    check = before or SelfCheck(member=member, team=team, quarter=quarter)
    for name, value in asdict(said).items():
        setattr(check, name, value)
    check.was_open = check.was_open or said.lead_may_see
    check.changed_at = now()
    check.save()
    kind = "selfcheck.changed" if before else "selfcheck.made"
    record(kind=kind, by=by, subject_kind="selfcheck", subject_id=check.pk)
    return check


@transaction.atomic
def open_check(*, check_id: int, opens: bool, by: By) -> bool:
    """The member says whether their lead may see this check. False if it may not be changed (any more)."""
    check = SelfCheck.objects.select_for_update().get(pk=check_id)
    if check.lead_may_see == opens or not may_open(over=check.quarter < this_quarter(), opens=opens):
        return False
    check.lead_may_see = opens
    check.was_open = check.was_open or opens
    check.save(update_fields=["lead_may_see", "was_open"])
    kind = "selfcheck.opened" if opens else "selfcheck.closed"
    record(kind=kind, by=by, subject_kind="selfcheck", subject_id=check.pk)
    return True


def seal_forecasts(*, limit: int = 100) -> int:
    """Work out, once, what each team foresaw for the quarters that are over; how many there were."""
    over = SelfCheck.objects.filter(quarter__lt=this_quarter()).values_list("team_id", "quarter").distinct()
    sealed = set(TeamForecast.objects.values_list("team_id", "quarter"))
    waiting = sorted(set(over.order_by()) - sealed)[:limit]
    return _seal(waiting) if waiting else 0


@transaction.atomic
def _seal(waiting: list[tuple[int, date]]) -> int:
    for team_id, quarter in waiting:
        found = forecast(_predictions(team_id, quarter))
        TeamForecast.objects.get_or_create(team_id=team_id, quarter=quarter, defaults=asdict(found))
    record(kind="forecasts.sealed", by=SYSTEM, sealed=len(waiting))
    return len(waiting)


def _predictions(team_id: int, quarter: date) -> list[Prediction]:
    rows = SelfCheck.objects.filter(team_id=team_id, quarter=quarter)
    return [Prediction(*row) for row in rows.values_list("predicted_rate", "predicted_quality", "was_open")]
