"""Who may enter the pages of this room."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.kit.clock import now
from wellserved.listening.actions.calling import end_call
from wellserved.listening.actions.repeating import plan_next_round
from wellserved.listening.actions.sorting import make_theme
from wellserved.listening.actions.stories import write_story
from wellserved.listening.models import Heard
from wellserved.listening.queries.board import ticket_for
from wellserved.listening.shapes import Told
from wellserved.listening.tests.served import a_round, a_running_round, an_invited_call, people_served
from wellserved.listening.tests.spoken import a_spoken_round, line_ids


def planned(cast: Cast) -> dict[str, Any]:
    people_served(cast, 3)
    return {"pk": a_round(cast).pk}


def running(cast: Cast) -> dict[str, Any]:
    return {"pk": a_running_round(cast).pk}


def a_call_of_the_lead(cast: Cast) -> dict[str, Any]:
    return {"pk": a_running_round(cast).calls.filter(member=cast.lead).first().pk}  # type: ignore[union-attr]


def a_call_of_the_member(cast: Cast) -> dict[str, Any]:
    return {"pk": a_running_round(cast).calls.filter(member=cast.member).first().pk}  # type: ignore[union-attr]


def an_invitation(cast: Cast) -> dict[str, Any]:
    return {"token": an_invited_call(cast)[1].removeprefix("/l/")}


def a_call_to_make(cast: Cast) -> dict[str, Any]:
    return {"pk": an_invited_call(cast)[0].pk}


def a_call_that_was_held(cast: Cast) -> dict[str, Any]:
    call = an_invited_call(cast)[0]
    end_call(call_id=call.pk, by=cast.admin_by)
    return {"pk": call.pk}


def a_proposal(cast: Cast) -> dict[str, Any]:
    call = an_invited_call(cast)[0]
    heard = Heard.objects.create(call=call, kind=Heard.Kind.PROPOSED, proposes=now() + timedelta(days=2))
    return {"pk": call.pk, "heard": heard.pk}


OWN = {"outsider": 404, "lead": 404}
TAP = {"make": a_call_to_make, "method": "post", "member": 302, **OWN}
WROTE = {"make": a_call_that_was_held, "method": "post", **OWN}


def a_note(cast: Cast) -> dict[str, Any]:
    return {"line": line_ids(a_spoken_round(cast))[0]}


def a_theme(cast: Cast) -> dict[str, Any]:
    return {"pk": make_theme(round_id=a_spoken_round(cast).pk, name="Hours", by=cast.admin_by).pk}


def a_story(cast: Cast) -> dict[str, Any]:
    told = Told("Seven in the morning", "Somebody begins before us.")
    return {"pk": write_story(line_id=a_note(cast)["line"], told=told, by=cast.admin_by).pk}


def a_ticket(cast: Cast) -> dict[str, Any]:
    return {"ticket": ticket_for(a_running_round(cast))}


def one_that_follows(cast: Cast) -> dict[str, Any]:
    one = running(cast)["pk"]
    again = plan_next_round(round_id=one, team_ids=[cast.desk.pk], member=cast.lead, by=cast.admin_by)
    return {"pk": again.pk}


LED = {"member": 404, "lead": 200}
ACTS = {"method": "post", "member": 404, "lead": 302}
SEEN = {"make": running, "outsider": 404}
MOVES = {"method": "post", "member": 302, "outsider": 404}
ACCESS = [
    Page("rounds"),
    Page("round_new", **LED),
    Page("round", make=planned, **LED),
    Page("round", make=running, outsider=404),
    Page("round_plan", make=planned, **LED),
    Page("round_plan", make=running, member=404),
    Page("round_start", make=planned, **ACTS),
    Page("round_dropping", make=planned, **ACTS),
    Page("round_draw", make=running, outsider=404),
    Page("round_draw", make=planned, member=404),
    Page("round_frame", make=running, outsider=404),
    Page("call_replacement", make=a_call_of_the_lead, **LED),
    Page("call_replacement", make=a_call_of_the_member, outsider=404),
    Page("round_invitations", make=running, method="post", member=302, outsider=404),
    Page("calling_hours"),
    Page("call_invitation", make=a_call_of_the_member, outsider=404, lead=404),
    Page("call", make=a_call_to_make, **OWN),
    Page("call", make=a_call_that_was_held, outsider=404),
    Page("call_lines", make=a_call_to_make, **OWN),
    Page("call_lines", make=a_call_to_make, method="put", member=422, **OWN),
    Page("call_clock", **TAP),
    Page("call_no_show", **TAP),
    Page("call_later", **TAP),
    Page("call_resumption", **TAP),
    Page("call_after", make=a_call_that_was_held, **OWN),
    Page("call_after", make=a_call_to_make, member=404),
    Page("call_thanks", data={"words": "Thank you."}, member=302, **WROTE),
    Page("call_promises", member=422, **WROTE),
    Page("call_case", member=422, **WROTE),
    Page("call_worker", nobody=200),
    Page("api:get_rounds", public=True, nobody=401),
    Page("api:get_calls", make=lambda cast: {"round_id": 1}, public=True, nobody=401),
    Page("board", **SEEN),
    Page("board", make=planned, member=404),
    Page("board_state", **SEEN),
    Page("board_notes", **SEEN),
    Page("board_moves", make=running, **MOVES),
    Page("board_version", make=a_ticket, nobody=200, public=True),
    Page("board_version", make=lambda cast: {"ticket": "1:x:y"}, nobody=404, public=True),
    Page("board_groups", **SEEN),
    Page("board_group", make=running, **MOVES),
    Page("round_answers", **SEEN),
    Page("round_minutes", **SEEN),
    Page("round_minutes_pdf", **SEEN),
    Page("round_telling", **SEEN),
    Page("round_telling", make=planned, member=404),
    Page("round_letters", make=running, **MOVES),
    Page("round_ending", make=running, **LED),
    Page("round_next", make=running, **LED),
    Page("round_before", make=one_that_follows, **LED),
    Page("round_before", make=running, member=404),
    Page("round_ending", make=planned, member=404, lead=404),
    Page("call_telling", make=a_call_that_was_held, **OWN),
    Page("call_telling", make=a_call_to_make, member=404),
    Page("call_excuse", make=a_call_that_was_held, **LED),
    Page("theme", make=a_theme, outsider=404),
    Page("theme_naming", make=a_theme, data={"name": "Opening"}, **MOVES),
    Page("theme_dropping", make=a_theme, **MOVES),
    Page("story_new", make=a_note, outsider=404),
    Page("story", make=a_story, outsider=404),
    Page("story_dropping", make=a_story, **MOVES),
    Page("call_heard", make=a_call_that_was_held, outsider=404),
    Page("call_back", **WROTE, data={"words": "With pleasure."}, member=302),
    Page("call_heard_read", **WROTE, member=302),
    Page("call_spoke_again", **WROTE, member=302),
    Page("call_proposal", make=a_proposal, method="post", member=302, **OWN),
    Page("api:get_participants", make=lambda cast: {"round_id": 1}, public=True, nobody=401),
    Page("api:get_themes", make=lambda cast: {"round_id": running(cast)["pk"]}, nobody=401, public=True),
    Page("call_choosing", make=an_invitation, nobody=200, public=True),
    Page("call_choosing", make=lambda cast: {"token": "x" * 32}, nobody=404, public=True),
]
