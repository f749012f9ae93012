"""Who may enter the pages of this room."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.doors.actions.calling import call_lead
from wellserved.doors.models import HeldAnswer, LeadCall
from wellserved.doors.queries.doors import token_of_door
from wellserved.doors.tests.opened import a_door
from wellserved.kit.clock import now
from wellserved.surveys.queries.companions import companion_token
from wellserved.surveys.tests.answers import make_answer


def by(kind: str) -> Any:
    return lambda cast: {"token": token_of_door(a_door(cast, kind).seed)}


def the_desks(cast: Cast) -> dict[str, Any]:
    return {"pk": a_door(cast).pk}


def a_kiosk(cast: Cast) -> dict[str, Any]:
    return {"pk": a_door(cast, "kiosk").pk}


def a_code(cast: Cast) -> dict[str, Any]:
    return {"pk": a_door(cast).pk, "form": "svg"}


def held_at_the_desk(cast: Cast) -> dict[str, Any]:
    return {"pk": HeldAnswer.objects.create(door=a_door(cast), key="k" * 20, reason="same", felt=1, at=now()).pk}


def a_call(cast: Cast) -> LeadCall:
    return call_lead(door=a_door(cast, "not_well"), key="k" * 20, caller="", where="The desk", words="")[0]


def called_at_the_desk(cast: Cast) -> dict[str, Any]:
    return {"pk": a_call(cast).pk}


def the_callers_page(cast: Cast) -> dict[str, Any]:
    door = a_door(cast, "not_well")
    return {"token": call_lead(door=door, key="k" * 20, caller="", where="The desk", words="")[1]}


def beside_an_answer(cast: Cast) -> dict[str, Any]:
    return {"token": companion_token(make_answer(cast).pk)}


LED = {"member": 404, "lead": 302}
ACCESS = [
    Page("open_door", make=by("feedback"), nobody=200, public=True),
    Page("ticket_door", make=by("snippet"), nobody=200, public=True),
    Page("kiosk", make=by("kiosk"), nobody=200, public=True),
    Page("kiosk", make=by("feedback"), nobody=404, public=True),
    Page("kiosk_way_out", make=by("kiosk"), method="post", data={"pin": "1111"}, nobody=400, public=True),
    Page("kiosk_worker", nobody=200, public=True),
    Page("not_well", make=by("not_well"), nobody=200, public=True),
    Page("not_well_seen", make=the_callers_page, nobody=200, public=True),
    Page("not_well_seen", make=lambda cast: {"token": "x" * 32}, nobody=404, public=True),
    Page("beside", make=beside_an_answer, nobody=200, public=True),
    Page("beside", make=lambda cast: {"token": f"{make_answer(cast).pk}-{'x' * 24}"}, nobody=404, public=True),
    Page("doors"),
    Page("door_new", make=lambda cast: {"kind": "feedback"}, member=404, lead=200),
    Page("door_new", make=lambda cast: {"kind": "companion"}, member=404),
    Page("door", make=the_desks, outsider=404),
    Page("door_code", make=a_code, outsider=404),
    Page("door_closing", make=the_desks, method="post", **LED),
    Page("door_opening", make=the_desks, method="post", **LED),
    Page("door_pin", make=a_kiosk, method="post", data={"pin": "1357"}, **LED),
    Page("held", member=404, lead=200),
    Page("held_release", make=held_at_the_desk, method="post", **LED),
    Page("held_drop", make=held_at_the_desk, method="post", **LED),
    Page("held_again", make=held_at_the_desk, method="post", **LED),
    Page("lead_calls"),
    Page("lead_call", make=called_at_the_desk, member=404, lead=200),
    Page("lead_call_taking", make=called_at_the_desk, method="post", **LED),
    Page("walk_out_new"),
]
