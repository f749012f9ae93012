"""Don't ask me again: a robot that follows the link changes nothing; a person, or a mail program's one click, does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.interactions.models import Service
from wellserved.journal.models import Entry
from wellserved.journal.shapes import SYSTEM
from wellserved.kit.clock import now
from wellserved.mail.composing import compose
from wellserved.mail.models import Letter
from wellserved.people.models import Contact
from wellserved.surveys.actions.asking import invite
from wellserved.surveys.actions.stopping import stop_asking_about
from wellserved.surveys.models import Invitation, OptOut
from wellserved.surveys.tasks.asking import decide_asks
from wellserved.surveys.tests.asking import a_closed_interaction, decisions_about, go_live


@pytest.fixture
def address(cast: Cast) -> str:
    _, token = invite(interaction=a_closed_interaction(cast), contact=cast.contact, force=True, by=SYSTEM, send=True)
    return f"/u/{token}"


def opted_out() -> bool:
    return Contact.objects.get().opted_out_at is not None


def test_looking_changes_nothing(address: str) -> None:
    for _ in range(2):
        page = Browser().get(address)
        assert page.status_code == 200 and b"Shall we stop asking you?" in page.content
        assert not page.cookies and "no-store" in page["Cache-Control"]
    assert Browser().head(address).status_code == 200
    put = Browser().put(address)
    assert not opted_out() and put.status_code == 405
    assert b"Please open the link as it came." in put.content and put["Allow"] == "GET, HEAD, POST"


def test_a_press_ends_it_and_another_undoes_it(address: str) -> None:
    browser = Browser(enforce_csrf_checks=True)
    assert b"You will not be asked again." in browser.post(address).content
    assert opted_out() and Letter.objects.get().state == "cancelled"
    assert b"You will not be asked again." in browser.get(address).content
    assert b"You may be asked again" in browser.post(address, {"again": "yes"}).content
    assert not opted_out()
    kinds = list(Entry.objects.filter(kind__startswith="contact.").order_by("pk").values_list("kind", "actor_kind"))
    assert kinds == [("contact.opted_out", "contact"), ("contact.opted_in", "contact")]


def test_one_click_of_a_mail_program(address: str) -> None:
    got = Browser(enforce_csrf_checks=True).post(
        address, b"List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert got.status_code == 200 and opted_out()


@pytest.mark.parametrize("body", [b"\xff\xfe%%%", b""])
def test_a_garbled_post_is_heard_all_the_same(address: str, body: bytes) -> None:
    got = Browser().post(address, body, content_type="multipart/form-data; boundary=x")
    assert got.status_code == 200 and opted_out()


def test_the_letter_carries_the_very_address(address: str, settings: Any) -> None:
    message = compose(Letter.objects.get())
    assert message.extra_headers["List-Unsubscribe"] == f"<{settings.BASE_URL}{address}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in message.body and "{{" not in message.body + str(message.alternatives)


def test_an_unknown_link_is_told_kindly(cast: Cast) -> None:
    got = Browser().get("/u/nothing-known")
    assert got.status_code == 404 and b"leads nowhere" in got.content
    assert Browser().post("/u/nothing-known").status_code == 404
    assert Browser().get("/u/%F0%9F%99%82").status_code == 404


def test_an_old_link_still_ends_it(address: str) -> None:
    Invitation.objects.update(expires_at="2020-01-01T00:00Z", cancelled_at="2020-01-01T00:00Z")
    Browser().post(address)
    assert opted_out()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_database_that_is_away_is_said_in_plain_words(address: str, monkeypatch: Any, method: str) -> None:
    def away(*_: Any, **__: Any) -> Any:
        raise OperationalError("the database is away")

    monkeypatch.setattr(Invitation.objects, "select_related", away)
    got = getattr(Browser(), method)(address)
    assert got.status_code == 503 and b"Please try again in a moment." in got.content
    assert got["Retry-After"] and "no-store" in got["Cache-Control"] and not opted_out()


def test_less_of_one_kind_is_a_choice_too(cast: Cast, settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True
    go_live(remind_after_days=4)
    passwords = Service.objects.create(name="Passwords")
    about = a_closed_interaction(cast, "passwords", service=passwords)
    _, token = invite(interaction=about, contact=cast.contact, force=True, by=SYSTEM)
    browser, address = Browser(enforce_csrf_checks=True), f"/u/{token}"
    page = browser.get(address).content.decode()
    assert "Not about Passwords any more" in page and "do not remind me" in page
    assert "You will not be asked about Passwords again." in browser.post(address, {"only": "service"}).content.decode()
    assert not opted_out() and OptOut.objects.get().service == passwords
    again = a_closed_interaction(cast, "more passwords", service=passwords)
    other = a_closed_interaction(cast, "projector", contact=cast.contact)
    Invitation.objects.update(created_at=now() - timedelta(days=60))
    decide_asks()
    assert decisions_about(again) == [(1, "not_asked", "opted_out_of_this")]
    assert decisions_about(other) == [(1, "waiting", "due")]
    assert "You may be asked again" in browser.post(address, {"again": "yes"}).content.decode()
    assert "You will not be reminded again." in browser.post(address, {"only": "reminders"}).content.decode()
    assert OptOut.objects.get().kind == "reminders"


def test_no_more_about_a_service_takes_back_what_waits(cast: Cast, settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True
    go_live(delay_minutes=60)
    about = a_closed_interaction(cast, service=Service.objects.create(name="Passwords"))
    decide_asks()
    assert stop_asking_about(contact_id=cast.contact.pk, service_id=about.service_id or 0, by=SYSTEM)
    assert decisions_about(about) == [(1, "not_asked", "opted_out_of_this")]
