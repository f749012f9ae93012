"""Second chances: begun with an answer, settled by how the next time went, ended after a year."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from wellserved.cases.models import Case
from wellserved.cases.rules.chances import LAPSED, LASTS, WAITING, outcome
from wellserved.journal.actions import advance, record
from wellserved.journal.queries import pull, standing_of
from wellserved.journal.shapes import SYSTEM, By
from wellserved.kit.clock import now
from wellserved.surveys.actions.chances import end_second_chance, give_second_chance
from wellserved.surveys.models import Response

CURSOR, KINDS = "answers to second chances", ("answer.recorded",)


def begin_chance(case: Case, by: By) -> None:
    """A complaint was answered: the next time they are served will be asked about. In the caller's transaction."""
    if case.kind != Case.Kind.COMPLAINT or case.contact_id is None:
        return
    case.chance, case.chance_since, case.chance_response = Case.Chance.WAITING, now(), None
    case.save(update_fields=["chance", "chance_since", "chance_response"])
    give_second_chance(contact_id=case.contact_id, since=case.chance_since)
    record(kind="second_chance.begun", by=by, subject_kind="case", subject_id=case.pk)


def drop_chance(case: Case) -> None:
    """It was not resolved after all: there is nothing yet to have a second chance after."""
    if case.chance == Case.Chance.WAITING:
        case.chance, case.chance_since = Case.Chance.NONE, None
        case.save(update_fields=["chance", "chance_since"])
        _end_unless_another_waits(case)


def settle_chances(*, limit: int) -> int:
    """Take the next answers from the journal, and see what they say about second chances; how many were looked at."""
    since = standing_of(CURSOR)
    happened = pull(CURSOR, KINDS, limit)
    if not happened:
        return 0
    ids = {entry.subject_id for entry in happened if entry.subject_id is not None}
    answers = list(_answers_of_waiting_contacts(ids))
    with transaction.atomic():
        if not advance(cursor_name=CURSOR, to=happened[-1].id, since=since):
            return 0  # another worker took them
        for response in answers:
            _settle(response)
    return len(happened)


def lapse_chances(*, limit: int = 200) -> int:
    """Who was not served for a year has no next time; how many there were."""
    old = Case.objects.filter(chance=WAITING, chance_since__lte=now() - LASTS)
    return _lapse(list(old.values_list("pk", flat=True)[:limit])) if old.exists() else 0


@transaction.atomic
def _lapse(ids: Iterable[int]) -> int:
    for case in Case.objects.select_for_update(of=("self",)).filter(pk__in=ids, chance=WAITING):
        case.chance = LAPSED
        case.save(update_fields=["chance"])
        _end_unless_another_waits(case)
        record(kind="second_chance.settled", subject_kind="case", subject_id=case.pk, outcome=LAPSED)
    return len(list(ids))


def _answers_of_waiting_contacts(ids: set[int]) -> Iterable[Response]:
    """Those of contacts of whom a case waits for, or had, a next time: two queries for a batch."""
    with_chance = Case.objects.exclude(chance=Case.Chance.NONE).values("contact_id")
    answers = Response.objects.filter(pk__in=ids, invitation__contact_id__in=with_chance)
    return answers.select_related("invitation__interaction").order_by("first_at", "pk")


def _settle(response: Response) -> None:
    """This answer is about the next time, or is that answer, changed."""
    invitation = response.invitation
    served_at = invitation.interaction.closed_at if invitation.interaction else None
    cases = Case.objects.select_for_update(of=("self",)).filter(contact_id=invitation.contact_id or 0)
    for case in cases.exclude(chance=Case.Chance.NONE):
        ours = case.chance_response_id == response.pk
        first = case.chance == WAITING and case.chance_since and served_at and served_at > case.chance_since
        said = outcome(response.achieved, response.felt)
        if not (ours or (first and case.chance_response_id is None)) or said in (WAITING, case.chance):
            continue
        case.chance, case.chance_response = said, response
        case.save(update_fields=["chance", "chance_response"])
        details = {"outcome": said, "response": response.pk}
        record(kind="second_chance.settled", by=SYSTEM, subject_kind="case", subject_id=case.pk, **details)


def _end_unless_another_waits(case: Case) -> None:
    if case.contact_id is None:
        return
    if not Case.objects.filter(contact_id=case.contact_id, chance=WAITING).exclude(pk=case.pk).exists():
        end_second_chance(contact_id=case.contact_id)
