"""Links in a help desk's letters: a claim waits for its ticket, counts once, and is kindly refused twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.doors.models import Door, HeldAnswer
from wellserved.doors.queries.doors import path_of
from wellserved.doors.tasks import match_claims_now
from wellserved.doors.tests.opened import a_door, say, the_page
from wellserved.interactions.models import Interaction, Served
from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.people.models import Contact
from wellserved.surveys.actions.invitations import token_of
from wellserved.surveys.models import Invitation, Response
from wellserved.surveys.tests.answers import make_answer
from wellserved.surveys.tests.asking import go_live, run
from wellserved.tallies.models import DayTally
from wellserved.tallies.tasks import fold_tallies

pytestmark = pytest.mark.django_db


def a_ticket(cast: Cast, number: str = "4711", contact: Contact | None = None) -> Interaction:
    ticket = Interaction.objects.create(
        source="zendesk",
        external_id=number,
        client=cast.biology,
        contact=contact or cast.contact,
        team=cast.desk,
        channel="e-mail",
        subject="The projector",
        closed_at=now() - timedelta(hours=2),
        closings=1,
    )
    Served.objects.create(interaction=ticket, member=cast.member)
    return ticket


def claim(door: Door, number: str = "4711", **fields: object) -> object:
    return say(door, query=f"?felt=5&ticket={number}", **{"felt": 5, "achieved": 2, **fields})


def test_a_claim_counts_as_soon_as_its_ticket_is_here_already(cast: Cast) -> None:
    ticket, door = a_ticket(cast), a_door(cast, "snippet")
    claim(door)
    answer = Response.objects.get()
    invitation = answer.invitation
    assert invitation.interaction == ticket and invitation.came_by == 3
    assert list(invitation.members.all()) == [cast.member]
    assert (invitation.team_id, invitation.client_id) == (cast.desk.pk, cast.biology.pk)
    assert invitation.contact is None, "a claim proves nobody"
    assert invitation.writer_email == cast.contact.email, "a reply goes to whom the ticket is for"
    fold_tallies()
    assert DayTally.objects.get(came_by=3).bullseye == 1


def test_a_claim_waits_for_its_ticket_and_counts_under_the_day_it_closed(cast: Cast) -> None:
    door = a_door(cast, "snippet")
    claim(door, words="At last.")
    assert Response.objects.count() == 0 and HeldAnswer.objects.get().reason == "claimed"
    assert match_claims_now() == 0
    ticket = a_ticket(cast)
    assert match_claims_now() == 0, "each claim is looked at once a minute at most"
    HeldAnswer.objects.update(looked_at=now() - timedelta(minutes=2))
    assert match_claims_now() == 1
    assert match_claims_now() == 0
    answer = Response.objects.get()
    assert answer.words == "At last." and answer.invitation.interaction == ticket
    assert HeldAnswer.objects.get().state == "released"


def test_a_second_answer_for_a_ticket_is_refused_kindly(cast: Cast) -> None:
    door = a_door(cast, "snippet")
    claim(door)
    second = claim(door, felt=1, words="Not from the same person.")
    assert second.status_code == 409 and b"has its answer" in second.content
    assert HeldAnswer.objects.get().felt == 5
    a_ticket(cast, "99")
    claim(door, "99")
    assert claim(door, "99", felt=1).status_code == 409
    assert Response.objects.get().felt == 5


def test_the_same_page_may_say_it_better_before_and_after_it_counts(cast: Cast) -> None:
    door = a_door(cast, "snippet")
    page = the_page(door)
    touched = claim(door, touch="1", sign="1", achieved=None, **page)
    assert touched.status_code == 204
    assert HeldAnswer.objects.get().one_touch
    claim(door, words="Quick.", **page)
    held = HeldAnswer.objects.get()
    assert (held.words, held.one_touch, held.achieved) == ("Quick.", False, 2)
    a_ticket(cast)
    match_claims_now()
    claim(door, words="Quick, and kind.", **page)
    assert Response.objects.get().words == "Quick, and kind."


def test_an_asked_and_answered_ticket_is_not_answered_again_by_a_claim(cast: Cast) -> None:
    answer = make_answer(cast)
    door = a_door(cast, "snippet", source="test")
    assert claim(door, answer.invitation.interaction.external_id).status_code == 409
    assert Response.objects.count() == 1


def test_a_ticket_that_was_answered_meanwhile_leaves_the_claim_out(cast: Cast) -> None:
    door = a_door(cast, "snippet", source="test")
    claim(door, "1")
    make_answer(cast)  # the first interaction of this source is number 1
    HeldAnswer.objects.update(looked_at=None)
    assert match_claims_now() == 0
    assert HeldAnswer.objects.get().state == "dropped" and Response.objects.count() == 1


def test_a_claim_lapses_after_a_month(cast: Cast) -> None:
    claim(a_door(cast, "snippet"))
    HeldAnswer.objects.update(at=now() - timedelta(days=31))
    match_claims_now()
    assert HeldAnswer.objects.get().state == "dropped"


@pytest.mark.parametrize("number", ["0004711", "%234711"])
def test_help_desks_write_numbers_with_signs_and_zeros(cast: Cast, number: str) -> None:
    ticket = a_ticket(cast)
    claim(a_door(cast, "snippet"), number)
    assert Invitation.objects.get().interaction == ticket


def test_a_link_whose_placeholder_was_left_as_it_is_still_takes_an_answer(cast: Cast) -> None:
    claim(a_door(cast, "snippet"), "%7B%7Bticket.id%7D%7D")
    assert Response.objects.get().invitation.interaction is None


def test_the_page_opens_with_the_face_and_names_the_ticket(cast: Cast) -> None:
    page = Browser().get(path_of(a_door(cast, "snippet")) + "?felt=4&ticket=4711").content.decode()
    assert 'value="4" checked' in page and "number 4711" in page and "data-touch" in page
    assert Response.objects.count() == HeldAnswer.objects.count() == 0


@pytest.mark.parametrize("left", [True, False], ids=["its letter has left", "its letter waits"])
def test_a_claim_that_counts_ends_the_open_ask_about_its_ticket(cast: Cast, settings: Any, left: bool) -> None:
    settings.EMAIL_CONFIGURED = True
    go_live()
    ticket = a_ticket(cast)
    Interaction.objects.filter(pk=ticket.pk).update(undecided=True)
    run()
    ask = Invitation.objects.get()
    link = f"/a/{token_of(ask.seed)}"
    if left:
        Letter.objects.update(state="sent")
    assert Browser().get(link).status_code == 200
    claim(a_door(cast, "snippet"), "4711")
    assert Response.objects.get().invitation.came_by == 3
    got = Browser().post(link, {"achieved": "0", "felt": "1"})
    assert got.status_code in (404, 410) and Response.objects.count() == 1, "one answer about one thing"
    ask.refresh_from_db()
    assert (ask.cancelled_at is None) == left and Letter.objects.get().state == ("sent" if left else "cancelled")
    fold_tallies()
    assert sum(DayTally.objects.values_list("answered", flat=True)) == 1
    assert sum(DayTally.objects.values_list("asked", flat=True)) == int(left)
