"""Today tells whom one drew, who chose a time or wrote when, and which calls there are today."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from wellserved.kit.clock import now
from wellserved.listening.models import Call, Round
from wellserved.listening.tests.served import a_running_round
from wellserved.people.actors import actor_of_member
from wellserved.people.models import Contact, Member
from wellserved.site import rules
from wellserved.site.queries.round_lines import round_lines
from wellserved.site.shapes import Line

MORNING = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def morning(time_machine: Any, settings: Any) -> None:
    settings.TIME_ZONE = "UTC"
    time_machine.move_to(MORNING, tick=False)


def lines_of(member: Member) -> list[Line]:
    return rules.in_order(round_lines(actor_of_member(member), now()))


def calls_of(cast: Cast, names: str = "Ann Bob Cem") -> list[Call]:
    """The member's calls in a round that runs, to people with these names."""
    one = a_running_round(cast, people=0 if Contact.objects.count() > 9 else 12, calls_each=len(names.split()))
    calls = list(one.calls.filter(member=cast.member).order_by("place"))
    for call, name in zip(calls, names.split(), strict=True):
        Contact.objects.filter(pk=call.contact_id).update(name=name)
    return calls


def becomes(call: Call, state: Call.State, **more: Any) -> None:
    Call.objects.filter(pk=call.pk).update(state=state, **{"answered_at": now(), **more})


def test_whom_one_drew_is_one_line_until_they_are_invited(cast: Cast) -> None:
    calls = calls_of(cast)
    [line] = lines_of(cast.member)
    assert line.sentence == "You drew three people for Autumn round."
    assert line.grey == "Ann, Bob and Cem · to be called by 8 December"
    assert (line.href, line.button, line.late) == (f"/rounds/{calls[0].round_id}/", "Invite them", False)
    for call in calls[:2]:
        becomes(call, Call.State.INVITED)
    [line] = lines_of(cast.member)
    assert (line.sentence, line.button) == ("You drew somebody for Autumn round.", "Invite")
    becomes(calls[2], Call.State.INVITED)
    assert lines_of(cast.member) == []


def test_many_are_named_in_short(cast: Cast) -> None:
    calls_of(cast, "Ann Bob Cem Dee Eva")
    assert lines_of(cast.member)[0].grey.startswith("Ann, Bob, Cem and two more · ")


def test_who_chose_a_time_is_told_with_the_moment_and_again_on_the_day(cast: Cast, time_machine: Any) -> None:
    call, *others = calls_of(cast)
    for other in others:
        becomes(other, Call.State.DECLINED)
    at = MORNING + timedelta(days=6, hours=2)
    becomes(call, Call.State.PLANNED, starts_at=at, number="Ext. 4417")
    [line] = lines_of(cast.member)
    assert line.sentence == "Ann would like your call on Monday at 10:00."
    assert line.grey == "The internal client · Ext. 4417 · Autumn round"
    time_machine.move_to(MORNING + timedelta(days=3), tick=False)
    assert lines_of(cast.member) == [], "it is no news any more"
    time_machine.move_to(at - timedelta(hours=2), tick=False)
    [line] = lines_of(cast.member)
    assert (line.sentence, line.urgency) == ("You call Ann today at 10:00.", rules.DUE)
    time_machine.move_to(at + timedelta(minutes=59), tick=False)
    assert [line.urgency for line in lines_of(cast.member)] == [rules.CALLED], "now, before all else"
    assert (line.href, line.button) == (f"/calls/{call.pk}/", "Open the call")
    time_machine.move_to(at + timedelta(minutes=61), tick=False)
    [line] = lines_of(cast.member)
    assert (line.sentence, line.button) == ("You were to call Ann today at 10:00.", "Say how it went")
    becomes(call, Call.State.HELD, held_at=now())
    assert lines_of(cast.member) == [], "they have spoken"


def test_who_was_not_reached_or_asked_for_another_time_is_told_until_they_are(cast: Cast) -> None:
    first, second, third = calls_of(cast)
    becomes(first, Call.State.NO_SHOW, starts_at=MORNING - timedelta(days=1))
    becomes(second, Call.State.LATER)
    becomes(third, Call.State.HELD)
    told = {line.sentence: (line.href, line.button) for line in lines_of(cast.member)}
    assert told == {
        "You did not reach Ann.": (f"/calls/{first.pk}/", "Try again"),
        "Bob asked for a later call.": (f"/calls/{second.pk}/", "Try again"),
    }


def test_who_wrote_when_is_told_with_their_words(cast: Cast) -> None:
    first, second, third = calls_of(cast)
    becomes(third, Call.State.DECLINED)
    becomes(first, Call.State.WISHED, wish="Friday after lunch", number="0171")
    said = [line.sentence for line in lines_of(cast.member)]
    assert said == ["Ann wrote when you can call: “Friday after lunch”", "You drew somebody for Autumn round."]
    becomes(second, Call.State.WISHED, wish="Any day")
    [line] = lines_of(cast.member)
    assert (line.sentence, line.grey) == ("Two people wrote when you can call them.", "Ann and Bob · Autumn round")


def test_nothing_is_told_of_others_calls_of_the_erased_or_once_the_days_are_over(cast: Cast, time_machine: Any) -> None:
    calls = calls_of(cast)
    assert lines_of(cast.outsider) == [] == lines_of(cast.manager)
    Call.objects.filter(pk=calls[0].pk).update(contact=None)
    assert lines_of(cast.member)[0].sentence == "You drew two people for Autumn round."
    time_machine.move_to(MORNING + timedelta(days=14), tick=False)
    assert len(lines_of(cast.member)) == 1, "its last day"
    time_machine.move_to(MORNING + timedelta(days=15), tick=False)
    assert lines_of(cast.member) == []
    time_machine.move_to(MORNING, tick=False)
    Round.objects.update(state=Round.State.ENDED)
    assert lines_of(cast.member) == []


def test_each_round_has_its_own_lines_in_one_query(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first, second = calls_of(cast), calls_of(cast)
    becomes(second[1], Call.State.WISHED, wish="Any day")
    becomes(first[1], Call.State.PLANNED, starts_at=MORNING + timedelta(hours=3))
    actor = actor_of_member(cast.member)
    with django_assert_num_queries(2):
        found = round_lines(actor, now())
    assert sorted(line.href for line in found) == sorted(
        [f"/rounds/{one.round_id}/" for one in (first[0], second[0])]
        + [f"/calls/{one.pk}/" for one in (first[1], second[1])]
    )


def test_a_member_sees_it_on_today(cast: Cast) -> None:
    calls_of(cast)
    page = cast.browser("member").get("/").content.decode()
    assert "You drew three people for Autumn round." in page
