"""What every write on a case does: hold it, change it, and set when its clocks are looked at next."""

from __future__ import annotations

from django.conf import settings

from wellserved.calendars.queries import hours_for
from wellserved.cases.models import Case
from wellserved.cases.queries.cases import clocks_of
from wellserved.cases.rules import clocks
from wellserved.kit.clock import now
from wellserved.kit.tokens import derive_token

PURPOSE = "case"


def token_of(seed: str) -> str:
    """What stands in the link of the status page."""
    return derive_token(PURPOSE, seed, settings.SECRET_KEY)


def held(case_id: int) -> Case:
    """The case, locked until the transaction ends: of two who write at once the second sees what the first did."""
    return Case.objects.select_for_update(of=("self",)).select_related("contact", "team").get(pk=case_id)


def keep(case: Case) -> None:
    """Save it, with the moment when its clocks must be looked at next."""
    case.look_at = clocks.look_at(clocks_of(case), hours_for(case.team_id))
    case.save()


def run_again(case: Case) -> None:
    """The clocks run again, by as much as was left of them."""
    if case.paused_at is None:
        return
    hours, moment = hours_for(case.team_id), now()
    case.acknowledge_by = clocks.due_after_pause(case.acknowledge_by, case.paused_at, moment, hours)
    case.answer_by = clocks.due_after_pause(case.answer_by, case.paused_at, moment, hours)
    case.paused_at = case.paused_until = None


def words_were_read(case: Case) -> None:
    case.read_by, case.told_words = None, 0
