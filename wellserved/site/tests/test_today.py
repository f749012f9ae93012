"""Today: who is waiting, which promise is due, one kind word, and what came of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from wellserved.kit.clock import now
from wellserved.passages.actions import mark_read, reply_to_passage
from wellserved.passages.models import Passage
from wellserved.people.actors import actor_of_member
from wellserved.people.models import Contact, Member
from wellserved.promises.actions import keep_promise, make_promise
from wellserved.promises.models import Promise
from wellserved.site.queries.today import today_for
from wellserved.site.shapes import Today
from wellserved.surveys.models import Response
from wellserved.surveys.tasks.reacting import react_to_answers
from wellserved.surveys.tests.answers import make_answer


def today_of(member: Member) -> Today:
    return today_for(actor_of_member(member))


def promise(cast: Cast, hours: int, member: Member | None = None, contact: bool = True) -> Promise:
    return make_promise(
        member=member or cast.member,
        contact=cast.contact if contact else None,
        text="Call the printer people",
        due_at=now() + timedelta(hours=hours),
        by=actor_of_member(cast.member).by,
    )


def test_nobody_is_waiting(cast: Cast) -> None:
    page = cast.browser("member").get("/")
    assert b"<h1>Nobody is waiting</h1>" in page.content


def test_the_title_counts_people_not_things(cast: Cast) -> None:
    make_answer(cast, words="Fine")
    make_answer(cast, words="Fine again")
    make_answer(cast, words="Somebody else", contact=Contact.objects.create(name="Kim"))
    react_to_answers()
    promise(cast, 5)
    assert today_of(cast.member).title == "Two people are waiting for you"


def test_low_answers_come_first_then_what_is_late_then_what_is_due(cast: Cast) -> None:
    make_answer(cast, felt=2, achieved=0)
    make_answer(cast, words="Friendly as ever", served=[cast.lead])
    react_to_answers()
    promise(cast, -3, member=cast.lead)
    promise(cast, -30)
    page = today_of(cast.lead)
    assert [line.sentence for line in page.lines] == [
        "Bea Contact did not get what they came for.",
        "Call the printer people.",
        "One promise is overdue in your teams.",
        "“Friendly as ever”",
    ]
    assert [line.late for line in page.lines] == [False, True, True, False]


def test_there_are_five_lines_and_the_rest_is_a_link(cast: Cast) -> None:
    for number in range(9):
        make_answer(cast, words=f"Words {number}")
    react_to_answers()
    page = today_of(cast.member)
    assert (len(page.lines), page.more) == (5, 4)
    content = cast.browser("member").get("/").content.decode()
    assert "… and four more" in content
    assert content.count("button main") == 1


def test_what_came_yesterday_is_the_kind_word_mine_before_my_teams(cast: Cast) -> None:
    make_answer(cast, felt=5, words="She stayed on", at=now() - timedelta(days=3))
    make_answer(cast, felt=5, words="A good team", served=[cast.lead], at=now() - timedelta(days=1))
    team = today_of(cast.member).kind_word
    assert team and team.words == "A good team" and team.about.startswith("About Lena’s call ")
    make_answer(cast, felt=5, words="So quick", at=now() - timedelta(days=1, minutes=1))
    mine = today_of(cast.member).kind_word
    assert mine and mine.words == "So quick" and mine.about.startswith("About your call ")


def test_the_kind_word_stays_all_day_and_looking_writes_nothing(cast: Cast, time_machine: Any) -> None:
    make_answer(cast, felt=5, words="She stayed on", at=now() - timedelta(days=5))
    make_answer(cast, felt=5, words="So quick", at=now() - timedelta(days=4))
    browser = cast.browser("member")
    browser.get("/")
    with CaptureQueriesContext(connection) as queries:
        page = browser.get("/").content
    assert not [one["sql"] for one in queries.captured_queries if one["sql"].startswith(("INSERT", "UPDATE", "SAVE"))]
    first = b"So quick" in page
    assert first is not (b"She stayed on" in page)
    make_answer(cast, felt=5, words="Came in this minute")
    assert (b"So quick" in cast.browser("member").get("/").content) is first, "in every browser"
    Response.objects.filter(words="Came in this minute").delete()
    time_machine.move_to(now() + timedelta(days=1))
    assert (b"So quick" in cast.browser("member").get("/").content) is not first


def test_what_was_praised_today_is_shown_where_there_is_nothing_else(cast: Cast) -> None:
    only = make_answer(cast, felt=5, words="So quick")
    word = today_of(cast.member).kind_word
    assert word and word.href == f"/feedback/{only.pk}/"


def test_praise_for_another_team_is_not_shown(cast: Cast) -> None:
    make_answer(cast, felt=5, words="She stayed on")
    assert today_of(cast.outsider).kind_word is None


def test_what_came_of_it_is_only_told_when_it_is_true(cast: Cast) -> None:
    assert today_of(cast.member).came_of_it == ""
    kept = promise(cast, 5)
    keep_promise(promise_id=kept.pk, by=actor_of_member(cast.member).by)
    assert today_of(cast.member).came_of_it == "In four weeks you have kept one promise."
    make_answer(cast, words="It took long", felt=3, at=now() - timedelta(days=2))
    react_to_answers()
    me = {"member": cast.member, "by": actor_of_member(cast.member).by}
    reply_to_passage(passage_id=Passage.objects.get().pk, subject="Thank you", text="Thank you", **me)
    Passage.objects.update(replied_at=now() - timedelta(days=1))
    assert today_of(cast.member).came_of_it == "In four weeks you have written back to one person."
    make_answer(cast, felt=5)
    assert "They were served again since, and it felt good." in today_of(cast.member).came_of_it


def test_a_lead_sees_what_is_late_with_others(cast: Cast) -> None:
    make_answer(cast, words="Still waiting", at=now() - timedelta(days=20))
    react_to_answers()
    page = today_of(cast.lead)
    assert page.lines[0].sentence == "One comment has waited too long in your teams."
    assert page.title == "People are waiting for your teams"
    assert today_of(cast.outsider).lines == []


def test_an_empty_house_shows_the_admin_the_first_steps(cast: Cast) -> None:
    page = today_of(cast.admin)
    assert [step.done for step in page.steps][:2] == [True, False]
    assert b"The first steps" in cast.browser("admin").get("/").content
    make_answer(cast)
    page = today_of(cast.admin)
    assert not page.steps
    assert [line.sentence for line in page.lines] == ["Say how letters leave."]


def test_today_costs_the_same_however_much_waits(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        make_answer(cast, words=f"Words {number}", felt=5)
        make_answer(cast, felt=1, words=f"No {number}", at=now() - timedelta(days=20))
        promise(cast, number)
    react_to_answers()
    mark_read(
        passage_id=Passage.objects.filter(low=False)[0].pk, member=cast.member, by=actor_of_member(cast.member).by
    )
    for who, most in (("member", 18), ("lead", 20), ("admin", 17)):
        browser = cast.browser(who)
        browser.get("/")
        with django_assert_max_num_queries(most):
            browser.get("/")
