"""A case is opened: from an answer, a feedback link, a letter, by hand or through the API, always by the same way."""

from __future__ import annotations

import secrets

from django.db import IntegrityError, transaction

from wellserved.calendars.queries import hours_for
from wellserved.cases.actions.keeping import keep, token_of
from wellserved.cases.letters import tell_lead, write_receipt
from wellserved.cases.models import Case, Concern, Message
from wellserved.cases.queries.people import everybody, leads_of
from wellserved.cases.queries.policy import policy_for
from wellserved.cases.rules import clocks
from wellserved.cases.rules.reaching import leaders_among, rests_with
from wellserved.cases.shapes import CaseIn
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kit.text import beginning, clean_text
from wellserved.kit.tokens import hash_token
from wellserved.people.models import Contact


def open_case(*, given: CaseIn, by: By) -> tuple[Case, bool]:
    """The case, and whether it is new. It gets who sees to it, and its clocks; the writer a receipt.

    Of two who send the same thing at the same moment one opens it, and the other is told which it is.
    """
    known = Case.objects.filter(key=given.key).first()
    if known is None:
        try:
            return _opened(given, by), True
        except IntegrityError:
            known = Case.objects.filter(key=given.key).first()
            if known is None:
                raise
    return known, False


@transaction.atomic
def _opened(given: CaseIn, by: By) -> Case:
    moment = now()
    received = min(given.received_at or moment, moment)
    seed = secrets.token_hex(16)
    contact = given.contact or _known_at(given.writer_email)
    policy, hours = policy_for(given.team.pk if given.team else None), hours_for(given.team.pk if given.team else None)
    people, leads = everybody(), leads_of(given.team.pk if given.team else None)
    words = clean_text(given.words)
    case = Case(
        key=given.key,
        seed=seed,
        token_hash=hash_token(token_of(seed)),
        kind=given.kind,
        title=beginning(clean_text(given.title), 190) or beginning(words, 120) or "Without words",
        came_by=given.came_by,
        contact=contact,
        client=given.client or (contact.client if contact else None),
        writer_name=" ".join(clean_text(given.writer_name).split())[:200],
        writer_email=clean_text(given.writer_email)[:254],
        language=(given.language or (contact.language if contact else ""))[:12],
        team=given.team,
        interaction=given.interaction,
        response=given.response,
        follows_id=given.follows_id,
        lead_id=rests_with(leads, given.concerned, people, above=given.above_team),
        above_team=given.above_team,
        passed_over=bool(leaders_among(leads, given.concerned, people)),
        received_at=received,
        acknowledge_by=clocks.acknowledge_by(received, policy.acknowledge_hours, hours),
        answer_by=clocks.answer_by(received, policy.answer_days, hours),
    )
    keep(case)
    Concern.objects.bulk_create([Concern(case=case, member_id=one) for one in sorted(given.concerned)])
    Message.objects.create(
        case=case,
        key=f"first:{case.pk}",
        kind=Message.Kind.SAID,
        words=words,
        arrived_id=given.arrived_id,
        at=received,
    )
    details = {"what": case.kind, "came_by": case.came_by, "team": case.team_id}
    record(kind="case.opened", by=by, subject_kind="case", subject_id=case.pk, **details)
    tell_lead(case)
    if given.write_receipt:
        write_receipt(case)
    return case


def _known_at(email: str) -> Contact | None:
    return Contact.objects.filter(email__iexact=email).first() if email else None
