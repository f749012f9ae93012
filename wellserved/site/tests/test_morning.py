"""Today by mail: each working morning, once, to whom something waits, on their own clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.calendars.models import WorkCalendar
from wellserved.calendars.queries import hours_for
from wellserved.calendars.queries.hours import business_hours, usual_calendar
from wellserved.cases.models import Case
from wellserved.hardones.models import HardOne
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.listening.models import CallingHours
from wellserved.mail.actions import release_mail
from wellserved.mail.models import Letter
from wellserved.promises.models import Promise
from wellserved.site.morning import LATEST, morning_of, write_morning_letters

NINE = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)  # a Monday


@pytest.fixture(autouse=True)
def mail_leaves(monkeypatch: Any, db: Any) -> Iterator[None]:
    monkeypatch.setattr(settings, "EMAIL_CONFIGURED", True)
    monkeypatch.setattr(settings, "TIME_ZONE", "UTC")
    with time_machine.travel(NINE, tick=False):
        yield


@pytest.fixture
def released(cast: Cast) -> None:
    release_mail(by=cast.admin_by)


def promise(cast: Cast, text: str = "Call the printer people", **more: Any) -> Promise:
    at = now() + timedelta(hours=3)
    return Promise.objects.create(member=cast.member, contact=cast.contact, text=text, due_at=at, **more)


def letters() -> list[Letter]:
    return list(Letter.objects.filter(kind="today_private").order_by("pk"))


@pytest.mark.usefixtures("released")
def test_it_comes_once_a_morning_to_whom_something_waits(cast: Cast) -> None:
    one = promise(cast)
    write_morning_letters()
    write_morning_letters()
    [letter] = letters()
    assert (letter.to_email, letter.subject) == ("milo@campus.example", "One person is waiting for you")
    assert f"{settings.BASE_URL}/promises/{one.pk}/" in letter.text and f"/promises/{one.pk}/" in letter.html
    assert "Call the printer people." in letter.text and "Good morning Milo," in letter.text
    assert letter.not_after == NINE + timedelta(hours=6)
    with time_machine.travel(NINE + timedelta(days=1), tick=False):
        write_morning_letters()
    mine = [letter.key for letter in letters() if letter.to_email.startswith("milo")]
    assert mine == [f"today:2026-11-{day}:{cast.member.pk}" for day in (23, 24)]
    assert Entry.objects.filter(kind="today.written").count() == len(letters())


@pytest.mark.usefixtures("released")
def test_nothing_to_say_is_no_letter_and_is_not_thought_about_again_that_morning(cast: Cast) -> None:
    assert write_morning_letters() > 0 and letters() == []
    promise(cast)
    assert write_morning_letters() == 0 and letters() == []


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("hours", [-2, 3, 12, -48 + 1, -24])  # too early, too late, night, Saturday, Sunday
def test_at_no_other_time(cast: Cast, hours: int) -> None:
    promise(cast)
    with time_machine.travel(NINE + timedelta(hours=hours), tick=False):
        assert write_morning_letters() == 0
    assert letters() == []


@pytest.mark.usefixtures("released")
def test_on_a_holiday_of_the_team_nobody_is_written_to(cast: Cast) -> None:
    WorkCalendar.objects.create(team=cast.desk, timezone="UTC", closed_days=["2026-11-23"])
    promise(cast)
    write_morning_letters()
    assert letters() == []


@pytest.mark.usefixtures("released")
def test_by_the_clock_of_whom_it_is_for(cast: Cast) -> None:
    CallingHours.objects.create(member=cast.member, timezone="America/New_York")
    promise(cast)
    write_morning_letters()
    assert letters() == []
    with time_machine.travel(NINE + timedelta(hours=5), tick=False):  # five past nine in New York
        write_morning_letters()
    assert len(letters()) == 1


def test_a_copy_that_is_held_writes_nothing(cast: Cast) -> None:
    promise(cast)
    assert write_morning_letters() == 0 and letters() == []


@pytest.mark.usefixtures("released")
def test_who_does_not_want_it_gets_none_and_may_change_their_mind(cast: Cast) -> None:
    promise(cast)
    browser = cast.browser("member")
    assert "No letter comes" in browser.post("/today/by-mail/", {"wanted": "no"}, follow=True).content.decode()
    write_morning_letters()
    assert letters() == []
    browser.post("/today/by-mail/", {"wanted": "yes"})
    browser.post("/today/by-mail/", {"wanted": "yes"})
    write_morning_letters()
    assert len(letters()) == 1
    assert Entry.objects.filter(kind="today.letters_set").count() == 2


@pytest.mark.usefixtures("released")
def test_who_left_or_cannot_sign_in_gets_none(cast: Cast) -> None:
    promise(cast)
    cast.member.account.is_active = False  # type: ignore[union-attr]
    cast.member.account.save()  # type: ignore[union-attr]
    write_morning_letters()
    assert letters() == []


@pytest.mark.usefixtures("released")
def test_words_that_are_read_where_reading_is_noted_do_not_travel_by_mail(cast: Cast) -> None:
    Case.objects.create(
        key="c", kind="complaint", title="The canary complained", came_by="letter", contact=cast.contact,
        team=cast.desk, lead=cast.lead, seed="x" * 16, token_hash=b"x" * 32, acknowledge_by=now(),
        answer_by=now() + timedelta(days=2),
    )  # fmt: skip
    HardOne.objects.create(member=cast.member, asked=cast.lead, source_kind="interaction", source_id=1, word="canary")
    write_morning_letters()
    [letter] = [one for one in letters() if one.to_email.startswith("lena")]
    whole = letter.subject + letter.text + letter.html
    assert "canary" not in whole and "Milo" not in whole and cast.contact.name not in whole
    assert "A case waits" in letter.text and "A colleague asked for you." in letter.text


@pytest.mark.usefixtures("released")
def test_each_link_shows_and_changes_nothing(cast: Cast) -> None:
    promise(cast, text="{{token:answer:abcdefghijklmnop}} <b>bold</b>")
    write_morning_letters()
    [letter] = letters()
    assert "{{token" not in letter.text + letter.html and "<b>bold" not in letter.html
    browser, before = cast.browser("member"), Entry.objects.count()
    links = re.findall(re.escape(settings.BASE_URL) + r"(/\S*)", letter.text)
    assert len(links) >= 2
    for link in links:
        assert browser.get(link).status_code == 200, link
    assert Entry.objects.count() == before and Promise.objects.get().state == "open"


@pytest.mark.usefixtures("released")
def test_managers_do_not_read_it_in_the_list_of_letters(cast: Cast) -> None:
    promise(cast)
    write_morning_letters()
    assert "One person is waiting" not in cast.browser("manager").get("/letters/").content.decode()


def test_the_page_shows_what_the_letter_would_say(cast: Cast) -> None:
    assert "there would be no letter" in cast.browser("member").get("/today/by-mail/").content.decode()
    promise(cast)
    page = cast.browser("member").get("/today/by-mail/").content.decode()
    assert "Call the printer people." in page and "leaves this copy" in page


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)), st.sampled_from([0, 1]))
def test_a_morning_is_of_a_working_day_and_short(moment: datetime, which: int) -> None:
    zone = ("America/New_York", "Pacific/Auckland")[which]
    row = usual_calendar()
    row.timezone, row.country = zone, ("US", "NZ")[which]
    hours = business_hours(row)
    day = morning_of(moment, hours)
    if day is not None:
        assert day.weekday() < 5 and day not in hours.closed
        assert morning_of(moment + LATEST, hours) is None and isinstance(day, date)


def test_hours_without_an_open_day_have_no_morning(cast: Cast) -> None:
    WorkCalendar.objects.create(team=cast.desk, timezone="UTC", hours={})
    assert morning_of(NINE, hours_for(cast.desk.pk)) is None
