"""You said, we did: everybody hears what came of their own words, once, in the name of who called them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.kit.languages import LANGUAGES
from wellserved.listening.actions.telling import excuse, keep_telling, take_back_unwanted, tell, tell_all
from wellserved.listening.models import Call, CallLine, Telling, Theme
from wellserved.listening.queries.telling import participant, participants_of, tellings_ahead_of
from wellserved.listening.rules.telling import CameOf, decided_otherwise, digests
from wellserved.listening.telling import usual_telling, write_telling
from wellserved.listening.tests.decided import a_decided_round, adjust_hours, first_call
from wellserved.listening.tests.served import a_running_round
from wellserved.listening.tests.spoken import hold
from wellserved.mail.models import Letter
from wellserved.people.models import Contact, Member

EVERY_OUTCOME = (
    CameOf(1, "The desk", "keep", "kept_up", confirms="Walk in", quotes=("They look up.",)),
    CameOf(2, "Hours", "adjust", "open", action="Open earlier", owner="Lena Lead", due_on=now().date()),
    CameOf(3, "Phones", "adjust", "late", action="Two more lines", owner="Lena Lead", due_on=now().date()),
    CameOf(4, "Keys", "adjust", "done", action="A second key"),
    CameOf(5, "Lifts", "adjust", "dropped", action="A new lift"),
    CameOf(6, "Forms", "adjust", "unsaid", action="Fewer forms"),
    CameOf(7, "Doors", "adjust", "unsaid"),
    CameOf(8, "Signs", "", "undecided"),
)


def the_lead_and_the_call(cast: Cast) -> tuple[Call, str]:
    call = first_call(a_decided_round(cast))
    assert call.member_id == cast.lead.pk
    return call, f"/calls/{call.pk}/telling/"


def test_each_hears_of_their_own_words_and_of_nobody_elses(cast: Cast) -> None:
    one = a_decided_round(cast, calls=1)
    other = one.calls.filter(state=Call.State.DRAWN).order_by("pk")[0]
    hold(other, [("", ""), ("noted by me", "Xylophones in the hall"), ("", "")])
    lines = CallLine.objects.filter(call=other)
    desk = Theme.objects.get(name="The walk-up desk")
    for line in lines:
        desk.sorted.create(line=line, place=9)
    first, second = participants_of(one)
    letters = {who.call.pk: usual_telling(who.call, who.about, who.call.member) for who in (first, second)}
    mine, theirs = letters[other.pk], letters[first_call(one).pk if first_call(one) != other else second.call.pk]
    assert "Xylophones" in mine and "noted by me" not in mine and "Opening hours" not in mine
    assert "Xylophones" not in theirs and "I start at seven" in theirs and "The hours." not in theirs
    assert not any(str(name) in letters[other.pk] for name in Contact.objects.values_list("name", flat=True))


def test_a_letter_reads_like_one(cast: Cast) -> None:
    call, _ = the_lead_and_the_call(cast)
    who = participant(call.pk)
    letter = write_telling(who.call, cast.desk, usual_telling(who.call, who.about, cast.lead), cast.lead)
    text = re.sub(r"(?<=\S)\n(?=\S)", " ", letter["text"])
    assert "The walk-up desk You said: “Somebody looks up the moment you come in.” We keep this as it is." in text
    assert "Opening hours You said: “I start at seven, and you open at nine.” We will do this: Open at" in text
    assert "Milo Member sees to it, by" in text and "Lena Lead" in letter["from_name"]
    assert "I see to it myself, by" in usual_telling(who.call, who.about, cast.member)
    assert "This time we decided nothing" in usual_telling(who.call, (), cast.lead)


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_what_stands_around_it_speaks_their_language(cast: Cast, language: str) -> None:
    call = first_call(a_decided_round(cast))
    call.language = language
    said = usual_telling(call, EVERY_OUTCOME, cast.lead) + usual_telling(call, (), cast.lead)
    english = (
        "We ",
        "You ",
        "Who ",
        "About this",
        "sees to it",
        "In the end",
        "It was",
        "If I",
        "This time",
        "Here is",
    )
    assert any(words in said for words in english) == (language == "en")
    assert all(one.action in said and one.name in said for one in EVERY_OUTCOME)


def test_it_leaves_once_and_threads_to_the_call(cast: Cast) -> None:
    call, href = the_lead_and_the_call(cast)
    lead = cast.browser("lead")
    assert "What shall" in lead.get(href).content.decode()
    assert lead.post(href, {"words": " ", "do": "send"}).status_code == 422
    said = {"words": "We open at half past seven. {{token:x:y}}", "do": "send"}
    assert "on its way" in lead.post(href, said, follow=True).content.decode()
    lead.post(href, {"words": "Once more", "do": "send"})
    letter = Letter.objects.get(kind="call_told")
    assert (letter.thread_kind, letter.thread_id, letter.reply_to) == ("call", call.pk, cast.lead.email)
    assert letter.from_name == "Lena Lead, Service desk" and "{ {token:x:y}}" in letter.text
    assert [entry.details for entry in Entry.objects.filter(kind="call.told")] == [
        {"round": call.round_id, "letter": letter.pk}
    ]
    page = lead.get(href).content.decode()
    assert "has heard from you" in page and "Send it" not in page


def test_what_somebody_wrote_stays_when_the_meeting_decides_otherwise(cast: Cast) -> None:
    call, href = the_lead_and_the_call(cast)
    lead = cast.browser("lead")
    lead.post(href, {"words": "My own words.", "do": "keep"})
    assert "decided otherwise" not in lead.get(href).content.decode()
    adjust_hours(cast, Theme.objects.get(name="Opening hours"), "Open at seven")
    page = lead.get(href).content.decode()
    assert "My own words." in page and "About Opening hours" in page and "Open at seven" in page
    assert "decided otherwise since" in lead.get(f"/rounds/{call.round_id}/telling/").content.decode()
    # What was decided otherwise is read first: it does not leave with the others.
    lead.post(f"/rounds/{call.round_id}/telling/letters/")
    assert not Letter.objects.filter(kind="call_told", thread_id=call.pk).exists()
    lead.post(href, {"words": "-", "do": "anew"})
    assert "My own words." not in lead.get(href).content.decode()


def test_all_of_ones_own_leave_at_once_when_everything_is_decided(cast: Cast) -> None:
    one = a_decided_round(cast)
    lead, letters = cast.browser("lead"), Letter.objects.filter(kind="call_told")
    Theme.objects.filter(name="Opening hours").update(decision="")
    lead.post(f"/rounds/{one.pk}/telling/letters/")
    assert not letters.exists()
    Theme.objects.filter(name="Opening hours").update(decision="adjust")
    got = lead.post(f"/rounds/{one.pk}/telling/letters/", follow=True).content.decode()
    assert "Two letters wait to leave" in got and "Everybody who spoke has heard" in got
    assert letters.count() == 2 and not tellings_ahead_of(cast.lead.pk).exists()


def test_who_cannot_be_told_is_excused_and_why_is_said(cast: Cast) -> None:
    one = a_decided_round(cast, calls=3)
    calls = list(one.calls.filter(state=Call.State.HELD).select_related("contact").order_by("pk"))
    Contact.objects.filter(pk=calls[0].contact_id).update(opted_out_at=now())
    Contact.objects.filter(pk=calls[1].contact_id).update(email="")
    Contact.objects.filter(pk=calls[2].contact_id).delete()
    assert sorted(who.why for who in participants_of(one)) == ["erased", "no_address", "opted_out"]
    page = cast.browser("member").get(f"/rounds/{one.pk}/telling/").content.decode()
    assert "Everybody who spoke has heard" in page and "They want no letters" in page and "was erased" in page
    assert tell_all(call_ids=[call.pk for call in calls], member=cast.lead, by=cast.admin_by) == 0
    assert not Letter.objects.filter(kind="call_told").exists()


def test_a_lead_excuses_somebody_with_a_reason(cast: Cast) -> None:
    call, href = the_lead_and_the_call(cast)
    lead = cast.browser("lead")
    assert lead.post(f"/calls/{call.pk}/excuse/", {"reason": " "}).status_code == 422
    got = lead.post(f"/calls/{call.pk}/excuse/", {"reason": "I told her at the counter"}, follow=True).content.decode()
    assert "I told her at the counter" in got and participant(call.pk).state == "excused"
    assert "counter" not in str(list(Entry.objects.values_list("details", flat=True)))
    lead.post(href, {"words": "After all.", "do": "send"})  # who wants to may write all the same
    assert participant(call.pk).state == "told"
    assert not excuse(call_id=call.pk, reason="x", member=cast.lead, by=cast.admin_by)
    assert not keep_telling(call_id=call.pk, words="x", member=cast.lead, by=cast.admin_by)


def test_a_letter_that_did_not_leave_has_told_nobody(cast: Cast) -> None:
    call, _ = the_lead_and_the_call(cast)
    letter, new = tell(call_id=call.pk, member=cast.lead, by=cast.admin_by)
    assert new and participant(call.pk).state == "told"
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.FAILED)
    assert participant(call.pk).state == "failed"
    assert "did not leave" in cast.browser("lead").get(f"/rounds/{call.round_id}/telling/").content.decode()
    assert excuse(call_id=call.pk, reason="Their mailbox is full", member=cast.lead, by=cast.admin_by)


def test_who_opts_out_while_the_letter_waits_gets_none(cast: Cast) -> None:
    call, _ = the_lead_and_the_call(cast)
    letter, _ = tell(call_id=call.pk, member=cast.lead, by=cast.admin_by)
    assert take_back_unwanted() == 0
    Contact.objects.filter(pk=call.contact_id).update(opted_out_at=now())
    assert (take_back_unwanted(), take_back_unwanted()) == (1, 0)
    letter.refresh_from_db()
    assert letter.state == Letter.State.CANCELLED
    assert (participant(call.pk).state, participant(call.pk).why) == ("excused", "opted_out")


def test_whoever_leads_writes_for_somebody_who_left(cast: Cast) -> None:
    one = a_decided_round(cast)
    call = one.calls.filter(member=cast.member).first()
    assert call is not None
    hold(call)
    href = f"/calls/{call.pk}/telling/"
    assert cast.browser("lead").get(href).status_code == 404
    Member.objects.filter(pk=cast.member.pk).update(left_at=now())
    assert cast.browser("lead").post(href, {"words": "In his stead.", "do": "send"}).status_code == 302
    assert Letter.objects.get(kind="call_told").from_name == "Lena Lead, Service desk"


def test_the_page_takes_as_many_queries_for_many_as_for_few(cast: Cast, django_assert_max_num_queries: Any) -> None:
    one = a_decided_round(cast, calls=2)
    browser, counts = cast.browser("lead"), []
    for _ in range(2):
        with django_assert_max_num_queries(30) as taken:
            browser.get(f"/rounds/{one.pk}/telling/")
        counts.append(len(taken))
        for call in one.calls.filter(state=Call.State.DRAWN):
            hold(call)
    assert counts[0] == counts[1]


def test_nobody_waits_before_the_meeting_has_decided(cast: Cast) -> None:
    one = a_running_round(cast)
    hold(one.calls.filter(member=cast.lead)[0])
    assert not tellings_ahead_of(cast.lead.pk).exists()
    page = cast.browser("lead").get(f"/rounds/{one.pk}/telling/").content.decode()
    assert "has not decided about every theme" in page
    assert not Telling.objects.exists()


@given(st.lists(st.integers(0, 7), unique=True), st.lists(st.integers(0, 7), unique=True))
def test_a_letter_knows_which_themes_were_decided_otherwise(before: list[int], after: list[int]) -> None:
    then, now_ = [EVERY_OUTCOME[n] for n in before], [EVERY_OUTCOME[n] for n in after]
    changed = decided_otherwise(now_, digests(then))
    assert sorted(name for name in changed if name) == sorted(one.name for one in now_ if one not in then)
    assert changed.count("") == len([one for one in then if one not in now_])
    assert bool(changed) == (set(before) != set(after))
