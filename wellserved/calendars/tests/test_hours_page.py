"""An admin sets when we work, and sees what it means."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine

from tests.cast import Cast
from wellserved.calendars.forms import spans_in
from wellserved.calendars.models import WorkCalendar
from wellserved.journal.models import Entry

OFFICE = {f"day_{day}": "9-12, 13:00–17:00" for day in range(5)}
PLACE = {"timezone": "Europe/Berlin", "country": "DE", "subdivision": "BE", "closed_days": "2026-12-31"}


@time_machine.travel("2026-11-22 10:00Z", tick=False)
def test_the_page_says_what_the_hours_mean(cast: Cast) -> None:
    browser = cast.browser("admin")
    saved = browser.post("/settings/hours/", {**OFFICE, **PLACE})
    assert saved.status_code == 302
    content = browser.get("/settings/hours/").content.decode()
    assert "comes in on Friday at 16:30 is owed an answer by Tuesday 16:30." in content
    assert "Christmas" in content
    row = WorkCalendar.objects.get()
    assert row.hours["0"] == [["09:00", "12:00"], ["13:00", "17:00"]]
    assert row.closed_days == ["2026-12-31"]
    assert Entry.objects.get().kind == "calendar.changed"


def test_a_team_gets_its_own_hours_and_gives_them_back(cast: Cast) -> None:
    browser, href = cast.browser("admin"), f"/settings/hours/teams/{cast.desk.pk}/"
    browser.post(href, {"timezone": "UTC", "day_6": "00:00-24:00"})
    assert WorkCalendar.objects.get(team=cast.desk).hours["6"] == [["00:00", "24:00"]]
    browser.post(f"{href}removal/")
    assert not WorkCalendar.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day_0": "nine to five"}, "Write it like"),
        ({"day_0": "17-9"}, "is not before"),
        ({"day_0": "9-13, 12-17"}, "overlap"),
        ({"day_0": "9-25"}, "not a time of day"),
        ({"timezone": "Mars/Crater"}, "Please choose from the list."),
        ({"closed_days": "Christmas"}, "is not a day such as"),
        ({f"day_{day}": "" for day in range(5)}, "Somebody has to work"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_saved(cast: Cast, wrong: dict[str, Any], said: str) -> None:
    page = cast.browser("admin").post("/settings/hours/", {**OFFICE, **PLACE, **wrong})
    assert page.status_code == 422
    assert said in page.content.decode()
    assert not WorkCalendar.objects.exists()


def test_a_part_of_another_country_is_forgotten(cast: Cast) -> None:
    cast.browser("admin").post("/settings/hours/", {**OFFICE, **PLACE, "country": "FR"})
    assert WorkCalendar.objects.get().subdivision == ""


def test_hours_are_read_as_people_write_them() -> None:
    assert spans_in("9-12:30 and 13:00 to 17") == [["09:00", "12:30"], ["13:00", "17:00"]]
    assert spans_in("") == []
