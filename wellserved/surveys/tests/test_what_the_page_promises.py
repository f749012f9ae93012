"""By when somebody reads it, as the team's calendar has it; and who has read it, when the link is opened again."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.calendars.actions import remove_hours, set_hours
from wellserved.calendars.models import office_hours
from wellserved.calendars.shapes import BusinessHours, week_of
from wellserved.passages.actions import mark_read
from wellserved.passages.models import Passage
from wellserved.passages.rules import read_by
from wellserved.surveys.actions.reacting import hand_out_answers
from wellserved.surveys.rules.answering import reading_day
from wellserved.surveys.tests.links import make_link

FRIDAY_NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SAID = {"achieved": "2", "felt": "4", "words": "The projector works again."}


def day_in(page: Any) -> str:
    found = re.search(r" by (\w+day)", page.content.decode())
    assert found
    return found.group(1)


def closed_on(cast: Cast, *days: str) -> None:
    hours = {"timezone": "UTC", "hours": office_hours(), "closed_days": list(days)}
    set_hours(team_id=cast.desk.pk, hours=hours, by=cast.admin_by)


@pytest.mark.django_db(transaction=True)
@time_machine.travel(FRIDAY_NOON, tick=False)
def test_the_day_is_the_teams_own_without_a_query(cast: Cast) -> None:
    link = make_link(cast)
    assert day_in(Browser().get(link.href)) == "Tuesday"
    closed_on(cast, "2026-11-23")
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            page = Browser().get(link.href)
        assert len(asked) == 1 and day_in(page) == "Wednesday"
    assert day_in(Browser().post(link.href, SAID, follow=True)) == "Wednesday"
    remove_hours(team_id=cast.desk.pk, by=cast.admin_by)
    assert day_in(Browser().get(link.href + "?sent")) == "Tuesday"


@time_machine.travel(FRIDAY_NOON, tick=False)
@pytest.mark.parametrize("address", ["/readyz", "?sent"])
def test_a_new_process_looks_the_hours_up_before_long(cast: Cast, address: str) -> None:
    closed_on(cast, "2026-11-23", "2026-11-24")  # the test's transaction never commits: nothing was kept
    link, answered = make_link(cast), make_link(cast)
    Browser().post(answered.href, SAID)
    assert day_in(Browser().get(link.href)) == "Tuesday"
    Browser().get(answered.href + address if address[0] == "?" else address)
    assert day_in(Browser().get(link.href)) == "Thursday"


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)))
@example(datetime(2026, 11, 20, 17, 0, 30, tzinfo=UTC))  # half a minute after they went home
def test_the_promise_is_never_before_the_readers_own_date_nor_a_working_day_after(at: datetime) -> None:
    hours = BusinessHours("UTC", week_of(office_hours()))
    promised, owed = reading_day(at, hours), read_by(at, low=False, calendar=hours).date()
    assert owed <= promised <= read_by(at + timedelta(minutes=1), low=False, calendar=hours).date()


def test_a_calendar_without_an_open_day_promises_the_usual() -> None:
    assert reading_day(FRIDAY_NOON, BusinessHours("UTC", ((),) * 7)) == datetime(2026, 11, 24).date()


def test_who_wrote_sees_who_has_read_it(cast: Cast) -> None:
    link = make_link(cast)
    link.invitation.members.add(cast.member)
    Browser().post(link.href, SAID)
    hand_out_answers(limit=10)
    told = b"has read what you said."
    assert told not in Browser().get(link.href).content
    passage = Passage.objects.get()
    assert passage.reader
    mark_read(passage_id=passage.pk, member=passage.reader, by=cast.admin_by)
    name = passage.reader.first_name.encode()
    for address in (link.href, link.href + "?sent"):
        assert name + b" " + told in Browser().get(address).content
    assert passage.reader.name.encode() not in Browser().get(link.href).content
    Browser().post(link.href, SAID | {"words": "It broke again."})
    assert told not in Browser().get(link.href).content, "this version nobody has read yet"
