"""Words from the contact find their case; a case that was closed long ago is followed by a new one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wellserved.cases.actions.opening import open_case
from wellserved.cases.actions.talking import hear_contact
from wellserved.cases.models import Case
from wellserved.cases.queries.status import open_case_after
from wellserved.cases.rules.moving import CLOSED, may_reopen
from wellserved.cases.shapes import CaseIn
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.people.models import Member
from wellserved.surveys.models import Invitation


@transaction.atomic
def hear_or_begin_anew(
    *,
    case: Case,
    key: str,
    words: str,
    came_by: str,
    by: By,
    at: datetime | None = None,
    arrived_id: int | None = None,
) -> Case:
    """The case on which the words stand now."""
    if case.state != CLOSED or may_reopen(case.state, case.closed_at, now()):
        hear_contact(case_id=case.pk, key=key, words=words, by=by, at=at, arrived_id=arrived_id)
        return case
    concerned = Member.objects.filter(pk__in=case.concerns.values("member_id"), left_at=None)
    given = CaseIn(
        key=key,
        kind=case.kind,
        words=words,
        came_by=came_by,
        contact=case.contact,
        client=case.client,
        writer_name=case.writer_name,
        writer_email=case.writer_email,
        language=case.language,
        team=case.team,
        interaction=case.interaction,
        concerned=frozenset(concerned.values_list("pk", flat=True)),
        above_team=case.above_team,
        received_at=at,
        arrived_id=arrived_id,
        follows_id=case.pk,
    )
    return open_case(given=given, by=by)[0]


@transaction.atomic
def hear_or_open(*, invitation: Invitation, key: str, given: CaseIn, by: By) -> Case:
    """From the link of an ask: one matter is one case, from however many pages it is sent."""
    Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    case = open_case_after(invitation)
    if case is None:
        return open_case(given=given, by=by)[0]
    hear_contact(case_id=case.pk, key=f"page:{case.pk}:{key}", words=given.words, by=by)
    return case
