"""Asked in confidence: settled before the letter leaves, said plainly in it, and known afterwards to nobody."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.confidences.tests.world import ask_in_confidence, people, ticket_in
from wellserved.journal.shapes import SYSTEM
from wellserved.kit.clock import now
from wellserved.mail.actions import send_again
from wellserved.mail.composing import compose
from wellserved.mail.models import Letter
from wellserved.people.models import Client
from wellserved.surveys.actions.asking import NotAskedError, ask_by_hand, invite
from wellserved.surveys.actions.confiding import NotInternalError, mark_client, mark_team
from wellserved.surveys.actions.invitations import token_of
from wellserved.surveys.models import Decision, InConfidence, Invitation, Response
from wellserved.surveys.tests.asking import a_closed_interaction, answer, counted, decisions_about, go_live, run


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True


def test_it_is_settled_when_the_ask_is_made_whatever_is_chosen_later(cast: Cast) -> None:
    [asked] = ask_in_confidence(cast, cast.contact)
    mark_client(client=cast.biology, in_confidence=False, by=cast.admin_by)
    asked.refresh_from_db()
    assert asked.confided_in and ticket_in(asked.letter)
    [other] = people(cast, 2)[1:]
    a_closed_interaction(cast, "later", contact=other)
    run()
    by_name = Invitation.objects.get(contact=other)
    mark_client(client=cast.biology, in_confidence=True, by=cast.admin_by)
    assert by_name.confided_in == "" and by_name.letter and "/a/" in by_name.letter.text


def test_a_team_is_marked_for_its_internal_clients_only(cast: Cast) -> None:
    go_live()
    mark_team(team=cast.desk, in_confidence=True, by=cast.admin_by)
    shop = Client.objects.create(name="Shop", kind="external")
    other = people(cast, 2)[1]
    other.client = shop
    other.save()
    a_closed_interaction(cast, "inside")
    a_closed_interaction(cast, "outside", contact=other, client=shop)
    run()
    assert Invitation.objects.get(contact=cast.contact).confided_in
    assert Invitation.objects.get(contact=other).confided_in == ""
    with pytest.raises(NotInternalError):
        mark_client(client=shop, in_confidence=True, by=cast.admin_by)


def test_the_letter_says_it_and_holds_no_ticket_until_it_leaves(cast: Cast) -> None:
    [asked] = ask_in_confidence(cast, cast.contact)
    assert asked.letter and asked.letter.kind == "confide"
    message = compose(asked.letter)
    html = str(message.alternatives[0][0])
    for text in (message.body, html):
        flat = " ".join(re.sub(r"<[^>]+>", "", text).split())
        assert "This is asked in confidence." in flat and "at least five people" in flat and "your name" in flat
    tickets = set(re.findall(r"/c/([\w-]{40})\?", message.body + html))
    assert len(tickets) == 1, "all links of one letter carry one ticket"
    assert tickets.isdisjoint(re.findall(r"/c/([\w-]{40})\?", compose(asked.letter).body)), "and it is made afresh"
    assert message.from_email.startswith('"Service desk, ') and "Milo" not in message.body
    assert not message.reply_to


def test_the_ask_is_counted_nowhere_and_names_nobody_who_served(cast: Cast) -> None:
    [asked] = ask_in_confidence(cast, cast.contact)
    assert counted("asked") == 0 and counted("served") == 1
    assert not asked.members.exists() and asked.remind_at is None
    assert decisions_about(asked.interaction) == [(1, "asked", "due")]  # type: ignore[arg-type]


def test_the_usual_page_is_over_before_it_begins(cast: Cast) -> None:
    [asked] = ask_in_confidence(cast, cast.contact)
    browser, usual = Browser(), f"/a/{token_of(asked.seed)}"
    assert browser.get(usual).status_code == 410
    assert browser.post(usual, "felt=5", content_type="application/x-www-form-urlencoded").status_code == 410
    assert not Response.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=asked.pk).update(expires_at=now() + timedelta(days=1))


def test_who_wants_no_more_is_still_heard(cast: Cast) -> None:
    [asked] = ask_in_confidence(cast, cast.contact)
    assert Browser().post(f"/u/{token_of(asked.seed)}").status_code == 200
    cast.contact.refresh_from_db()
    assert cast.contact.opted_out_at and Letter.objects.get(kind="confide").state == "cancelled"
    assert counted("asked") == 0, "what was not counted is not taken away"


def test_nobody_speaks_twice_about_a_team_in_a_quarter(cast: Cast) -> None:
    ask_in_confidence(cast, cast.contact)
    again = a_closed_interaction(cast, "again")
    for ask in (
        lambda: ask_by_hand(interaction=again, by=cast.admin_by),
        lambda: invite(interaction=again, contact=cast.contact, force=True, send=True, by=cast.admin_by),
    ):
        with pytest.raises(NotAskedError) as refused:
            ask()
        assert refused.value.verdict.reason == "confided_before"
    with pytest.raises(IntegrityError), transaction.atomic():
        twin = Invitation.objects.get()
        twin.pk, twin.token_hash, twin.decision, twin.letter = None, b"x" * 32, None, None
        twin.save(force_insert=True)


def test_a_letter_that_may_have_arrived_is_not_sent_again(cast: Cast) -> None:
    [asked] = ask_in_confidence(cast, cast.contact)
    doubt = Letter.objects.filter(pk=asked.letter_id)
    doubt.update(state="sending", handed_over_at=now(), claimed_by="")
    assert not send_again(letter_id=asked.letter_id or 0, by=SYSTEM)
    doubt.update(state="failed")
    assert send_again(letter_id=asked.letter_id or 0, by=SYSTEM), "what was refused has brought no ticket"


@pytest.mark.parametrize("who", ["lead", "manager", "admin"])
def test_who_reads_the_answers_is_not_asked(cast: Cast, who: str) -> None:
    cast.contact.email = getattr(cast, who).email.upper()
    cast.contact.save()
    ask_in_confidence(cast, cast.contact)
    assert [(one.outcome, one.reason) for one in Decision.objects.all()] == [("not_asked", "reads_confidences")]


def test_another_teams_lead_and_a_member_are_asked(cast: Cast) -> None:
    cast.contact.email = cast.outsider.email
    cast.contact.save()
    assert ask_in_confidence(cast, cast.contact)[0].confided_in


def test_a_program_never_gets_the_link(cast: Cast, api_token: str) -> None:
    ask_in_confidence(cast)
    a_closed_interaction(cast, "7", undecided=False)
    body = {"source": "desk", "external_id": "7", "force": True}
    key = {"HTTP_AUTHORIZATION": f"Bearer {api_token}"}
    refused = Browser().post("/api/v1/invitations", body, content_type="application/json", **key)
    assert refused.status_code == 409 and refused.json()["reason"] == "only_by_letter"
    sent = Browser().post("/api/v1/invitations", {**body, "send": True}, content_type="application/json", **key)
    assert sent.status_code == 201, sent.content
    assert sent.json()["answer_url"] is None and sent.json()["in_confidence"] is True


def test_an_ask_by_name_is_as_before(cast: Cast) -> None:
    go_live()
    a_closed_interaction(cast)
    run()
    answer(Invitation.objects.get())
    assert counted("asked") == 1 and not InConfidence.objects.exists()
