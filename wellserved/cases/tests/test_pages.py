"""A case from its first word to its closing, in the browser of members and on the page of who wrote."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from wellserved.cases.actions.keeping import token_of
from wellserved.cases.models import Case, CasePhoto, Message, Note, Reading, Understanding
from wellserved.cases.tests.opened import a_case, about, acknowledged, answered, closed
from wellserved.doors.queries.doors import token_of_door
from wellserved.doors.tests.opened import a_door, the_page
from wellserved.journal.models import Entry
from wellserved.mail.models import Letter
from wellserved.surveys.models import SecondChance
from wellserved.surveys.tests.answers import make_answer
from wellserved.surveys.tests.links import make_link


def a_photo(colour: str = "red") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return SimpleUploadedFile("it.jpg", out.getvalue(), "image/jpeg")


def page_of(case: Case) -> str:
    return f"/case/{token_of(case.seed)}"


def test_a_complaint_is_acknowledged_looked_into_answered_and_closed(cast: Cast) -> None:
    case, lead = a_case(cast), cast.browser("lead")
    href = f"/cases/{case.pk}/"
    assert "was not well served" in lead.get(href).content.decode()
    assert "Bea Contact" in lead.get("/cases/").content.decode()
    done = lead.post(f"{href}acknowledgement/", {"understood": "Three days without help.", "words": "thank you."})
    assert done.status_code == 302
    letter = Letter.objects.get(key=f"case:{case.pk}:{Message.objects.get(kind='acknowledged').pk}")
    assert "> Three days without help." in letter.text and letter.headers["Auto-Submitted"] == "no"
    assert (letter.thread_kind, letter.thread_id) == ("case", case.pk)
    lead.post(f"{href}investigation/")
    lead.post(f"{href}answer/", {"words": "we found the loose cable."})
    case.refresh_from_db()
    assert (case.state, case.owner, case.chance) == ("answered", cast.lead, "waiting")
    assert SecondChance.objects.get().contact == cast.contact
    lead.post(f"{href}closure/", {"cause": "process", "improvement": "Look at the cable first."})
    case.refresh_from_db()
    assert (case.state, case.cause, case.look_at) == ("closed", "process", None)
    kinds = list(Entry.objects.filter(subject_kind="case").order_by("pk").values_list("kind", flat=True))
    moved = ["acknowledged", "investigated", "second_chance.begun", "answered", "closed"]
    assert kinds == ["case.opened", *(one if "." in one else f"case.{one}" for one in moved)]
    assert Reading.objects.filter(case=case, member=cast.lead).exists()
    assert lead.get(href).status_code == 200


def test_whoever_is_too_late_changes_nothing(cast: Cast) -> None:
    case, lead = closed(cast, a_case(cast)), cast.browser("lead")
    for move in ("acknowledgement", "answer", "question"):
        lead.post(f"/cases/{case.pk}/{move}/", {"understood": "x", "words": "x"})
    lead.post(f"/cases/{case.pk}/investigation/")
    assert Case.objects.get().state == "closed" and Message.objects.count() == 3


def test_who_wrote_sees_where_it_stands_and_corrects_it_and_opens_it_again(cast: Cast) -> None:
    case = acknowledged(cast, a_case(cast))
    page = Browser().get(page_of(case)).content.decode()
    assert "Three days without help." in page and "Lena is on it. You will have an answer by" in page
    Browser().post(page_of(case), {"what": "understood", "words": "It was four days.", "key": "k" * 12})
    assert [row.member for row in Understanding.objects.order_by("number")] == [cast.lead, None]
    assert "It was four days." in cast.browser("lead").get(f"/cases/{case.pk}/").content.decode()
    answered(cast, case := Case.objects.get())
    got = Browser().post(page_of(case), {"what": "unresolved", "words": "It broke again.", "key": "l" * 12})
    assert got.status_code == 303
    case.refresh_from_db()
    assert (case.state, case.chance) == ("investigating", "") and not SecondChance.objects.exists()
    assert case.read_by is not None and Message.objects.filter(words="It broke again.").count() == 1


def test_a_question_stops_the_clocks_and_an_answer_starts_them(cast: Cast) -> None:
    case, lead = acknowledged(cast, a_case(cast)), cast.browser("lead")
    lead.post(f"/cases/{case.pk}/question/", {"words": "Which room was it?"})
    case.refresh_from_db()
    assert case.paused_at and "We have asked you something" in Browser().get(page_of(case)).content.decode()
    Browser().post(page_of(case), {"words": "Room 12.", "key": "m" * 12})
    Browser().post(page_of(case), {"words": "Room 12.", "key": "m" * 12})  # sent twice is once
    case.refresh_from_db()
    assert case.paused_at is None and Message.objects.filter(words="Room 12.").count() == 1


def test_photos_come_with_words_and_only_theirs_are_shown_to_them(cast: Cast) -> None:
    case, lead = a_case(cast), cast.browser("lead")
    lead.post(f"/cases/{case.pk}/photos/", {"photos": [a_photo("blue")]})
    Browser().post(page_of(case), {"words": "See.", "key": "n" * 12, "photos": [a_photo(), a_photo("green")]})
    assert CasePhoto.objects.filter(by_contact=True).count() == 2
    got = Browser().get(f"{page_of(case)}/photos/1")
    assert got["Content-Type"] == "image/jpeg" and got["X-Content-Type-Options"] == "nosniff"
    assert Browser().get(f"{page_of(case)}/photos/3").status_code == 404
    assert lead.get(f"/cases/{case.pk}/photos/3/").status_code == 200
    assert cast.browser("outsider").get(f"/cases/{case.pk}/photos/1/").status_code == 404


GARBAGE = {
    "no picture": SimpleUploadedFile("x.svg", b"<svg onload='alert(1)'/>", "image/svg+xml"),
    "a nested archive": SimpleUploadedFile("x.zip", b"PK\x03\x04" + b"0" * 50, "image/jpeg"),
    "nothing": SimpleUploadedFile("x.jpg", b"\xff\xd8\xff", "image/jpeg"),
}


@pytest.mark.parametrize("what", sorted(GARBAGE))
def test_a_file_that_is_no_photo_is_refused_in_words_and_the_words_are_kept(cast: Cast, what: str) -> None:
    case = a_case(cast)
    GARBAGE[what].seek(0)
    got = Browser().post(page_of(case), {"words": "See.", "key": "o" * 12, "photos": [GARBAGE[what]]})
    assert got.status_code == 400 and "photo" in got.content.decode()
    assert Message.objects.filter(words="See.").exists() and not CasePhoto.objects.exists()


def test_nonsense_in_the_forms_is_refused_in_words(cast: Cast) -> None:
    case, lead = a_case(cast), cast.browser("lead")
    for words in ("", " \x00\u202e ", "x" * 10_001):
        got = lead.post(f"/cases/{case.pk}/acknowledgement/", {"understood": words, "words": words})
        assert got.status_code == 422 and "Nothing was sent" in got.content.decode()
    for words in ("", " \x00\u202e ", "x" * 10_001):
        assert Browser().post(page_of(case), {"words": words, "key": "p" * 12}).status_code == 400
    big = Browser().post(page_of(case), b"x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH="50000000")
    assert big.status_code == 413
    assert Browser().post(page_of(case), b"{}", content_type="application/json").status_code == 400
    assert Browser().put(page_of(case)).status_code == 405
    lead.post(f"/cases/{case.pk}/closure/", {"cause": "sabotage"})
    assert Case.objects.get().state == "received" and Message.objects.count() == 1
    hostile = {
        "words": "It broke.",
        "name": "Eve\r\nBcc: all@example.org",
        "email": "eve@x.example",
        "kind": "complaint",
    }
    door = a_door(cast)
    Browser().post(f"/complain/d/{token_of_door(door.seed)}", {**the_page(door), **hostile})
    letter = Letter.objects.get(to_email="eve@x.example")
    assert "\n" not in letter.to_name and "\r" not in letter.to_name


def test_who_was_asked_complains_instead_and_twice_is_one_case(cast: Cast) -> None:
    link = make_link(cast)
    link.invitation.members.add(cast.member)
    href = f"/complain/a/{link.token}"
    assert Browser().get(href).status_code == 200
    got = Browser().post(href, {"kind": "change", "words": "Somebody else, please.", "key": "q" * 12})
    assert re.fullmatch(r"/case/[A-Za-z0-9_-]{32}\?new", got["Location"])
    Browser().post(href, {"kind": "complaint", "words": "And it broke.", "key": "r" * 12})
    case = Case.objects.get()
    assert (case.kind, case.contact, case.team, case.lead) == ("change", cast.contact, cast.desk, cast.lead)
    assert Message.objects.count() == 2 and Letter.objects.filter(kind="case").count() == 0  # all are private


def test_a_lead_makes_a_low_answer_a_case_with_one_tap(cast: Cast) -> None:
    response = make_answer(cast, felt=1, achieved=0, words="Never again.")
    lead = cast.browser("lead")
    lead.post(f"/cases/from-answer/{response.pk}/")
    lead.post(f"/cases/from-answer/{response.pk}/")
    case = Case.objects.get()
    assert case.response == response and [row.member for row in case.concerns.all()] == [cast.member]
    assert not Note.objects.exists()


def test_a_list_costs_the_same_however_long(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(12):
        a_case(cast, concerned=about(cast.member))
    lead = cast.browser("lead")
    lead.get("/cases/")
    with django_assert_max_num_queries(17):
        lead.get("/cases/")


@pytest.mark.parametrize("show", ["open", "late", "mine", "answered", "closed", "all"])
def test_every_filter_is_a_page(cast: Cast, show: str) -> None:
    closed(cast, a_case(cast))
    a_case(cast, kind="change", concerned=about(cast.member))
    for who in ("lead", "manager", "member", "admin"):
        for more in ("", "&kind=complaint", f"&team={cast.desk.pk}", "&kind=x&team=99999999999999999999"):
            assert cast.browser(who).get(f"/cases/?show={show}{more}").status_code == 200
    for href in ("/cases/second-chances/", "/reassignments/", "/cases/new/"):
        assert cast.browser("lead").get(href).status_code == 200


def test_what_is_about_somebody_is_nowhere_for_them(cast: Cast, settings: Any) -> None:
    """Not in lists, counts, Today, Pulse, the journal or the letters."""
    hidden = a_case(cast, words="Ada shouted at me for an hour.", concerned=about(cast.admin))
    browser = cast.browser("admin")
    for href in ("/cases/?show=all", "/", "/pulse/", "/letters/", "/promises/?show=teams", "/cases/second-chances/"):
        content = browser.get(href).content.decode()
        assert "shouted" not in content and f"/cases/{hidden.pk}/" not in content
    journal = browser.get("/journal/?subject=case").content.decode()
    assert "case.opened" not in re.sub(r"<option.*?</option>", "", journal, flags=re.S)
    assert hidden.lead_id not in (cast.admin.pk, None)


def test_settings_of_cases(cast: Cast) -> None:
    manager = cast.browser("manager")
    for href in ("/settings/cases/", f"/settings/cases/teams/{cast.desk.pk}/"):
        assert manager.post(href, {"acknowledge_hours": 4, "answer_days": 3, "members_read": "on"}).status_code == 302
        assert manager.post(href, {"acknowledge_hours": 0, "answer_days": "x"}).status_code == 422
    case = a_case(cast, concerned=about(cast.member))
    page = cast.browser("member").get(f"/cases/{case.pk}/")
    assert page.status_code == 200 and "A note among ourselves" not in page.content.decode()
    assert cast.browser("member").get(f"/cases/{case.pk}/answer/").status_code == 404
    assert cast.browser("lead").get(f"/cases/{case.pk}/").content.decode().count("Milo Member") >= 1


def test_a_photo_that_was_refused_with_the_first_words_is_told(cast: Cast) -> None:
    link = make_link(cast)
    GARBAGE["nothing"].seek(0)
    sent = {"kind": "complaint", "words": "It broke.", "key": "s" * 12, "photos": [GARBAGE["nothing"]]}
    page = Browser().post(f"/complain/a/{link.token}", sent, follow=True).content.decode()
    assert "Your words are with us. A photo could not be taken." in page and Case.objects.count() == 1
