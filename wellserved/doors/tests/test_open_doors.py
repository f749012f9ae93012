"""A feedback link: whoever walks up may speak; machines, crowds and echoes are held for somebody's look."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.doors.actions.deciding import drop_held, look_again, release_held
from wellserved.doors.actions.keeping import close_door, reopen_door
from wellserved.doors.models import HeldAnswer, Knock
from wellserved.doors.queries.doors import path_of
from wellserved.doors.tasks import forget_who_knocked
from wellserved.doors.tests.opened import a_door, hidden, say, the_page
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.passages.models import Passage
from wellserved.surveys.models import Invitation, Response
from wellserved.surveys.tasks.reacting import react_to_answers
from wellserved.tallies.models import DayTally
from wellserved.tallies.tasks import fold_tallies

pytestmark = pytest.mark.django_db


def test_a_walk_up_answers_without_a_ticket_and_is_counted_for_the_team(cast: Cast) -> None:
    door = a_door(cast)
    got = say(door, achieved=2, felt=5, qualities="friendly", words="Kind and quick.")
    assert got.status_code == 303
    answer = Response.objects.get()
    assert got["Location"].startswith("/a/") and got["Location"].endswith("?sent")
    assert (answer.achieved, answer.felt, answer.words, answer.team_id) == (2, 5, "Kind and quick.", cast.desk.pk)
    invitation = answer.invitation
    assert (invitation.door_id, invitation.came_by, invitation.channel) == (door.pk, 1, "feedback")
    assert invitation.contact is None and invitation.interaction is None
    fold_tallies()
    tally = DayTally.objects.get()
    assert (tally.team, tally.came_by, tally.asked, tally.answered, tally.bullseye) == (cast.desk.pk, 1, 0, 1, 1)
    assert Entry.objects.filter(kind="answer.recorded").count() == 1
    thanks = Browser().get(got["Location"])
    assert b"It is with us now" in thanks.content


def test_looking_records_nothing(cast: Cast) -> None:
    door = a_door(cast)
    for _ in range(3):
        assert Browser().get(path_of(door)).status_code == 200
        assert Browser().head(path_of(door) + "?felt=5").status_code == 200
    assert (Response.objects.count(), HeldAnswer.objects.count(), Knock.objects.count()) == (0, 0, 0)


def test_a_low_answer_by_a_door_reaches_the_lead(cast: Cast) -> None:
    say(a_door(cast), achieved=0, felt=1)
    react_to_answers()
    passage = Passage.objects.get()
    assert passage.low and passage.reader_id == cast.lead.pk


def test_the_same_page_sent_twice_is_one_answer_said_better(cast: Cast) -> None:
    door = a_door(cast)
    page = the_page(door)
    first = say(door, felt=4, **page)
    again = say(door, felt=4, achieved=2, **page)
    assert Response.objects.get().version == 2 and Response.objects.get().achieved == 2
    assert first["Location"] == again["Location"]


def test_a_door_for_one_member_counts_as_their_service(cast: Cast) -> None:
    door = a_door(cast, member=cast.member)
    assert b"How was it, being served by Milo?" in Browser().get(path_of(door)).content
    say(door, felt=5)
    assert list(Invitation.objects.get().members.all()) == [cast.member]


def test_a_closed_door_leads_nowhere_until_it_is_opened_again(cast: Cast) -> None:
    door = a_door(cast)
    close_door(door_id=door.pk, by=cast.admin_by)
    assert Browser().get(path_of(door)).status_code == 404
    assert say(door, felt=5).status_code == 404
    reopen_door(door_id=door.pk, by=cast.admin_by)
    assert say(door, felt=5).status_code == 303
    assert Response.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"website": "https://buy.example"}, "trap"),
        ({"made": "1.forged"}, "no_page"),
        ({"made": ""}, "no_page"),
    ],
)
def test_what_no_person_would_send_is_held(cast: Cast, fields: dict[str, str], reason: str) -> None:
    got = say(a_door(cast), felt=1, words="Buy now", **fields)
    assert got["Location"].endswith("?thanks"), "a machine learns nothing from being held"
    assert Response.objects.count() == 0
    assert HeldAnswer.objects.get().reason == reason


def test_quicker_than_anybody_reads_is_held_unless_a_hand_was_seen(cast: Cast) -> None:
    door = a_door(cast)
    say(door, felt=1, **the_page(door, seconds=0))
    assert HeldAnswer.objects.get().reason == "quick"
    say(door, felt=1, achieved=1, sign="1", **the_page(door, seconds=0))
    assert Response.objects.count() == 1


def test_the_same_words_again_are_held_for_a_lead_to_look_at(cast: Cast) -> None:
    door = a_door(cast)
    say(door, felt=1, words="Never again will I come to this desk.")
    say(door, felt=1, words="Never again will I come to this desk.", address="198.51.100.9")
    held = HeldAnswer.objects.get()
    assert held.reason == "same" and Response.objects.count() == 1
    assert release_held(held_id=held.pk, by=cast.admin_by)
    assert not release_held(held_id=held.pk, by=cast.admin_by), "once"
    assert Response.objects.count() == 2


def test_two_people_with_the_same_face_are_two_but_not_within_a_minute_of_one_network(cast: Cast) -> None:
    door = a_door(cast)
    say(door, felt=5, address="192.0.2.1")
    say(door, felt=5, address="198.51.100.1")
    assert Response.objects.count() == 2
    say(door, felt=5, address="192.0.2.200")
    assert Response.objects.count() == 2 and HeldAnswer.objects.get().reason == "same"


def test_a_crowd_is_held_then_refused_kindly_with_its_words_kept(cast: Cast) -> None:
    door = a_door(cast)
    say(door, felt=3)
    Knock.objects.exclude(whence=b"").update(count=30)
    say(door, felt=2)
    assert HeldAnswer.objects.get().reason == "many"
    Knock.objects.exclude(whence=b"").update(count=120)
    got = say(door, felt=1, words="I waited for an hour.")
    assert got.status_code == 429 and b"I waited for an hour." in got.content and got["Retry-After"]
    assert HeldAnswer.objects.count() == 1


def test_who_knocked_is_a_hash_and_is_forgotten_after_a_day(cast: Cast) -> None:
    door = a_door(cast)
    say(door, felt=3, address="203.0.113.77")
    say(door, felt=4, address="203.0.113.9")
    one, everybody = Knock.objects.exclude(whence=b"").get(), Knock.objects.get(whence=b"")
    assert (one.count, everybody.count) == (2, 2) and len(bytes(one.whence)) == 16
    assert forget_who_knocked() == 0
    Knock.objects.update(hour=now() - timedelta(hours=30))
    assert forget_who_knocked() == 2


def test_what_is_left_out_can_be_counted_after_all(cast: Cast) -> None:
    say(a_door(cast), felt=1, website="x")
    held = HeldAnswer.objects.get()
    assert drop_held(held_id=held.pk, by=cast.admin_by)
    assert look_again(held_id=held.pk, by=cast.admin_by)
    assert release_held(held_id=held.pk, by=cast.admin_by)
    assert Response.objects.count() == 1
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert {"answer.held", "answer.left_out", "answer.held_again", "answer.released"} <= kinds


def test_a_wrong_address_is_said_and_nothing_is_lost(cast: Cast) -> None:
    got = say(a_door(cast), felt=2, words="Slow.", email="bea@nowhere", name="Bea")
    assert got.status_code == 303 or got.status_code == 400
    got = say(a_door(cast), felt=2, words="Slow.", email="no address at all", name="Bea")
    page = got.content.decode()
    assert got.status_code == 400 and "has a mistake in it" in page and "Slow." in page and 'value="Bea"' in page


def test_the_page_again_keeps_its_key_so_that_nothing_is_said_twice(cast: Cast) -> None:
    door = a_door(cast)
    page = Browser().get(path_of(door)).content.decode()
    key = hidden(page, "key")
    again = say(door, key=key, made=hidden(page, "made")).content.decode()
    assert hidden(again, "key") == key


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\x00\xff" * 200, "application/x-www-form-urlencoded"),
        (b"felt=5", "text/plain"),
        (b"{", "application/json"),
        (b"felt=5&" * 200, "application/x-www-form-urlencoded"),
        (b"words=" + b"x" * 300_000, "application/x-www-form-urlencoded"),
    ],
)
def test_garbage_is_refused_in_words(cast: Cast, body: bytes, kind: str) -> None:
    got = Browser().post(path_of(a_door(cast)), body, content_type=kind)
    assert got.status_code == 400
    assert Response.objects.count() == HeldAnswer.objects.count() == 0


def test_thank_you_may_be_said_by_many(cast: Cast) -> None:
    door = a_door(cast)
    for number in range(3):
        say(door, felt=5, words="Thank you", address=f"198.51.{number}.1")
    assert Response.objects.count() == 3


def test_an_answer_that_is_changed_later_still_counts_under_its_door(cast: Cast) -> None:
    where = say(a_door(cast), achieved=2, felt=5)["Location"].removesuffix("?sent")
    Browser().post(where, "achieved=1&felt=3", content_type="application/x-www-form-urlencoded")
    fold_tallies()
    tally = DayTally.objects.get()
    assert (tally.came_by, tally.answered, tally.bullseye, tally.felt_5, tally.felt_3) == (1, 1, 0, 0, 1)


def test_who_left_an_address_is_written_back_to_and_is_marked_as_not_proven(cast: Cast) -> None:
    say(a_door(cast), felt=3, words="Could you call me about the key?", name="Bea B.", email="bea@biology.example")
    react_to_answers()
    answer, passage = Response.objects.get(), Passage.objects.get()
    assert passage.contact is None, "whoever types an address is not that contact"
    lead = cast.browser("lead")
    page = lead.get(f"/feedback/{answer.pk}/").content.decode()
    assert "By a feedback link" in page and "not proven" in page and "Bea B." in page
    assert "By a feedback link" in lead.get("/feedback/").content.decode()
    sent = lead.post(f"/feedback/{answer.pk}/reply/", {"text": "Of course."})
    assert sent.status_code == 302
    assert Letter.objects.get(kind="reply").to_email == "bea@biology.example"


def test_whom_nobody_asked_is_not_offered_to_be_left_alone(cast: Cast) -> None:
    where = say(a_door(cast), felt=5)["Location"].removesuffix("?sent")
    assert b"ask me again" not in Browser().get(where).content


def test_what_was_left_out_is_kept_for_three_months(cast: Cast) -> None:
    say(a_door(cast), felt=1, website="x")
    drop_held(held_id=HeldAnswer.objects.get().pk, by=cast.admin_by)
    HeldAnswer.objects.update(decided_at=now() - timedelta(days=80))
    assert forget_who_knocked() == 0 and HeldAnswer.objects.exists()
    HeldAnswer.objects.update(decided_at=now() - timedelta(days=91))
    assert forget_who_knocked() == 1 and not HeldAnswer.objects.exists()
    assert Entry.objects.filter(kind="held_answers.forgotten").count() == 1
