"""One tap asks whoever leads for support; they answer with a promise; nobody else sees it."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from wellserved.hardones.models import HardOne
from wellserved.hardones.queries import whom_to_ask
from wellserved.journal.models import Entry
from wellserved.mail.models import Letter
from wellserved.people.models import Member
from wellserved.promises.models import Promise
from wellserved.surveys.tests.answers import make_answer

pytestmark = pytest.mark.django_db
WORD = "They shouted, and I stayed calm, and then I could not any more."


def tap(cast: Cast, who: str = "member", **answer: object) -> HardOne:
    made = make_answer(cast, **answer)  # type: ignore[arg-type]
    cast.browser(who).post(f"/hard-ones/new/response/{made.pk}/")
    return HardOne.objects.latest("pk")


def test_one_tap_tells_the_lead_at_once_and_a_second_changes_nothing(cast: Cast) -> None:
    made = make_answer(cast)
    for _ in range(2):
        cast.browser("member").post(f"/hard-ones/new/response/{made.pk}/")
    found = HardOne.objects.get()
    assert (found.member, found.asked) == (cast.member, cast.lead)
    letter = Letter.objects.get(kind="hard_one")
    assert letter.to_email == "lena@campus.example" and "Milo Member had a hard one" in letter.text
    today = cast.browser("lead").get("/").content.decode()
    assert "Milo Member had a hard one." in today and "One person is waiting for you" in today
    assert "hard one." not in cast.browser("manager").get("/").content.decode()


def test_the_lead_promises_to_call_and_the_member_hears_of_it(cast: Cast) -> None:
    found = tap(cast)
    lead = cast.browser("lead")
    for _ in range(2):
        lead.post(f"/hard-ones/{found.pk}/support/", {"text": "Call Milo", "due_at": "2035-01-01T10:00"})
    promise = Promise.objects.get()
    assert (promise.member, promise.source_kind, promise.source_id) == (cast.lead, "hard_one", found.pk)
    letter = Letter.objects.get(to_email="milo@campus.example")
    assert letter.subject == "Lena is there for you" and "Call Milo" in letter.text
    today = lead.get("/").content.decode()
    assert "Call Milo." in today and "Milo Member had a hard one." not in today
    assert "Lena has promised: Call Milo" in cast.browser("member").get(f"/hard-ones/{found.pk}/").content.decode()


def test_what_made_it_hard_is_read_by_the_two_and_stands_in_no_letter_and_no_journal(cast: Cast) -> None:
    found = tap(cast)
    cast.browser("member").post(f"/hard-ones/{found.pk}/word/", {"word": WORD})
    assert WORD in cast.browser("lead").get(f"/hard-ones/{found.pk}/").content.decode()
    assert not any("shouted" in text for text in Letter.objects.values_list("text", flat=True))
    assert not any("shouted" in str(entry.details) for entry in Entry.objects.all())
    for who in ("outsider", "admin"):
        assert cast.browser(who).get(f"/hard-ones/{found.pk}/").status_code == 404
        assert "hard one</b>" not in cast.browser(who).get("/hard-ones/").content.decode()


def test_either_of_the_two_says_that_they_have_spoken(cast: Cast) -> None:
    found = tap(cast)
    cast.browser("lead").post(f"/hard-ones/{found.pk}/ending/")
    found.refresh_from_db()
    assert found.ended_at
    assert "Milo Member had a hard one." not in cast.browser("lead").get("/").content.decode()
    cast.browser("lead").post(f"/hard-ones/{found.pk}/support/", {"text": "Call", "due_at": "2035-01-01T10:00"})
    assert not Promise.objects.exists()


def test_whom_to_ask_is_never_oneself_nor_who_is_gone(cast: Cast) -> None:
    desk = cast.desk.pk
    assert whom_to_ask(cast.member, desk) == cast.lead
    assert whom_to_ask(cast.lead, desk) == cast.manager
    assert whom_to_ask(cast.admin, None) == cast.manager
    assert whom_to_ask(cast.outsider, cast.networks.pk) == cast.manager
    Member.objects.filter(pk=cast.lead.pk).update(left_at=cast.lead.created_at)
    assert whom_to_ask(cast.member, desk) == cast.manager
    Member.objects.exclude(pk=cast.member.pk).update(account=None)
    assert whom_to_ask(cast.member, desk) is None


def test_a_promise_without_a_day_is_asked_for_and_nothing_is_lost(cast: Cast) -> None:
    found = tap(cast)
    got = cast.browser("lead").post(f"/hard-ones/{found.pk}/support/", {"text": "Call Milo at home", "due_at": ""})
    assert got.status_code == 422 and b"Call Milo at home" in got.content and not Promise.objects.exists()
    assert cast.browser("lead").get(f"/hard-ones/new/response/{found.source_id}/").status_code == 405
