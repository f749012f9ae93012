"""A letter stands whole behind its case for who works on it, and for nobody else; and nobody is taken for another."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.cast import Cast
from wellserved.cases.actions.handing import classify_case
from wellserved.cases.actions.talking import hear_contact
from wellserved.cases.models import Case, CasePolicy, Message
from wellserved.cases.queries.status import status_of
from wellserved.cases.tests.opened import a_case, about, acknowledged
from wellserved.cases.tests.test_arriving import a_picture, come_in
from wellserved.journal.shapes import SYSTEM, By
from wellserved.kit.clock import now
from wellserved.mail.models import Arrival, Letter
from wellserved.promises.actions import make_promise
from wellserved.promises.models import Promise

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def an_answer_to(case: Case, sender: str = "Bea <bea@biology.example>", *attached: tuple[str, bytes]) -> Arrival:
    ours = Letter.objects.filter(thread_kind="case", thread_id=case.pk, audience="customer").earliest("pk")
    return come_in(sender, *attached, In_Reply_To=ours.message_id, References=ours.message_id)


def test_who_works_on_a_case_opens_its_letters_with_their_files(cast: Cast) -> None:
    case = acknowledged(cast, a_case(cast))
    letter = an_answer_to(case, "Bea <bea@biology.example>", ("image/jpeg", a_picture()), ("application/pdf", b"%PDF-"))
    page = cast.browser("lead").get(f"/cases/{case.pk}/").content.decode()
    assert f'href="/letters/in/{letter.pk}/">the whole letter, with two files</a>' in page
    whole = cast.browser("lead").get(f"/letters/in/{letter.pk}/").content.decode()
    assert "It failed again." in whole and "it.pdf" in whole
    part = letter.attachments[1]["part"]
    file = cast.browser("lead").get(f"/letters/in/{letter.pk}/files/{part}/")
    assert file.status_code == 200 and file["Content-Type"] == "application/octet-stream"
    assert "attachment" in file["Content-Disposition"] and "sandbox" in file["Content-Security-Policy"]
    for who in ("outsider", "member"):
        for more in ("", "raw/", f"files/{part}/"):
            assert cast.browser(who).get(f"/letters/in/{letter.pk}/{more}").status_code == 404


def test_who_only_reads_what_is_about_them_opens_no_letter(cast: Cast) -> None:
    CasePolicy.objects.create(members_read=True)
    case = acknowledged(cast, a_case(cast, concerned=about(cast.member)))
    letter = an_answer_to(case)
    page = cast.browser("member").get(f"/cases/{case.pk}/")
    assert page.status_code == 200 and "the whole letter" not in page.content.decode()
    assert cast.browser("member").get(f"/letters/in/{letter.pk}/").status_code == 404


def test_a_letter_on_a_case_about_a_manager_is_nowhere_for_them(cast: Cast) -> None:
    case = acknowledged(cast, a_case(cast, concerned=about(cast.manager)), cast.admin)
    letter = an_answer_to(case)
    manager = cast.browser("manager")
    assert manager.get(f"/letters/in/{letter.pk}/").status_code == 404
    assert "bea@biology.example" not in manager.get("/letters/in/?show=delivered").content.decode()


def test_what_somebody_else_writes_to_a_case_bears_their_own_address(cast: Cast) -> None:
    case = acknowledged(cast, a_case(cast))
    an_answer_to(case, "Carl <carl@elsewhere.example>")
    an_answer_to(case)
    page = cast.browser("lead").get(f"/cases/{case.pk}/").content.decode()
    assert "carl@elsewhere.example wrote" in page
    assert page.count("Bea Contact wrote") == Message.objects.filter(case=case, kind="said").count() - 1


def test_nobody_hands_a_letter_to_a_case_that_they_may_not_see(cast: Cast) -> None:
    case = a_case(cast, concerned=about(cast.lead))
    come_in("Milo <milo@campus.example>")
    letter = Arrival.objects.get()
    for who, moved in (("lead", False), ("manager", True)):
        given = {"kind": "case", "number": case.pk}
        page = cast.browser(who).post(f"/letters/in/{letter.pk}/handing/", given, follow=True).content.decode()
        assert ("There is nothing of that number" in page) is not moved
        letter.refresh_from_db()
        assert (letter.state == "delivered") is moved


def test_the_journal_knows_nothing_of_a_case_about_its_reader(cast: Cast) -> None:
    case = acknowledged(cast, a_case(cast, concerned=about(cast.admin)), cast.manager)
    mine = acknowledged(cast, a_case(cast))
    for one in (case, mine):
        an_answer_to(one)
        make_promise(
            member=cast.manager, text="Call", due_at=one.answer_by, source_kind="case", source_id=one.pk,
            by=cast.admin_by,
        )  # fmt: skip
    browser, told = cast.browser("admin"), {}
    for subject in ("case", "letter_in", "promise"):
        lines = browser.get(f"/journal/?subject={subject}").context["lines"]
        told[subject] = {entry.subject_id for entry, _ in lines}
    letters = {letter.pk for letter in Arrival.objects.filter(thread_id=mine.pk)}
    promises = set(Promise.objects.filter(source_id=mine.pk).values_list("pk", flat=True))
    assert told == {"case": {mine.pk}, "letter_in": letters, "promise": promises} and letters and promises


def test_who_gave_somebodys_address_at_a_feedback_link_is_not_taken_for_them(cast: Cast) -> None:
    case = a_case(cast, contact=None, came_by="door", writer_email=cast.contact.email, writer_name="Bea")
    assert case.contact == cast.contact
    page = cast.browser("lead").get(f"/cases/{case.pk}/").content.decode()
    assert "Not proven" in page and "write nothing there that is for Bea Contact alone" in page
    assert "Not proven" not in cast.browser("lead").get(f"/cases/{a_case(cast).pk}/").content.decode()


def test_letters_of_the_same_second_stand_in_the_order_in_which_they_came(cast: Cast) -> None:
    """A mailbox tells whole seconds; our own words bear fractions of one."""
    second = now().replace(microsecond=0) - timedelta(minutes=5)
    with time_machine.travel(second + timedelta(microseconds=400_000), tick=False):
        case = acknowledged(cast, a_case(cast))
        for number in range(3):
            words = f"Number {number}."
            hear_contact(case_id=case.pk, key=f"{9 - number}", words=words, by=SYSTEM, at=second)
    said = [one.words for one in status_of(case).words]
    assert said[1:] == ["thank you for telling us.", "Number 0.", "Number 1.", "Number 2."]
    page = cast.browser("lead").get(f"/cases/{case.pk}/").content.decode()
    assert page.index("Thank you for telling us.") < page.index("Number 0.") < page.index("Number 2.")


def test_what_was_promised_on_a_case_is_as_private_as_the_case_becomes(cast: Cast) -> None:
    case = a_case(cast)
    given = {"text": "Speak with them about the tone", "due_at": "2027-01-04T10:00"}
    cast.browser("manager").post(f"/cases/{case.pk}/promise/", given)
    promise = Promise.objects.get()
    assert cast.browser("admin").get(f"/promises/{promise.pk}/").status_code == 200
    classify_case(
        case_id=case.pk, kind="complaint", team=cast.desk, concerned=[cast.admin.pk], by=By("member", cast.manager.pk)
    )
    assert cast.browser("admin").get(f"/promises/{promise.pk}/").status_code == 404
    assert given["text"] not in cast.browser("admin").get("/promises/?show=teams").content.decode()
    assert cast.browser("manager").get(f"/promises/{promise.pk}/").status_code == 200
    classify_case(case_id=case.pk, kind="complaint", team=cast.desk, concerned=[], by=By("member", cast.manager.pk))
    assert cast.browser("admin").get(f"/promises/{promise.pk}/").status_code == 200
