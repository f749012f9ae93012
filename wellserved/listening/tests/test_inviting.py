"""Members write in their own name; contacts choose, write when, or say no; the silent are reminded once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.listening.actions.inviting import invite_to_calls, remind_of_calls
from wellserved.listening.models import Call, CallingHours, NoCalls
from wellserved.listening.queries.eligible import eligible_for
from wellserved.listening.tests.served import a_round, a_running_round, an_invited_call, people_served, slots_on
from wellserved.mail.models import Letter
from wellserved.people.models import Contact
from wellserved.surveys.queries.contacted import last_contacted


def page(href: str) -> str:
    return Browser().get(href).content.decode()


def test_the_letter_is_the_members_own(cast: Cast) -> None:
    one = a_running_round(cast)
    call = one.calls.filter(member=cast.member).order_by("place").first()
    assert call is not None
    member = cast.browser("member")
    assert "May I call you for ten minutes" in member.get(f"/calls/{call.pk}/invitation/").content.decode()
    assert member.post(f"/calls/{call.pk}/invitation/", {"words": " "}).status_code == 422
    got = member.post(f"/calls/{call.pk}/invitation/", {"words": "We met at the desk. May I call?"}, follow=True)
    assert "One letter waits to leave" in got.content.decode()
    letter = Letter.objects.get(kind="call_invitation")
    assert (letter.from_name, letter.reply_to, letter.to_email) == (
        "Milo Member, Service desk",
        cast.member.email,
        call.contact.email,  # type: ignore[union-attr]
    )
    assert "We met at the desk" in letter.text
    assert "{{token:listening_call:" in letter.text  # the link itself is never stored
    call.refresh_from_db()
    assert (call.state, call.letter) == ("invited", letter)
    assert member.get(f"/calls/{call.pk}/invitation/").status_code == 404  # once


def test_all_of_mine_are_invited_with_one_press_and_in_their_language(cast: Cast) -> None:
    one = a_running_round(cast)
    Contact.objects.update(language="de")
    got = cast.browser("member").post(f"/rounds/{one.pk}/invitations/", follow=True)
    assert "Three letters wait to leave" in got.content.decode()
    assert one.calls.filter(member=cast.lead, state="drawn").count() == 3
    letter = Letter.objects.filter(kind="call_invitation").first()
    assert letter is not None
    assert letter.subject == "Darf ich Sie für zehn Minuten anrufen?"
    assert Entry.objects.get(kind="calls.invited").details == {"invited": 3}


def test_who_wants_nothing_by_now_is_not_written_to(cast: Cast) -> None:
    one = a_running_round(cast)
    call = one.calls.filter(member=cast.member).first()
    assert call is not None
    Contact.objects.filter(pk=call.contact_id).update(opted_out_at=now())
    got = cast.browser("member").post(f"/rounds/{one.pk}/invitations/", follow=True).content.decode()
    assert "One was not written to: they do not want to be asked or called by now" in got
    assert Letter.objects.filter(kind="call_invitation").count() == 2


def test_a_contact_chooses_a_time_and_changes_it(cast: Cast) -> None:
    call, href = an_invited_call(cast)
    offered = slots_on(page(href))
    assert offered
    assert Browser().post(href, {"do": "slot", "slot": offered[0], "number": ""}).status_code == 400
    assert Browser().post(href, {"do": "slot", "slot": offered[0], "number": "Ext. 4417"}).status_code == 303
    call.refresh_from_db()
    assert (call.state, call.number, call.starts_at.isoformat()) == ("planned", "Ext. 4417", offered[0])  # type: ignore[union-attr]
    assert "I will call you on" in page(href)
    assert "Ext. 4417" in cast.browser("member").get(f"/rounds/{call.round_id}/").content.decode()
    Browser().post(href, {"do": "again"})
    assert offered[0] in slots_on(page(href))
    told = list(Entry.objects.filter(subject_kind="call").order_by("pk").values_list("kind", "actor_kind"))
    assert told == [("call.time_chosen", "contact"), ("call.reopened", "contact")]


def test_a_contact_writes_when(cast: Cast) -> None:
    call, href = an_invited_call(cast)
    assert Browser().post(href, {"do": "wish", "wish": " "}).status_code == 400
    Browser().post(href, {"do": "wish", "wish": "Friday after lunch <b>", "number": "0171"})
    call.refresh_from_db()
    assert (call.state, call.wish) == ("wished", "Friday after lunch <b>")
    assert "Friday after lunch &lt;b&gt;" in page(href)


def test_a_contact_says_no_never_and_changes_their_mind(cast: Cast) -> None:
    call, href = an_invited_call(cast)
    Browser().post(href, {"do": "no"})
    assert "Nobody will call you" in page(href)
    assert not NoCalls.objects.exists()
    Browser().post(href, {"do": "never"})
    assert "Nobody will ask you for a call again" in page(href)
    assert eligible_for(a_round(cast), now()).left_out["opted_out"] == 1
    assert call.contact.opted_out_at is None  # type: ignore[union-attr]
    Browser().post(href, {"do": "again"})
    call.refresh_from_db()
    assert (call.state, NoCalls.objects.exists()) == ("invited", False)
    assert Entry.objects.filter(kind="contact.opted_out_of", details__of="calls").count() == 1


def test_who_said_no_can_be_replaced(cast: Cast) -> None:
    call, href = an_invited_call(cast)
    Browser().post(href, {"do": "no"})
    got = cast.browser("member").post(f"/calls/{call.pk}/replacement/", {"reason": "said no"}, follow=True)
    assert "was drawn instead" in got.content.decode()
    assert "called off" in page(href)
    assert Browser().post(href, {"do": "again"}).status_code == 200
    call.refresh_from_db()
    assert call.state == "replaced"


@pytest.mark.parametrize("slot", ["", "soon", "2026-13-01", "2031-01-01T10:00:00+00:00", "2026-11-25T10:00:00"])
def test_a_time_that_is_not_offered_cannot_be_had(cast: Cast, slot: str) -> None:
    call, href = an_invited_call(cast)
    assert Browser().post(href, {"do": "slot", "slot": slot, "number": "1"}).status_code in (400, 409)
    call.refresh_from_db()
    assert call.state == "invited"


def test_a_page_shows_nothing_of_anybody_else_and_looking_changes_nothing(cast: Cast) -> None:
    call, href = an_invited_call(cast)
    before = Entry.objects.count()
    shown = page(href)
    assert Entry.objects.count() == before
    others = Contact.objects.exclude(pk=call.contact_id).values_list("name", flat=True)
    assert not any(name in shown for name in others)
    assert Browser().put(href).status_code == 405


def test_both_clocks_are_shown_where_they_differ(cast: Cast) -> None:
    call, href = an_invited_call(cast)
    CallingHours.objects.create(member=cast.member, timezone="America/New_York")
    Contact.objects.filter(pk=call.contact_id).update(timezone="Europe/Berlin")
    shown = page(href)
    assert "your time (Berlin)" in shown
    assert "<small>10:00</small>" in shown
    assert ">16:00<" in shown


def test_the_silent_are_reminded_once_and_never_twice(cast: Cast) -> None:
    call, href = an_invited_call(cast)
    other = call.round.calls.filter(member=cast.member, state="drawn").first()
    assert other is not None
    invite_to_calls(call_ids=[other.pk], by=cast.admin_by)
    assert remind_of_calls() == 0
    Letter.objects.update(state="sent", sent_at=now())
    Call.objects.filter(remind_at__isnull=False).update(remind_at=now() - timedelta(minutes=1))
    Browser().post(href, {"do": "wish", "wish": "soon"})  # who spoke is not reminded
    assert remind_of_calls() == 1
    reminders = Letter.objects.filter(key__endswith=":again")
    assert [letter.to_email for letter in reminders] == [other.contact.email]  # type: ignore[union-attr]
    assert "remind you this once only" in reminders[0].text
    Call.objects.update(remind_at=now() - timedelta(minutes=1))
    remind_of_calls()
    assert Letter.objects.filter(key__endswith=":again").count() == 1


def test_surveys_leave_in_peace_who_was_invited_to_a_call(cast: Cast) -> None:
    call, _ = an_invited_call(cast)
    assert last_contacted([call.contact_id or 0], now())[call.contact_id or 0].at == call.invited_at
    assert eligible_for(a_round(cast), now()).left_out["asked_recently"] == 1


def test_calling_hours_are_ones_own(cast: Cast) -> None:
    said: dict[str, Any] = {f"day_{n}": "" for n in range(7)}
    member = cast.browser("member")
    assert member.post("/calls/hours/", {**said, "timezone": "UTC"}).status_code == 422
    assert member.post("/calls/hours/", {**said, "timezone": "UTC", "day_0": "12-9"}).status_code == 422
    done = member.post("/calls/hours/", {**said, "timezone": "UTC", "day_1": "9-10", "direct": "Ext. 4417"})
    assert done.status_code == 302
    row = CallingHours.objects.get()
    assert (row.member, row.hours["1"], row.direct) == (cast.member, [["09:00", "10:00"]], "Ext. 4417")


def test_inviting_many_takes_as_many_queries_as_inviting_few(cast: Cast, django_assert_max_num_queries: Any) -> None:
    people_served(cast, 60)
    one = a_running_round(cast, people=0, calls_each=10)
    ids = list(one.calls.values_list("pk", flat=True))
    with django_assert_max_num_queries(22):
        assert invite_to_calls(call_ids=ids, by=cast.admin_by)["invited"] == 20
