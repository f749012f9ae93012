"""Who may enter the pages of this room."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.hardones.actions import ask_for_support
from wellserved.surveys.tests.answers import make_answer


def of_the_member(cast: Cast) -> dict[str, Any]:
    """Lena is asked; Mara is whom she reports to."""
    made = make_answer(cast)
    found, _ = ask_for_support(
        member=cast.member, source_kind="response", source_id=made.pk, team_id=cast.desk.pk, by=cast.admin_by
    )
    return {"pk": found.pk}


def about_an_answer(cast: Cast) -> dict[str, Any]:
    return {"kind": "response", "pk": make_answer(cast).pk}


def about_an_interaction(cast: Cast) -> dict[str, Any]:
    return {"kind": "interaction", "pk": make_answer(cast).invitation.interaction_id}


LATER = {"text": "Call Milo", "due_at": "2035-01-01T10:00"}
ACCESS = [
    Page("hard_ones"),
    Page("hard_one_new", make=about_an_answer, method="post", member=302, outsider=404),
    Page("hard_one_new", make=about_an_interaction, method="post", member=302, outsider=404),
    Page("hard_one_new", make=lambda cast: {"kind": "client", "pk": 1}, method="post", member=404),
    Page("hard_one", make=of_the_member, outsider=404, admin=404),
    Page("hard_one_word", make=of_the_member, method="post", member=302, outsider=404, lead=404),
    Page("hard_one_support", make=of_the_member, method="post", data=LATER, member=404, lead=302, manager=404),
    Page("hard_one_ending", make=of_the_member, method="post", member=302, outsider=404, manager=404),
]
