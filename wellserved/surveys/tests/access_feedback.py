"""Who may enter the feedback pages."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.surveys.tasks.reacting import react_to_answers
from wellserved.surveys.tests.answers import make_answer


def an_answer_of_the_desk(cast: Cast) -> dict[str, Any]:
    """With words, about the member's work, which the member is to read."""
    answer = make_answer(cast, words="Quick and kind")
    react_to_answers()
    return {"pk": answer.pk}


TO_READ = {"make": an_answer_of_the_desk, "method": "post", "outsider": 404, "lead": 404}

FEEDBACK = [
    Page("feedback"),
    Page("feedback_one", make=an_answer_of_the_desk, outsider=404),
    Page("feedback_reading", **TO_READ, member=302),
    Page("feedback_reply", **TO_READ, member=302, data={"text": "Thank you"}),
    Page("feedback_reader", make=an_answer_of_the_desk, method="post", member=404, data={"reader": "0"}),
]
