"""What contacts want no more of, one kind or all: it is seen, kept everywhere, and can be taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from tests.cast import Cast
from wellserved.interactions.models import Service
from wellserved.journal.models import Entry
from wellserved.journal.shapes import SYSTEM
from wellserved.mail.models import Letter
from wellserved.prepsheets.tasks import write_before_appointments
from wellserved.prepsheets.tests.sheets import make_sheet
from wellserved.prepsheets.tests.test_letters import MONDAY, book
from wellserved.surveys.actions.stopping import stop_asking_about, stop_reminding
from wellserved.surveys.models import OptOut
from wellserved.surveys.tests.asking import a_closed_interaction, decisions_about, go_live, run

pytestmark = pytest.mark.django_db


def test_what_they_want_no_more_of_stands_on_their_page_and_can_be_taken_back(cast: Cast) -> None:
    passwords = Service.objects.create(name="Passwords")
    stop_asking_about(contact_id=cast.contact.pk, service_id=passwords.pk, by=SYSTEM)
    stop_reminding(contact_id=cast.contact.pk, by=SYSTEM)
    address = f"/contacts/{cast.contact.pk}/"
    page = cast.browser("lead").get(address).content.decode()
    assert "Nothing about Passwords" in page and "No reminders" in page
    seen = cast.browser("member").get(address).content.decode()
    assert "Nothing about Passwords" in seen and "/wishes/" not in seen
    wish = OptOut.objects.get(service=passwords)
    assert cast.browser("lead").post(f"{address}wishes/{wish.pk}/removal/").status_code == 302
    assert [one.kind for one in OptOut.objects.all()] == ["reminders"]
    noted = Entry.objects.get(kind="contact.opted_in_to")
    assert noted.details == {"of": "service", "service": passwords.pk} and noted.actor_id == cast.lead.pk


def test_a_letter_in_the_outbox_is_taken_back_when_one_of_us_notes_that_they_want_no_more(
    cast: Cast, settings: Any
) -> None:
    settings.EMAIL_CONFIGURED = True
    go_live()
    about = a_closed_interaction(cast)
    run()
    assert decisions_about(about) == [(1, "asked", "due")]
    cast.browser("lead").post(f"/contacts/{cast.contact.pk}/opt-out/")
    run()
    assert decisions_about(about) == [(1, "not_asked", "opted_out")]
    assert Letter.objects.get().state == "cancelled"


def test_who_wants_to_hear_nothing_about_this_service_gets_no_letter_about_it(cast: Cast) -> None:
    sheet, other = make_sheet(cast, letters=True), make_sheet(cast, service="Cables", letters=True)
    stop_asking_about(contact_id=cast.contact.pk, service_id=sheet.service_id, by=SYSTEM)
    book(cast, sheet, MONDAY + timedelta(days=1))
    book(cast, other, MONDAY + timedelta(days=1))
    with time_machine.travel(MONDAY, tick=False):
        assert write_before_appointments() == 1
    assert "/prep/cables" in Letter.objects.get().text
