"""The moves of a case, each with its rule, its entry in the journal and, where they are to hear of it, its letter."""

from __future__ import annotations

from django.db import transaction

from wellserved.calendars.queries import hours_for
from wellserved.cases.actions.chances import begin_chance, drop_chance
from wellserved.cases.actions.keeping import held, keep, words_were_read
from wellserved.cases.actions.talking import understand, write_to_them
from wellserved.cases.evidence import put_on_the_board
from wellserved.cases.models import Case, Message, Note
from wellserved.cases.queries.policy import policy_for
from wellserved.cases.rules import clocks, moving, reaching
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kit.text import clean_text
from wellserved.people.models import Member


class NotYoursError(Exception):
    """They wrote above the team: only with whom it rests may close it."""


@transaction.atomic
def acknowledge_case(*, case_id: int, member: Member, understood: str, words: str, by: By) -> Case:
    """Tell them what we understood, and what happens next."""
    case = held(case_id)
    case.state, case.acknowledged_at = moving.acknowledged(case.state), now()
    case.told_acknowledge = 0
    understand(case, understood, member)
    write_to_them(case, member, Message.Kind.ACKNOWLEDGED, words, by)
    _done(case, "case.acknowledged", by)
    return case


@transaction.atomic
def investigate_case(*, case_id: int, member: Member, by: By) -> Case:
    """Somebody looks into it: who, the contact sees by first name."""
    case = held(case_id)
    case.state = moving.investigated(case.state)
    case.owner = case.owner or (member if case.kind != Case.Kind.CHANGE else None)
    keep(case)
    _done(case, "case.investigated", by)
    return case


@transaction.atomic
def answer_case(*, case_id: int, member: Member, words: str, by: By) -> Case:
    """Write the answer; the clocks stop, and a complaint's next time will be asked about."""
    case = held(case_id)
    before, case.state = case.state, moving.answered(case.state, case.kind)
    moment = now()
    case.acknowledged_at = case.acknowledged_at or moment
    case.answered_at = moment
    case.paused_at = case.paused_until = None
    case.told_answer = case.told_acknowledge = 0
    write_to_them(case, member, Message.Kind.ANSWERED, words, by)
    if before != case.state:
        begin_chance(case, by)
    _done(case, "case.answered", by)
    return case


@transaction.atomic
def close_case(*, case_id: int, member: Member, cause: str, improvement: str = "", why: str = "", by: By) -> Case:
    """Close it with its cause; what needed no answer with a word why."""
    case = held(case_id)
    if not reaching.may_close(above_team=case.above_team, lead=case.lead_id, member=member.pk):
        raise NotYoursError
    case.state = moving.closed(case.state, cause, why)
    case.cause, case.improvement, case.closed_by, case.closed_at = cause, improvement[:300], member, now()
    case.paused_at = case.paused_until = None
    words_were_read(case)
    keep(case)
    if why.strip():
        Note.objects.create(case=case, words=clean_text(why), member=member)
    put_on_the_board(case, member, by)
    _done(case, "case.closed", by, cause=cause)
    return case


@transaction.atomic
def reopen_case(*, case_id: int, by: By) -> Case:
    """It was not resolved. The answer's clock begins anew, from the top."""
    case = held(case_id)
    moment = now()
    case.state = moving.reopened(case.state, case.closed_at, moment)
    case.answer_by = clocks.answer_by(moment, policy_for(case.team_id).answer_days, hours_for(case.team_id))
    case.closed_at, case.closed_by, case.cause, case.told_answer = None, None, "", 0
    drop_chance(case)
    keep(case)
    _done(case, "case.reopened", by)
    return case


def _done(case: Case, kind: str, by: By, **details: str) -> None:
    record(kind=kind, by=by, subject_kind="case", subject_id=case.pk, **details)
