"""A team tries on a closing phrase for eight weeks, and reads an honest verdict."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from tests.cast import Cast, make_member
from tests.journeys.browser import axe, overflow
from wellserved.habits.actions import tap_habit
from wellserved.habits.models import Habit, Tap
from wellserved.habits.shapes import TapIn
from wellserved.habits.tests.world import answers
from wellserved.journal.shapes import By
from wellserved.people.models import Member, Team

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
START = datetime(2026, 9, 7, 9, tzinfo=UTC)  # a Monday


def test_a_team_tries_on_a_closing_phrase_for_eight_weeks(visit: Any, live_server: Any, cast: Cast) -> None:
    others = [make_member(f"Pat{n} Person", "member", cast.lead, cast.desk) for n in range(5)]
    second = Team.objects.create(name="Second desk")
    waiting = [cast.networks, *(Team.objects.create(name=f"Office {n}") for n in range(3))]
    for i, team in enumerate([cast.desk, second, *waiting]):
        for weeks in (3, 12):
            answers(team, START.date() - timedelta(weeks=weeks), 30 + (i + weeks) % 3, 60)

    with time_machine.travel(START, tick=True) as clock:
        page = visit(live_server.url + "/habits/", as_=cast.manager)
        assert "No habit is tried on yet" in page.inner_text("main")
        page.get_by_role("link", name="Begin the first one").click()
        page.get_by_label("What do you try on?").fill("It’s my pleasure")
        page.get_by_label("Why?").fill("People thank us, and we say “no problem”, as if they had been one.")
        page.get_by_label("Service desk").check()
        page.get_by_label("Second desk").check()
        axe(page)
        page.get_by_role("button", name="Begin it").click()
        habit = Habit.objects.get()
        assert "4 other teams wait" in page.inner_text("main")
        assert "Not enough data. Come back around" in page.inner_text("main")

        page = visit(live_server.url + "/", as_=cast.member, narrow=True)
        page.get_by_role("link", name="Tap").click()
        page.get_by_role("button", name="Sometimes").click()
        page.get_by_role("button", name="A little forced").click()
        axe(page)
        assert overflow(page) == 0
        (only,) = Tap.objects.all()
        assert (only.member, only.kept, only.feeling) == (cast.member, 1, 2)

        for week in range(8):
            _a_week_of_taps(habit, [cast.member, *others], week)
            clock.move_to(START + timedelta(weeks=week + 1))
        for i, team in enumerate([cast.desk, second, *waiting]):
            answers(team, START.date() + timedelta(weeks=4), (44 if i < 2 else 31) + i % 3, 60)

        page = visit(live_server.url + f"/habits/{habit.pk}/", as_=cast.lead)
        caught_on = page.get_by_role("region", name="Did it catch on?").inner_text()
        assert "It spread: mostly done on" in caught_on
        mattered = page.get_by_role("region", name="Did it matter?").inner_text()
        assert "of a hundred more felt great than would have otherwise" in mattered
        assert "Decide" not in page.inner_text("main")  # another team tries it, too: that is for who leads both
        axe(page)

        page = visit(live_server.url + f"/habits/{habit.pk}/", as_=cast.manager, dark=True)
        page.get_by_role("link", name="Decide").click()
        page.get_by_label("We keep it").check()
        page.get_by_label("Why?").fill("It comes naturally by now, and people felt it.")
        page.get_by_role("button", name="Decide").click()
        assert page.get_by_role("heading", name="We keep it").is_visible()
        axe(page)


def _a_week_of_taps(habit: Habit, members: list[Member], week: int) -> None:
    """They mostly do it on more days from week to week, each in their own way."""
    for i, member in enumerate(members):
        for n in range(1, 5):
            day: date = habit.starts_on + timedelta(weeks=week, days=n)
            said = TapIn(member.pk, day, 2 if 2 * n + i % 3 < week + 3 else 0, 2 + week // 3)
            with time_machine.travel(datetime(day.year, day.month, day.day, 15, tzinfo=UTC)):
                tap_habit(habit=habit, tap=said, by=By("member", member.pk))
