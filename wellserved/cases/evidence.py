"""A case as evidence on the board of improvements: who may see it there is who may see it here."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.urls import reverse

from wellserved.cases.models import Case
from wellserved.cases.queries.cases import cases_visible_to
from wellserved.improvements.actions.adding import add_evidence, add_improvement
from wellserved.improvements.queries.board import improvement_resting_on, open_ideas
from wellserved.improvements.shapes import Evidence
from wellserved.improvements.sources import evidence_from
from wellserved.journal.shapes import By
from wellserved.people.models import Member
from wellserved.people.shapes import Actor

KIND = "case"


def _said(case_id: int) -> tuple[str, bool]:
    return sentence_of(Case.objects.get(pk=case_id)), False


@evidence_from(KIND, "A case", said=_said)
def cases_seen(actor: Actor, ids: Collection[int]) -> Mapping[int, str]:
    found = cases_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("case", args=[pk]) for pk in found}


def sentence_of(case: Case) -> str:
    """What it was and what caused it: none of their words, which stay with the case."""
    caused = f"; the cause was {case.get_cause_display().lower()}" if case.cause else ""
    return f"{case.get_kind_display()}{caused}"


def is_for_the_board(case: Case) -> bool:
    """What is between few people gives no line on a board that everybody reads."""
    return not (case.kind == Case.Kind.CHANGE or case.passed_over or case.above_team)


def put_on_the_board(case: Case, member: Member, by: By) -> None:
    """The line that somebody wrote when they closed it. In the transaction of the closing."""
    if not case.improvement or not is_for_the_board(case) or improvement_resting_on(KIND, case.pk):
        return
    evidence = [Evidence(KIND, case.pk, sentence_of(case))]
    same = open_ideas().filter(text__iexact=case.improvement).first()
    if same:  # somebody said it in the same words before: it is one idea, heard once more
        add_evidence(improvement_id=same.pk, evidence=evidence, member=member, by=by)
    else:
        add_improvement(text=case.improvement, member=member, evidence=evidence, by=by)
