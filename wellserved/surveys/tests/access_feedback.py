"""Who may enter the feedback pages."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.passages.actions import compare_with_guides, pass_on
from wellserved.passages.models import Passage
from wellserved.surveys.tasks.reacting import react_to_answers
from wellserved.surveys.tests.answers import make_answer


def an_answer_of_the_desk(cast: Cast) -> dict[str, Any]:
    """With words, about the member's work, which the member is to read."""
    answer = make_answer(cast, words="Quick and kind")
    react_to_answers()
    return {"pk": answer.pk}


def a_low_answer(cast: Cast) -> dict[str, Any]:
    """About the member's work: somebody has to bring it to them."""
    answer = make_answer(cast, words="They told me to calm down.", felt=1)
    react_to_answers()
    compare_with_guides(limit=10)
    return {"pk": answer.pk}


def a_low_answer_that_was_brought(cast: Cast) -> dict[str, Any]:
    made = a_low_answer(cast)
    passage = Passage.objects.get(source_id=made["pk"])
    pass_on(
        passage_id=passage.pk,
        members=[cast.member],
        what_was_right="You stayed.",
        words="",
        passed_by=cast.lead,
        by=cast.admin_by,
    )
    return made


LED = {"member": 404, "lead": 302}
TO_READ = {"make": an_answer_of_the_desk, "method": "post", "outsider": 404, "lead": 404}

FEEDBACK = [
    Page("feedback"),
    Page("feedback_one", make=an_answer_of_the_desk, outsider=404),
    Page("feedback_one", make=a_low_answer, member=404, lead=200),
    Page("feedback_one", make=a_low_answer_that_was_brought, outsider=404),
    Page("feedback_passing", make=a_low_answer, method="post", member=404, lead=422),
    Page("feedback_taking_in", make=a_low_answer_that_was_brought, method="post", member=302, outsider=404, lead=404),
    Page("feedback_quote", make=a_low_answer, method="post", **LED),
    Page("feedback_reading", **TO_READ, member=302),
    Page("feedback_reply", **TO_READ, member=302, data={"text": "Thank you"}),
    Page("feedback_reader", make=an_answer_of_the_desk, method="post", member=404, data={"reader": "0"}),
]
