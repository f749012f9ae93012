"""Kind words for tests."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast
from wellserved.journal.shapes import SYSTEM
from wellserved.kudos.actions import give_kudos, notice_praise
from wellserved.kudos.models import Kudos, Suggestion
from wellserved.kudos.shapes import KindWords
from wellserved.surveys.tasks.reacting import react_to_answers
from wellserved.surveys.tests.answers import make_answer

PRAISE = "Milo was patient and explained it twice. Thank you!"


def a_kind_word(cast: Cast, **given: Any) -> Kudos:
    """For the member of the cast, from the contact, unless said otherwise."""
    said: dict[str, Any] = {
        "key": f"test {Kudos.objects.count()}",
        "words": "You stayed late for me.",
        "member": cast.member,
        "team": cast.desk,
        "came_by": Kudos.CameBy.THANKS,
        "giver_name": "Bea Contact",
        "contact": cast.contact,
        "language": "en",
        "may_be_shown": True,
    }
    return give_kudos(said=KindWords(**{**said, **given}), by=SYSTEM)[0]


def a_suggestion(cast: Cast, words: str = PRAISE, **answer: Any) -> Suggestion:
    """A comment that reads like praise, noticed."""
    made = make_answer(cast, words=words, **{"felt": 5, **answer})
    react_to_answers()
    notice_praise(limit=100)
    return Suggestion.objects.get(response=made)
