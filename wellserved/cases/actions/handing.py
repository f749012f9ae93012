"""Who is on a case, whom it concerns, of which team and of what kind it is."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from wellserved.cases.actions.keeping import held, keep
from wellserved.cases.letters import hide_letters, is_private, tell_lead, tell_owner
from wellserved.cases.models import Case, Concern
from wellserved.cases.queries.people import everybody, leads_of
from wellserved.cases.rules.reaching import leaders_among, rests_with
from wellserved.journal.actions import record
from wellserved.journal.shapes import SYSTEM, By
from wellserved.people.models import Member, Team
from wellserved.promises.actions import set_private


@transaction.atomic
def assign_case(*, case_id: int, owner: Member | None, by: By) -> Case:
    """Who is on it. Of a request to be served by somebody else, nobody but with whom it rests."""
    case = held(case_id)
    if case.owner_id == (owner.pk if owner else None) or (case.kind == Case.Kind.CHANGE and owner):
        return case
    before, case.owner = case.owner_id, owner
    keep(case)
    details = {"before": before, "after": owner.pk if owner else None}
    record(kind="case.assigned", by=by, subject_kind="case", subject_id=case.pk, **details)
    if owner is not None and by.id != owner.pk:
        tell_owner(case, owner)
    return case


@transaction.atomic
def classify_case(*, case_id: int, kind: str, team: Team | None, concerned: Collection[int], by: By) -> Case:
    """What it is, whose it is, and whom it is about: with whom it rests follows from that."""
    case = held(case_id)
    was = set(Concern.objects.filter(case=case).values_list("member_id", flat=True))
    fields = [
        name
        for name, changed in (
            ("kind", case.kind != kind),
            ("team", case.team_id != (team.pk if team else None)),
            ("concerned", was != set(concerned)),
        )
        if changed
    ]
    if not fields:
        return case
    case.kind, case.team = kind, team
    Concern.objects.filter(case=case).exclude(member_id__in=concerned).delete()
    Concern.objects.bulk_create([Concern(case=case, member_id=one) for one in sorted(set(concerned) - was)])
    if case.owner_id in concerned or kind == Case.Kind.CHANGE:
        case.owner = None
    before = case.lead_id
    _find_lead(case, concerned)
    keep(case)
    hide_letters(case)
    set_private(source_kind="case", source_id=case.pk, private=is_private(case))
    record(kind="case.classified", by=by, subject_kind="case", subject_id=case.pk, fields=fields)
    if case.lead_id != before:
        tell_lead(case)
    return case


@transaction.atomic
def find_new_lead(*, case_id: int) -> bool:
    """With whom it rested has left, or leads no more: it goes to whoever is next. False if nobody else is there."""
    case = held(case_id)
    before = case.lead_id
    _find_lead(case, set(Concern.objects.filter(case=case).values_list("member_id", flat=True)))
    if case.lead_id == before:
        return False
    keep(case)
    details = {"before": before, "after": case.lead_id}
    record(kind="case.handed_over", by=SYSTEM, subject_kind="case", subject_id=case.pk, **details)
    tell_lead(case)
    return True


def _find_lead(case: Case, concerned: Collection[int]) -> None:
    people, leads = everybody(), leads_of(case.team_id)
    case.lead_id = rests_with(leads, concerned, people, above=case.above_team)
    case.passed_over = bool(leaders_among(leads, concerned, people))
