"""Both calendars know when a call will be: invited, moved, called off, in step with whatever happens to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import vobject
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.calendars.models import Appointment, Guest, OwnCalendar
from wellserved.kit.clock import now
from wellserved.listening.actions.keeping_time import keep_calendars_in_step
from wellserved.listening.models import Call, Round
from wellserved.listening.tests.served import an_invited_call, slots_on
from wellserved.mail.composing import compose
from wellserved.mail.models import Letter, Mailbox
from wellserved.people.models import Contact


def choose(href: str, place: int = 0, number: str = "Ext. 4417") -> str:
    offered = slots_on(Browser().get(href).content.decode())
    got = Browser().post(href, {"do": "slot", "slot": offered[place], "number": number})
    assert got.status_code == 303
    return offered[place]


def letters_to(email: str) -> list[Letter]:
    return list(Letter.objects.filter(kind="call_time", to_email=email).order_by("pk"))


def entry_in(letter: Letter) -> Any:
    """What another library reads in the letter as it leaves."""
    return vobject.readOne(compose(letter).alternatives[0].content)


def long_ago(call: Call) -> None:
    """They have had their time to think again."""
    Call.objects.filter(pk=call.pk).update(answered_at=now() - timedelta(minutes=11))


def test_who_chooses_a_time_finds_it_in_the_calendar_and_so_does_the_member(cast: Cast) -> None:
    Mailbox.objects.create(pk=1, address="reply@campus.example")
    call, href = an_invited_call(cast)
    assert keep_calendars_in_step() == 0
    Contact.objects.filter(pk=call.contact_id).update(timezone="America/New_York")
    chosen = choose(href)
    assert keep_calendars_in_step() == 1
    assert keep_calendars_in_step() == 0  # nothing is said twice
    [theirs], [mine] = letters_to(call.contact.email), letters_to(cast.member.email)  # type: ignore[union-attr]
    assert theirs.subject.startswith("I will call you on ")
    assert "Ext. 4417" in theirs.text and "New York" in theirs.text
    assert mine.subject.startswith(f"{call.contact} would like your call on")
    assert (theirs.audience, mine.audience) == ("customer", "staff")
    found, own = entry_in(theirs), entry_in(mine)
    assert found.method.value == own.method.value == "REQUEST"
    assert found.vevent.uid.value == own.vevent.uid.value
    assert found.vevent.dtstart.value.isoformat() != chosen  # another clock …
    assert found.vevent.dtstart.value == own.vevent.dtstart.value  # … the same moment
    assert (found.vevent.dtend.value - found.vevent.dtstart.value) == timedelta(minutes=10)
    assert found.vevent.location.value == "Ext. 4417"
    assert {one.value for one in found.vevent.attendee_list} == {
        f"mailto:{cast.member.email}",
        f"mailto:{call.contact.email}",  # type: ignore[union-attr]
    }
    assert found.vevent.organizer.value.startswith("mailto:reply+")
    assert href.removeprefix("/l/") not in theirs.calendar  # others may see a calendar; the link is in the letter
    assert compose(theirs).reply_to[0] == cast.member.email  # a person is answered by a person, and the call knows


def test_a_time_chosen_anew_is_one_change_with_the_same_uid(cast: Cast) -> None:
    call, href = an_invited_call(cast)
    choose(href)
    keep_calendars_in_step()
    Browser().post(href, {"do": "again"})
    assert keep_calendars_in_step() == 0  # they are choosing
    choose(href, place=3)
    keep_calendars_in_step()
    first, second = (entry_in(letter) for letter in letters_to(call.contact.email))  # type: ignore[union-attr]
    assert [one.method.value for one in (first, second)] == ["REQUEST", "REQUEST"]
    assert [one.vevent.sequence.value for one in (first, second)] == ["0", "1"]
    assert first.vevent.uid.value == second.vevent.uid.value
    assert first.vevent.organizer.value == second.vevent.organizer.value
    assert first.vevent.dtstart.value != second.vevent.dtstart.value
    assert letters_to(cast.member.email)[1].subject.endswith("now")


def decline(call: Call, href: str, cast: Cast) -> None:
    Browser().post(href, {"do": "no"})


def give_up(call: Call, href: str, cast: Cast) -> None:
    Browser().post(href, {"do": "again"})
    long_ago(call)


def replace(call: Call, href: str, cast: Cast) -> None:
    Call.objects.filter(pk=call.pk).update(state=Call.State.REPLACED)


def end_the_round(call: Call, href: str, cast: Cast) -> None:
    Round.objects.update(state=Round.State.ENDED)


ENDS = [decline, give_up, replace, end_the_round]


@pytest.mark.parametrize("end", ENDS)
def test_what_will_not_be_is_called_off_in_both_calendars(cast: Cast, end: Callable[[Call, str, Cast], None]) -> None:
    call, href = an_invited_call(cast)
    choose(href)
    keep_calendars_in_step()
    Letter.objects.update(state="sent")
    end(call, href, cast)
    assert keep_calendars_in_step() == 1
    assert keep_calendars_in_step() == 0
    for email in (call.contact.email, cast.member.email):  # type: ignore[union-attr]
        first, last = (entry_in(letter) for letter in letters_to(email))
        assert (last.method.value, last.vevent.status.value, last.vevent.sequence.value) == ("CANCEL", "CANCELLED", "1")
        assert last.vevent.uid.value == first.vevent.uid.value


def test_after_it_was_called_off_a_new_time_is_a_further_change(cast: Cast) -> None:
    call, href = an_invited_call(cast)
    choose(href)
    keep_calendars_in_step()
    Letter.objects.update(state="sent")
    decline(call, href, cast)
    keep_calendars_in_step()
    Browser().post(href, {"do": "again"})
    choose(href)
    keep_calendars_in_step()
    letters = letters_to(call.contact.email)  # type: ignore[union-attr]
    found = [entry_in(letter) for letter in letters]
    assert [(one.method.value, one.vevent.sequence.value) for one in found] == [
        ("REQUEST", "0"),
        ("CANCEL", "1"),
        ("REQUEST", "2"),
    ]
    assert len({one.vevent.uid.value for one in found}) == 1


def test_a_letter_that_has_not_left_is_taken_back_and_nothing_is_called_off(cast: Cast) -> None:
    call, href = an_invited_call(cast)
    choose(href)
    keep_calendars_in_step()
    decline(call, href, cast)
    keep_calendars_in_step()
    [only] = letters_to(call.contact.email)  # type: ignore[union-attr]
    assert only.state == "cancelled"


def test_an_erased_contact_is_told_nothing_and_the_member_is(cast: Cast) -> None:
    call, href = an_invited_call(cast)
    choose(href)
    keep_calendars_in_step()
    Letter.objects.update(state="sent")
    email = call.contact.email  # type: ignore[union-attr]
    Call.objects.filter(pk=call.pk).update(contact=None)
    keep_calendars_in_step()
    assert len(letters_to(email)) == 1
    assert "CANCEL" in letters_to(cast.member.email)[1].calendar


def test_a_call_that_was_held_stays_in_the_calendar(cast: Cast) -> None:
    call, href = an_invited_call(cast)
    choose(href)
    keep_calendars_in_step()
    Call.objects.filter(pk=call.pk).update(state=Call.State.HELD)
    assert keep_calendars_in_step() == 0
    assert Appointment.objects.get().state == "stands"


def test_who_wants_no_letters_has_none_and_the_contact_has(cast: Cast) -> None:
    OwnCalendar.objects.create(member=cast.member, letters=False)
    call, href = an_invited_call(cast)
    choose(href)
    keep_calendars_in_step()
    assert letters_to(cast.member.email) == []
    assert len(letters_to(call.contact.email)) == 1  # type: ignore[union-attr]
    assert Guest.objects.count() == 2


@pytest.mark.parametrize("language", ["en", "es", "de", "fr", "pt-br", "zh-hans", "ar"])
def test_the_letter_speaks_their_language(cast: Cast, language: str) -> None:
    call, href = an_invited_call(cast)
    Call.objects.filter(pk=call.pk).update(language=language)
    choose(href)
    keep_calendars_in_step()
    [letter] = letters_to(call.contact.email)  # type: ignore[union-attr]
    assert "%(" not in letter.subject + letter.text + letter.calendar
    assert ("I will call" in letter.text) == (language == "en")
    assert ("calls you" in entry_in(letter).vevent.summary.value) == (language == "en")


def test_looking_for_what_is_out_of_step_takes_as_many_queries_however_many(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    _, href = an_invited_call(cast)
    choose(href)
    keep_calendars_in_step()
    with django_assert_max_num_queries(2):
        keep_calendars_in_step()
