"""Who may enter the pages of this room."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.explanations.tests.sent import TOKEN, reacted, sent_page


def a_link(cast: Cast) -> dict[str, Any]:
    sent_page(cast, token=TOKEN)
    return {"token": TOKEN}


def a_page_that_left(cast: Cast) -> dict[str, Any]:
    return {"pk": sent_page(cast).pk}


def what_was_said(cast: Cast) -> dict[str, Any]:
    return {"pk": reacted(sent_page(cast)).pk}


def biology(cast: Cast) -> dict[str, Any]:
    return {"client_id": cast.biology.pk}


ACCESS = [
    Page("explanation_reacting", make=a_link, public=True, nobody=200),
    Page("explanation_reaction", make=what_was_said, member=200, outsider=404),
    Page("explanation_reaction_reading", make=what_was_said, method="post", member=404),
    Page("explanation_reaction_reply", make=what_was_said, method="post", member=404),
    Page("explanation_reaction_noted", make=a_page_that_left, member=200, outsider=404),
    Page("explanations_landing", member=200),
    Page("client_landing", make=biology, member=200),
]
