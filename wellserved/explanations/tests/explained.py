"""Explanations for tests."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast
from wellserved.cases.tests.opened import a_case
from wellserved.explanations.actions.reviewing import review_explanation, submit_explanation
from wellserved.explanations.actions.starting import Begun, begin_explanation
from wellserved.explanations.actions.writing import write_version
from wellserved.explanations.models import Evidence, Explanation
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kit.tokens import new_token
from wellserved.people.actors import actor_of_member
from wellserved.people.models import Member

TEXTS = {
    "asked": "Why did two engineers visit, when the printer was reported once?",
    "why": "Two faults wore the same face. Mending the cheap one first was the wrong guess here.",
    "costs": "The second visit is on us.",
    "next": "We watch the server for 30 days and write to you, whatever we find.",
}


def by(member: Member) -> By:
    return By("member", member.pk)


def begun(cast: Cast, writer: Member | None = None, **changes: Any) -> Explanation:
    """Milo of the desk explains something to Bea."""
    member = writer or cast.member
    given: dict[str, Any] = {
        "key": new_token(),
        "team": cast.desk,
        "title": "Two visits for one printer",
        "contact": cast.contact,
        "format": "timeline",
    }
    return begin_explanation(given=Begun(**(given | changes)), writer=member, actor=actor_of_member(member))


def from_a_case(cast: Cast) -> Explanation:
    """Lena, with whom the case rests, explains it."""
    return begun(cast, cast.lead, case=a_case(cast, kind="explanation"))


def written(cast: Cast, one: Explanation | None = None, **texts: str) -> Explanation:
    one = one or begun(cast)
    return write_version(
        explanation_id=one.pk,
        texts={**TEXTS, **texts},
        title=one.title,
        format=one.format,
        writer=one.writer,
        by=by(one.writer),
    )


def submitted(cast: Cast, one: Explanation | None = None, reviewer: Member | None = None) -> Explanation:
    one = one or written(cast)
    return submit_explanation(
        explanation_id=one.pk, reviewer=reviewer, problems=(), seen=one.changed, by=by(one.writer)
    )


def approved(cast: Cast, one: Explanation | None = None, member: Member | None = None) -> Explanation:
    one = submitted(cast, one)
    who = member or cast.lead
    review_explanation(explanation_id=one.pk, member=who, approved=True, remarks="", seen=one.changed, by=by(who))
    one.refresh_from_db()
    return one


def a_line(one: Explanation, sentence: str = "Replaced the roller.", **given: Any) -> Evidence:
    values: dict[str, Any] = {"kind": "line", "at": now(), "sentence": sentence, "picked": True}
    return Evidence.objects.create(explanation=one, **(values | given))
