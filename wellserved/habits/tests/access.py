"""Who may enter the pages of this room."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.habits.queries.habits import today
from wellserved.habits.tests.world import begun


def the_desks_habit(cast: Cast) -> dict[str, Any]:
    return {"pk": begun(cast).pk}


def the_desks_habit_over_rest(cast: Cast) -> dict[str, Any]:
    return {"habit": begun(cast).pk}


ACCESS = [
    Page("habits"),
    Page("habit_new", member=404, lead=200),
    Page("habit", make=the_desks_habit, outsider=404),
    # Only who leads all the teams that try it may change or end it.
    Page("habit_change", make=the_desks_habit, member=404, lead=200),
    Page("habit_question", make=the_desks_habit, member=404, lead=200),
    Page("habit_question_end", make=the_desks_habit, method="post", member=404, lead=302),
    Page("habit_end", make=the_desks_habit, member=404, lead=200),
    Page("api:list_habits", public=True, nobody=401),
    Page("api:read_habit", make=the_desks_habit_over_rest, public=True, nobody=401),
    # A tap is one's own; who is in no trying team is told so on the page.
    Page("habit_tap", make=the_desks_habit, method="post", data={"kept": "2", "day": str(today())},
         member=302, outsider=404),
]  # fmt: skip
