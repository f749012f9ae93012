"""The letter before an appointment: once, only where it is wanted, and a way out of it that a robot does not take."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.interactions.models import Interaction
from wellserved.mail.composing import with_tokens
from wellserved.mail.models import Letter
from wellserved.people.models import Contact
from wellserved.prepsheets import actions
from wellserved.prepsheets.models import PrepSheet
from wellserved.prepsheets.tasks import write_before_appointments
from wellserved.prepsheets.tests.sheets import make_sheet

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture
def at() -> Any:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


def book(cast: Cast, sheet: PrepSheet, when: datetime, **other: Any) -> Interaction:
    values = {"contact": cast.contact, "team": cast.desk, "service": sheet.service, "channel": "appointment", **other}
    number = Interaction.objects.count()
    return Interaction.objects.create(source="t", external_id=str(number), scheduled_at=when, **values)


def test_whoever_has_an_appointment_hears_what_to_bring_once(cast: Cast, at: Any) -> None:
    booked = book(cast, make_sheet(cast, letters=True), MONDAY + timedelta(days=2, hours=1))
    assert write_before_appointments() == 1
    assert write_before_appointments() == 0
    letter = Letter.objects.get(kind="headsup")
    assert (letter.to_email, letter.audience, letter.not_after) == (cast.contact.email, "customer", booked.scheduled_at)
    assert letter.subject == "Your appointment on Wednesday, 25 November"
    assert f"{settings.BASE_URL}/prep/projectors" in letter.text
    assert "on Wednesday, 25 November at 12:00" in " ".join(letter.text.split())  # in Berlin
    assert letter.reply_to == cast.lead.email


def move(booked: Interaction, when: datetime) -> None:
    Interaction.objects.filter(pk=booked.pk).update(scheduled_at=when)


def test_whoever_was_told_a_time_hears_once_that_it_was_moved(cast: Cast, at: Any) -> None:
    booked = book(cast, make_sheet(cast, letters=True), MONDAY + timedelta(days=1))
    assert write_before_appointments() == 1
    Letter.objects.update(state="sent")
    move(booked, MONDAY + timedelta(days=2, hours=5))
    assert [write_before_appointments(), write_before_appointments()] == [1, 0]
    letter = Letter.objects.get(state="queued")
    assert letter.subject == "Your appointment was moved to Wednesday, 25 November"
    assert "was moved: it is now on Wednesday, 25 November at 16:00" in " ".join(letter.text.split())
    assert letter.not_after == MONDAY + timedelta(days=2, hours=5)
    for days in (9, 2, 1, 2, 1):  # far away nothing is said; again and again, no more than twice
        Letter.objects.update(state="sent")
        move(booked, MONDAY + timedelta(days=days, hours=1))
        write_before_appointments()
    assert Letter.objects.count() == 3


def test_a_letter_that_had_not_left_is_written_anew_and_speaks_of_no_move(cast: Cast, at: Any) -> None:
    booked = book(cast, make_sheet(cast, letters=True), MONDAY + timedelta(days=1))
    write_before_appointments()
    move(booked, MONDAY + timedelta(days=2))
    assert write_before_appointments() == 1
    assert list(Letter.objects.order_by("pk").values_list("state", flat=True)) == ["cancelled", "queued"]
    assert Letter.objects.get(state="queued").subject == "Your appointment on Wednesday, 25 November"


def test_it_is_written_in_the_contacts_language(cast: Cast, at: Any) -> None:
    Contact.objects.filter(pk=cast.contact.pk).update(language="de")
    book(cast, make_sheet(cast, letters=True), MONDAY + timedelta(days=1))
    write_before_appointments()
    assert Letter.objects.get().subject == "Ihr Termin am Dienstag, 24. November"


@pytest.mark.parametrize(
    "why_not", ["off", "draft", "opted out", "no address", "closed", "far away", "too late", "past", "other service"]
)
def test_nobody_else_is_written_to(cast: Cast, at: Any, why_not: str) -> None:
    sheet = make_sheet(cast, published=why_not != "draft", letters=why_not != "off")
    contact = Contact.objects.filter(pk=cast.contact.pk)
    if why_not == "opted out":
        contact.update(opted_out_at=MONDAY)
    if why_not == "no address":
        contact.update(email="")
    away = {"far away": timedelta(days=9), "too late": timedelta(hours=1), "past": timedelta(days=-1)}
    other: dict[str, Any] = {"closed_at": MONDAY} if why_not == "closed" else {}
    if why_not == "other service":
        other["service"] = make_sheet(cast, service="Cables").service
    book(cast, sheet, MONDAY + away.get(why_not, timedelta(days=1)), **other)
    assert write_before_appointments() == 0
    assert not Letter.objects.exists()


def test_it_leaves_in_working_hours_or_not_at_all(cast: Cast, at: Any) -> None:
    at.move_to(datetime(2026, 11, 22, 23, tzinfo=UTC))  # the night to Monday
    sheet = make_sheet(cast, letters=True)
    book(cast, sheet, datetime(2026, 11, 23, 16, tzinfo=UTC))
    early = book(cast, sheet, datetime(2026, 11, 23, 9, 30, tzinfo=UTC))  # nothing could reach them in time
    assert write_before_appointments() == 1
    letter = Letter.objects.get()
    assert letter.not_before.hour >= 7
    assert letter.key != f"headsup:{early.pk}"


def test_the_way_out_shows_a_form_and_acts_when_it_is_pressed(cast: Cast, at: Any) -> None:
    book(cast, make_sheet(cast, letters=True), MONDAY + timedelta(days=1))
    write_before_appointments()
    letter = Letter.objects.get()
    found = re.search(r"(/prep/no-more/\S+)", with_tokens(letter.text))
    assert found is not None
    href = found[1]
    assert href in with_tokens(letter.headers["List-Unsubscribe"])
    for _ in range(2):  # a robot opens whatever it finds
        assert "Shall we stop writing to you?" in Browser().get(href).content.decode()
        Browser().head(href)
    cast.contact.refresh_from_db()
    assert cast.contact.opted_out_at is None
    assert "We will not write to you any more." in Browser().post(href).content.decode()
    cast.contact.refresh_from_db()
    assert cast.contact.opted_out_at is not None
    Browser().post(href, {"again": "yes"})
    cast.contact.refresh_from_db()
    assert cast.contact.opted_out_at is None


def test_a_sheet_that_is_taken_back_goes_out_no_more(cast: Cast, at: Any) -> None:
    sheet = make_sheet(cast, letters=True)
    book(cast, sheet, MONDAY + timedelta(days=1))
    actions.withdraw_sheet(sheet_id=sheet.pk, by=cast.admin_by)
    assert write_before_appointments() == 0
