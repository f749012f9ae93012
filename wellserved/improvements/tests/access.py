"""Who may enter the pages of this room."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.improvements.actions.moving import begin_improvement, let_improvement_go
from wellserved.improvements.tests.ideas import a_weighing, an_idea, dealt, weighed
from wellserved.improvements.views import cards, placing
from wellserved.kit.clock import now
from wellserved.surveys.tests.answers import make_answer


def by_the_member(cast: Cast) -> dict[str, Any]:
    return {"pk": an_idea(cast).pk}


def owned_by_the_member(cast: Cast) -> dict[str, Any]:
    idea = an_idea(cast)
    begin_improvement(improvement_id=idea.pk, owner=cast.member, due_on=now().date(), by=cast.admin_by)
    return {"pk": idea.pk}


def let_go(cast: Cast) -> dict[str, Any]:
    return {"pk": let_improvement_go(improvement_id=an_idea(cast).pk, because="No money", by=cast.admin_by).pk}


def heard_in_an_answer(cast: Cast) -> dict[str, Any]:
    return {"kind": "response", "source": make_answer(cast).pk}


def open_to_all(cast: Cast) -> dict[str, Any]:
    return {"pk": a_weighing(cast).pk}


def shown_to_all(cast: Cast) -> dict[str, Any]:
    return {"pk": weighed(cast).pk}


def on_the_table(cast: Cast) -> dict[str, Any]:
    return {"pk": dealt(cast, {an_idea(cast): 3}).pk}


def a_weighings_ticket(cast: Cast) -> dict[str, Any]:
    return {"ticket": placing.TICKETS.ticket_for(a_weighing(cast).pk)}


def a_tables_ticket(cast: Cast) -> dict[str, Any]:
    return {"ticket": cards.TICKETS.ticket_for(dealt(cast, {an_idea(cast): 3}).pk)}


LED = {"member": 404, "lead": 200}
PRESSED = {"method": "post", "member": 404, "lead": 302}
PLAYED = {"make": on_the_table, "method": "post", "member": 302, "manager": 404}  # who was dealt no hand plays not
ACCESS = [
    Page("improvements"),
    Page("improvements_list"),
    Page("improvement_new"),
    Page("improvement_new", method="post", data={"text": "Call back"}, member=302),
    Page("improvement_hearing", make=heard_in_an_answer, outsider=404),
    Page("improvement_hearing", make=lambda cast: {"kind": "nothing", "source": 1}, member=404),
    Page("improvement", make=by_the_member),
    Page("improvement_words", make=by_the_member, outsider=404),
    Page("improvement_choosing", make=by_the_member, **PRESSED),
    Page("improvement_beginning", make=by_the_member, **LED),
    Page("improvement_beginning", make=owned_by_the_member, outsider=404),
    Page("improvement_finishing", make=owned_by_the_member, outsider=404),
    Page("improvement_letting_go", make=by_the_member, **LED),
    Page("improvement_taking_up", make=let_go, **PRESSED),
    Page("weighing_new", **LED),
    Page("weighing", make=open_to_all),
    Page("weighing", make=shown_to_all),
    Page("weighing_part", make=open_to_all),
    Page("weighing_placing", make=open_to_all, method="post", member=302),
    Page("weighing_reveal", make=open_to_all, **PRESSED),
    Page("weighing_sheet", make=open_to_all, member=404),
    Page("weighing_sheet", make=shown_to_all),
    Page("weighing_version", make=a_weighings_ticket, nobody=200, public=True),
    Page("weighing_version", make=lambda cast: {"ticket": "x:y:z"}, nobody=404, public=True),
    Page("cards_new", **LED),
    Page("cards", make=on_the_table),
    Page("cards_part", make=on_the_table),
    Page("cards_laying", **PLAYED),
    Page("cards_taking", **PLAYED),
    Page("cards_lending", make=on_the_table, method="post", member=404),
    Page("cards_closing", make=on_the_table, **PRESSED),
    Page("cards_version", make=a_tables_ticket, nobody=200, public=True),
    Page("cards_version", make=lambda cast: {"ticket": "x:y:z"}, nobody=404, public=True),
    Page("api:post_improvement", method="post", nobody=401, public=True),
    Page("api:get_improvements", nobody=401, public=True),
    Page("api:get_improvement", make=lambda cast: {"id": 1}, nobody=401, public=True),
]
