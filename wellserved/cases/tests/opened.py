"""Cases for tests."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast
from wellserved.cases.actions.moving import acknowledge_case, answer_case, close_case
from wellserved.cases.actions.opening import open_case
from wellserved.cases.models import Case, CasePhoto
from wellserved.cases.shapes import CaseIn
from wellserved.files.models import Blob
from wellserved.journal.shapes import By
from wellserved.kit.tokens import new_token
from wellserved.people.models import Member

WORDS = "Nobody came for three days, and then it broke again."


def a_case(cast: Cast, **changes: Any) -> Case:
    """Bea complained about the desk."""
    given: dict[str, Any] = {
        "key": new_token(),
        "kind": "complaint",
        "words": WORDS,
        "came_by": "letter",
        "contact": cast.contact,
        "team": cast.desk,
    }
    return open_case(given=CaseIn(**(given | changes)), by=By("contact", cast.contact.pk))[0]


def about(*members: Member) -> frozenset[int]:
    return frozenset(member.pk for member in members)


def acknowledged(cast: Cast, case: Case, who: Member | None = None) -> Case:
    member = who or cast.lead
    words = {"understood": "Three days without help.", "words": "thank you for telling us."}
    return acknowledge_case(case_id=case.pk, member=member, by=By("member", member.pk), **words)


def answered(cast: Cast, case: Case, who: Member | None = None) -> Case:
    member = who or cast.lead
    if case.state == "received":
        acknowledged(cast, case, member)
    return answer_case(case_id=case.pk, member=member, words="we found the loose cable.", by=By("member", member.pk))


def closed(cast: Cast, case: Case, who: Member | None = None) -> Case:
    member = who or cast.lead
    answered(cast, case, member)
    return close_case(case_id=case.pk, member=member, cause="process", by=By("member", member.pk))


def with_photo(case: Case, **given: Any) -> CasePhoto:
    blob, _ = Blob.objects.get_or_create(sha256="0" * 64, defaults={"content_type": "image/jpeg", "size": 1})
    return CasePhoto.objects.create(case=case, blob=blob, **given)
