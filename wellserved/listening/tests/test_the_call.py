"""A call: its notes, its clock, how it ends; and who may read what was said."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.accounts.models import Account
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.listening.actions.answering import OverError
from wellserved.listening.actions.calling import end_call, miss_call
from wellserved.listening.models import Call, CallingHours, CallLine, Round
from wellserved.listening.tests.served import a_running_round, an_invited_call, slots_on
from wellserved.mail.models import Letter
from wellserved.people.models import Contact, Membership

WORDS = "Somebody looks up the moment you come in"


def a_line(**otherwise: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "question": 0, "place": 1.0, "text": WORDS, **otherwise}


def put(browser: Browser, call: Call, *lines: dict[str, Any], **more: Any) -> Any:
    body = json.dumps({"lines": list(lines), **more})
    return browser.put(f"/calls/{call.pk}/lines/", body, content_type="application/json")


def test_a_copy_is_merged_twice_is_once_and_the_journal_has_no_words(cast: Cast) -> None:
    call, _ = an_invited_call(cast)
    member, line = cast.browser("member"), a_line()
    assert put(member, call, line).json()["lines"][0]["text"] == WORDS
    newer = {**line, "text": f"{WORDS}.", "revision": 2}
    assert put(member, call, newer).status_code == 200
    assert put(member, call, line, newer).json()["lines"][0]["text"] == f"{WORDS}."
    entries = Entry.objects.filter(kind="call.noted").order_by("pk")
    assert [entry.details for entry in entries] == [
        {"round": call.round_id, "added": 1, "changed": 0},
        {"round": call.round_id, "added": 0, "changed": 1},
    ]
    put(member, call, {**line, "text": "", "revision": 2, "removed": True})
    row = CallLine.objects.get()
    assert (row.text, row.removed_at is not None) == ("", True), "a tombstone keeps no words"
    assert member.get(f"/calls/{call.pk}/lines/").json()["lines"][0]["removed"] is True


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "a\x00b"},
        {"text": "x" * 20_001},
        {"question": 7},
        {"question": -1},
        {"place": 1e300},
        {"revision": 0},
        {"revision": 2**40},
        {"id": "7"},
        {"colour": "red"},
    ],
)
def test_what_cannot_be_kept_is_refused_whole(cast: Cast, wrong: dict[str, Any]) -> None:
    call, _ = an_invited_call(cast)
    got = put(cast.browser("member"), call, a_line(), a_line(**wrong))
    assert got.status_code in (409, 422)
    assert not CallLine.objects.exists()


def test_bad_documents_and_too_much_are_refused(cast: Cast) -> None:
    call, _ = an_invited_call(cast)
    member = cast.browser("member")
    for body, status in ((b"", 422), (b"[]", 422), (b'{"lines": [NaN]}', 422), (b"\xff{", 422), (b"x" * 600_001, 413)):
        assert member.put(f"/calls/{call.pk}/lines/", body, content_type="application/json").status_code == status
    many = [a_line(text="x" * 15_000) for _ in range(14)]
    assert put(member, call, *many).status_code == 413
    assert not CallLine.objects.exists()


def test_a_line_of_another_call_stays_there(cast: Cast) -> None:
    call, _ = an_invited_call(cast)
    other = call.round.calls.filter(member=cast.member).exclude(pk=call.pk).first()
    assert other is not None
    member, line = cast.browser("member"), a_line()
    put(member, call, line)
    assert put(member, other, {**line, "text": "mine now", "revision": 9}).status_code == 409
    assert CallLine.objects.get().text == WORDS


def test_the_clock_runs_from_the_first_tap_and_the_earlier_of_two_holds(cast: Cast) -> None:
    call, _ = an_invited_call(cast)
    member = cast.browser("member")
    assert "Start the clock" in member.get(f"/calls/{call.pk}/").content.decode()
    member.post(f"/calls/{call.pk}/clock/")
    assert "Start the clock" not in member.get(f"/calls/{call.pk}/").content.decode()
    put(member, call, began_ago=300)
    assert 299 <= put(member, call).json()["began_ago"] <= 330
    put(member, call, began_ago=10)
    assert put(member, call).json()["began_ago"] >= 299
    assert 190 < put(member, call, ended_ago=100).json()["lasted"] < 210
    call.refresh_from_db()
    assert call.state == "held"
    assert timedelta(seconds=190) < call.held_at - call.began_at < timedelta(seconds=210)  # type: ignore[operator]
    put(member, call, ended_ago=0)
    assert Entry.objects.filter(kind="call.held").count() == 1


def test_without_a_script_the_page_is_a_form(cast: Cast) -> None:
    call, _ = an_invited_call(cast)
    CallingHours.objects.create(member=cast.member, timezone="UTC", direct="Ext. 4417")
    member = cast.browser("member")
    shown = member.get(f"/calls/{call.pk}/").content.decode()
    for part in ("your 1st of 3 calls", "How did you learn about us?", "direct contact, Ext. 4417", "1 of 12 eligible"):
        assert part in shown
    member.post(f"/calls/{call.pk}/", {"shown": "[]", "q0": " New-staff tour.\r\nThen a colleague ", "do": "save"})
    lines = list(CallLine.objects.order_by("place"))
    assert [(line.text, line.new_paragraph) for line in lines] == [
        ("New-staff tour.", False),
        ("Then a colleague", True),
    ]
    assert "New-staff tour.\nThen a colleague</textarea>" in member.get(f"/calls/{call.pk}/").content.decode()
    got = member.post(f"/calls/{call.pk}/", {"shown": "broken", "q1": "The desk", "do": "end"})
    assert got["Location"] == f"/calls/{call.pk}/after/"
    assert CallLine.objects.filter(text="The desk").exists()
    assert "You have spoken" in member.get(f"/calls/{call.pk}/").content.decode()


def test_a_page_without_a_script_loses_nothing_that_another_wrote_meanwhile(cast: Cast) -> None:
    call, _ = an_invited_call(cast)
    member, line = cast.browser("member"), a_line(text="Tour")
    put(member, call, line)
    shown = json.dumps([line])
    put(member, call, {**line, "text": "Tour for new staff", "revision": 2})
    member.post(f"/calls/{call.pk}/", {"shown": shown, "q0": "Tour, then a colleague", "do": "save"})
    page = member.get(f"/calls/{call.pk}/").content.decode()
    assert "Tour for new staff\nTour, then a colleague" in page
    assert "Edited in two places: both are kept" in page


def test_nobody_answered_and_they_choose_again(cast: Cast) -> None:
    call, href = an_invited_call(cast)
    member = cast.browser("member")
    got = member.post(f"/calls/{call.pk}/no-show/", follow=True).content.decode()
    assert "You did not reach them" in got
    letter = Letter.objects.get(kind="call_again")
    assert "could not reach you" in letter.text and "{{token:listening_call:" in letter.text
    assert letter.not_before > now()
    call.refresh_from_db()
    assert (call.state, call.tries) == ("no_show", 1)
    slot = slots_on(Browser().get(href).content.decode())[0]
    assert Browser().post(href, {"do": "slot", "slot": slot, "number": "1"}).status_code == 303
    call.refresh_from_db()
    assert call.state == "planned"


def test_a_tap_by_mistake_is_taken_back_and_so_is_the_letter(cast: Cast) -> None:
    call, _ = an_invited_call(cast)
    member = cast.browser("member")
    member.post(f"/calls/{call.pk}/no-show/")
    member.post(f"/calls/{call.pk}/resumption/")
    assert Letter.objects.get(kind="call_again").state == "cancelled"
    member.post(f"/calls/{call.pk}/later/")
    call.refresh_from_db()
    assert call.state == "later"
    assert list(Letter.objects.filter(kind="call_again").order_by("pk").values_list("state", flat=True)) == [
        "cancelled",
        "queued",
    ]
    member.post(f"/calls/{call.pk}/resumption/")
    assert end_call(call_id=call.pk, by=cast.admin_by)
    with pytest.raises(OverError):
        miss_call(call_id=call.pk, by=cast.admin_by)
    member.post(f"/calls/{call.pk}/resumption/")
    call.refresh_from_db()
    assert (call.state, call.held_at) == ("invited", None)


def test_nobody_is_written_to_a_third_time_or_who_wants_no_letters(cast: Cast) -> None:
    call, _ = an_invited_call(cast)
    for _ in range(3):
        miss_call(call_id=call.pk, by=cast.admin_by)
        Letter.objects.update(state="sent")
    assert Letter.objects.filter(kind="call_again").count() == 2
    other, _ = an_invited_call(cast)
    Contact.objects.filter(pk=other.contact_id).update(opted_out_at=now())
    miss_call(call_id=other.pk, by=cast.admin_by)
    assert Letter.objects.filter(kind="call_again").count() == 2


def test_call_me_later_at_a_time_that_was_agreed_on(cast: Cast) -> None:
    call, _ = an_invited_call(cast)
    other = call.round.calls.filter(member=cast.member).exclude(pk=call.pk).first()
    assert other is not None
    at = (now() + timedelta(days=2)).replace(minute=0, second=0, microsecond=0)
    Call.objects.filter(pk=other.pk).update(state="planned", starts_at=at)
    member, href = cast.browser("member"), f"/calls/{call.pk}/later/"
    for wrong, status in ((f"{at:%Y-%m-%dT%H:10}", 409), ("2001-01-01T10:00", 422), ("soon", 422)):
        assert member.post(href, {"starts_at": wrong}).status_code == status
    call.refresh_from_db()
    assert call.state == "invited"
    member.post(href, {"starts_at": f"{at + timedelta(hours=1):%Y-%m-%dT%H:%M}"})
    call.refresh_from_db()
    assert call.state == "planned" and not Letter.objects.filter(kind="call_again").exists()


def test_the_member_writes_who_leads_reads_and_nobody_else_sees_anything(cast: Cast) -> None:
    call, _ = an_invited_call(cast)
    assert cast.browser("lead").get(f"/calls/{call.pk}/").status_code == 404, "there is nothing to read yet"
    put(cast.browser("member"), call, a_line(), a_line(question=99, text="a new key"))
    for who in ("lead", "manager"):
        page = cast.browser(who).get(f"/calls/{call.pk}/").content.decode()
        assert WORDS in page and "a new key" in page and "<textarea" not in page
        assert put(cast.browser(who), call, a_line()).status_code == 404
        assert cast.browser(who).post(f"/calls/{call.pk}/", {"q0": "mine", "do": "end"}).status_code == 200
    colleague = cast.outsider  # of the same team, and leading another
    Membership.objects.create(member=colleague, team=cast.desk)
    Membership.objects.filter(member=colleague, team=cast.networks).update(leads=True)
    Account.objects.filter(pk=colleague.account_id).update(role="lead")
    assert cast.browser("outsider").get(f"/calls/{call.pk}/").status_code == 404
    call.refresh_from_db()
    assert (call.state, CallLine.objects.count()) == ("invited", 2)
    Contact.objects.filter(pk=call.contact_id).delete()
    assert cast.browser("member").get(f"/calls/{call.pk}/").status_code == 404
    assert put(cast.browser("member"), call, a_line()).status_code == 410


def test_words_that_come_late_are_kept_though_the_round_or_the_call_is_over(cast: Cast) -> None:
    call, _ = an_invited_call(cast)
    end_call(call_id=call.pk, by=cast.admin_by)
    Round.objects.update(state=Round.State.ENDED)
    assert put(cast.browser("member"), call, a_line()).status_code == 200
    Call.objects.update(state=Call.State.REPLACED)
    assert put(cast.browser("member"), call, a_line(text="and this")).status_code == 200
    assert CallLine.objects.count() == 2


def test_a_round_counts_who_was_spoken_with(cast: Cast) -> None:
    one = a_running_round(cast)
    call = one.calls.filter(member=cast.member).first()
    assert call is not None
    Call.objects.filter(pk=call.pk).update(state=Call.State.INVITED)
    page = cast.browser("member").get(f"/rounds/{one.pk}/").content.decode()
    assert "You have spoken with none of 3" in page and f"/calls/{call.pk}/" in page
    end_call(call_id=call.pk, by=cast.admin_by)
    assert "You have spoken with 1 of 3" in cast.browser("member").get(f"/rounds/{one.pk}/").content.decode()
    assert "1 of 6 spoken" in cast.browser("lead").get(f"/rounds/{one.pk}/").content.decode()
