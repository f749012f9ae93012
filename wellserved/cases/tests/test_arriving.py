"""Letters that come in: on their case, as a new one, or kept for somebody to look at; never dropped."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from PIL import Image

from tests.cast import Cast
from wellserved.cases.arriving import begin_case, land_on_case, note_bounce
from wellserved.cases.models import Case, CasePhoto, Message, Note
from wellserved.cases.tests.opened import a_case, acknowledged, closed
from wellserved.kit.clock import now
from wellserved.mail.inward.delivering import deliver_letters, read_letters
from wellserved.mail.inward.storing import store_letter
from wellserved.mail.models import Arrival, Letter
from wellserved.mail.shapes import Bounce
from wellserved.mail.tests.letters_in import an_arrived_letter
from wellserved.people.models import Contact
from wellserved.surveys.tests.answers import make_answer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def come_in(sender: str = "Bea <bea@biology.example>", *attached: tuple[str, bytes], **headers: str) -> Arrival:
    """A letter, all the way in."""
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = sender, "help@campus.example", "The projector again"
    letter["Message-ID"] = f"<{Arrival.objects.count()}@biology.example>"
    for name, value in headers.items():
        letter[name.replace("_", "-")] = value
    letter.set_content("It failed again.\n")
    for kind, data in attached:
        main, sub = kind.split("/")
        letter.add_attachment(data, maintype=main, subtype=sub, filename=f"it.{sub}")
    assert store_letter(raw=letter.as_bytes(), source="imap")
    read_letters()
    deliver_letters()
    return Arrival.objects.latest("pk")


def a_picture(kind: str = "JPEG", colour: str = "red") -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, kind)
    return out.getvalue()


def test_a_letter_out_of_the_blue_is_a_case_of_whoever_served_them_last(cast: Cast) -> None:
    make_answer(cast)
    arrival, case = come_in(), Case.objects.get()
    assert (arrival.state, arrival.thread_kind, arrival.thread_id) == ("delivered", "case", case.pk)
    assert (case.contact, case.team, case.lead, case.title) == (
        cast.contact, cast.desk, cast.lead, "The projector again",
    )  # fmt: skip
    assert Message.objects.get().words == "It failed again." and case.came_by == "letter"
    receipt = Letter.objects.get(key=f"case:{case.pk}:receipt")
    assert (receipt.to_email, receipt.headers["Auto-Submitted"]) == ("bea@biology.example", "auto-replied")


def test_who_is_not_known_yet_becomes_a_contact_and_the_case_rests_with_somebody(cast: Cast) -> None:
    come_in("Nora New <nora@elsewhere.example>")
    case = Case.objects.get()
    assert case.contact == Contact.objects.get(email="nora@elsewhere.example") and case.team is None
    assert case.lead is not None and Letter.objects.filter(to_email="nora@elsewhere.example").count() == 1


def test_an_answer_by_letter_lands_on_its_case_with_pictures_alone(cast: Cast) -> None:
    case = acknowledged(cast, a_case(cast))
    ours = Letter.objects.get(key=f"case:{case.pk}:{Message.objects.get(kind='acknowledged').pk}")
    arrival = come_in(
        "Bea <bea@biology.example>",
        ("image/jpeg", a_picture()),
        ("application/pdf", b"%PDF-1.7"),
        ("image/png", b"no picture"),
        ("image/png", a_picture("PNG", "blue")),
        In_Reply_To=ours.message_id,
        References=ours.message_id,
    )
    assert arrival.state == "delivered" and Case.objects.count() == 1
    said = Message.objects.get(arrived_id=arrival.pk)
    assert said.case == case and said.words == "It failed again."
    case.refresh_from_db()
    assert case.read_by is not None and CasePhoto.objects.filter(case=case, by_contact=True).count() == 2


def test_the_same_letter_twice_is_heard_once(cast: Cast) -> None:
    case = a_case(cast)
    letter = an_arrived_letter(thread=("case", case.pk))
    assert land_on_case(letter) == land_on_case(letter) == ("case", case.pk)
    new = an_arrived_letter(id=2)
    assert begin_case(new) == begin_case(new)
    assert Message.objects.filter(kind="said").count() == 3 and Case.objects.count() == 2


def test_what_comes_long_after_the_closing_begins_a_case_that_follows(cast: Cast) -> None:
    case = closed(cast, a_case(cast))
    letter = an_arrived_letter(thread=("case", case.pk), received_at=now())
    with time_machine.travel(now() + timedelta(days=61), tick=False):
        taken = land_on_case(letter)
    after = Case.objects.get(follows=case)
    assert taken == ("case", after.pk) and (after.team, after.contact, after.state) == (
        cast.desk, cast.contact, "received",
    )  # fmt: skip


def test_a_letter_whose_case_is_gone_waits_for_a_person(cast: Cast) -> None:
    case = acknowledged(cast, a_case(cast))
    ours = Letter.objects.get(key=f"case:{case.pk}:{Message.objects.get(kind='acknowledged').pk}")
    gone = case.pk
    Message.objects.all().delete()
    case.delete()
    assert land_on_case(an_arrived_letter(thread=("case", gone))) is False
    arrival = come_in(In_Reply_To=ours.message_id)
    assert (arrival.state, arrival.why) == ("kept", "untaken") and not Case.objects.exists()
    assert arrival.new_text == "It failed again."


def test_what_one_of_us_writes_stays_among_ourselves_and_opens_nothing(cast: Cast) -> None:
    case = a_case(cast)
    letters = Letter.objects.count()
    land_on_case(an_arrived_letter(from_email="MILO@campus.example", thread=("case", case.pk)))
    assert Note.objects.get().member == cast.member and Message.objects.count() == 1
    assert Letter.objects.count() == letters
    arrival = come_in("Milo <milo@campus.example>")
    assert (arrival.state, arrival.why) == ("kept", "untaken") and Case.objects.count() == 1


def test_machines_and_letters_without_a_sender_open_no_case(cast: Cast) -> None:
    assert come_in(Auto_Submitted="auto-replied").state == "ignored"
    assert come_in(Precedence="bulk", List_Id="<news.example>").state == "ignored"
    assert begin_case(an_arrived_letter(from_email="")) is False
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"from_name": "\u202eBea\x00\r\nBcc: all@example.org", "subject": "", "new_text": "", "whole_text": ""},
        {"from_email": "no address", "new_text": "x" * 40_000},
        {"from_email": "x" * 300 + "@example.org", "from_name": "y" * 900, "subject": "z" * 2_000},
        {"new_text": "{{token:case:x}} <script>alert(1)</script>\x00"},
    ],
)
def test_a_hostile_letter_is_a_case_all_the_same(cast: Cast, given: dict[str, Any]) -> None:
    assert begin_case(an_arrived_letter(**given))
    case, said = Case.objects.get(), Message.objects.get()
    assert case.title and len(said.words) <= 10_000 and "\x00" not in said.words
    assert cast.browser("admin").get(f"/cases/{case.pk}/").status_code == 200
    for letter in Letter.objects.all():
        assert not {"\r", "\n", "\x00"} & set(letter.to_name + letter.subject + letter.to_email)


def test_a_letter_of_ours_that_did_not_arrive_is_noted_and_told(cast: Cast) -> None:
    case = acknowledged(cast, a_case(cast))
    ours = Letter.objects.get(key=f"case:{case.pk}:{Message.objects.get(kind='acknowledged').pk}")
    note_bounce(Bounce("bea@biology.example", True, "5.1.1", ours.pk, now()))
    assert "did not arrive" in Note.objects.get(case=case).words
    told = Letter.objects.get(key=f"case:{case.pk}:bounce:{ours.pk}")
    assert told.to_email == "lena@campus.example"
    note_bounce(Bounce("bea@biology.example", True, "5.1.1", None, now()))
    assert Note.objects.count() == 1
