"""Who may enter the pages about asking."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.kit.clock import now
from wellserved.surveys.actions.otherwise import add_pause
from wellserved.surveys.models import OptOut
from wellserved.surveys.tests.asking import a_closed_interaction
from wellserved.surveys.tests.links import make_link


def one_of_the_desk(cast: Cast) -> dict[str, Any]:
    return {"pk": a_closed_interaction(cast).pk}


def the_desk(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.desk.pk}


def a_pause(cast: Cast) -> dict[str, Any]:
    day = now().date()
    pause = add_pause(name="Exams", first_day=day, last_day=day, team=None, by=cast.admin_by)
    return {"pk": pause.pk}


def a_wish(cast: Cast) -> dict[str, Any]:
    wish = OptOut.objects.create(contact=cast.contact, kind=OptOut.Kind.REMINDERS)
    return {"contact_id": cast.contact.pk, "pk": wish.pk}


ASKING = [
    Page("asks", member=404, lead=200),
    Page("least_known", member=404, lead=200),
    Page("all_limits", method="post", member=404, lead=404, manager=404, admin=422),
    Page("team_limit", make=lambda cast: {"pk": cast.desk.pk}, method="post", member=404, lead=404, manager=302),
    Page("interaction_ask", make=one_of_the_desk, method="post", member=302, outsider=404),
    Page("interaction_no_ask", make=one_of_the_desk, method="post", member=302, outsider=404),
    Page("asking_policy", member=404, admin=200),
    Page("asking_policy", method="post", member=404, admin=422),
    Page("asking_of_team", make=the_desk, member=404, admin=200),
    Page("asking_of_team", make=the_desk, method="post", member=404, admin=302),
    Page("asking_pauses", member=404, admin=200),
    Page("asking_pauses", method="post", member=404, admin=422),
    Page("asking_pause_removal", make=a_pause, method="post", member=404, admin=302),
    Page("asking_start", method="post", member=404, admin=302),
    Page("contact_wish_removal", make=a_wish, method="post", member=404, lead=302),
    Page("stop_asking", make=lambda cast: {"token": make_link(cast).token}, public=True, nobody=200),
    Page("stop_asking", make=lambda cast: {"token": "nothing"}, public=True, nobody=404),
    Page("api:read_reasons", public=True, nobody=401),
    Page("api:read_asks", public=True, nobody=401),
    Page("api:create_invitation", method="post", public=True, nobody=401),
]
