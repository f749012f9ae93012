"""A leader opens Pulse, narrows it down to a team, reads the weeks by keyboard, and takes the figures away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Cast
from tests.journeys.browser import axe
from wellserved.insight.tests.world import answered
from wellserved.kit.clock import now
from wellserved.surveys.tests.answers import make_answer

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def a_year_with_one_bad_week(cast: Cast) -> None:
    today = now().date()
    for week in range(14):
        day = today - timedelta(weeks=week)
        great = 3 if week == 4 else 27 + week % 4
        answered(day, great, 2, 5, team=cast.desk.pk, client=cast.biology.pk)
        answered(day, 40 - great, 1, 3, team=cast.desk.pk, client=cast.biology.pk)
        answered(day, 8, 2, 5, team=cast.networks.pk)
    make_answer(cast, achieved=2, felt=5, words="She never once sighed.")
    make_answer(cast, achieved=0, felt=2, words="It took four days.")


@pytest.mark.parametrize(("narrow", "dark"), [(False, False), (True, True)])
def test_a_leader_reads_pulse(visit: Any, live_server: Any, cast: Cast, narrow: bool, dark: bool) -> None:
    a_year_with_one_bad_week(cast)
    page = visit(live_server.url + "/pulse/?period=90-days", as_=cast.manager, narrow=narrow, dark=dark)
    axe(page)
    assert page.locator("h1").inner_text() == "How it felt, in the last 90 days"
    page.get_by_text("Team All").click()
    axe(page)
    page.get_by_role("link", name="Service desk", exact=True).first.click()
    page.wait_for_url("**team=*")
    assert "lower than chance explains" in page.get_by_role("region", name="Bullseyes by week").inner_text()
    chart = page.locator("[data-chart]")
    chart.focus()
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    assert "8%, between" in chart.locator("output").inner_text()
    axe(page)
    with page.expect_download() as sheet:
        page.get_by_role("link", name="CSV").last.click()
    text = sheet.value.path().read_text()
    assert text.startswith("what,name,from,to")
    assert "client,Biology" in text


def test_it_works_without_script(visit: Any, live_server: Any, cast: Cast) -> None:
    a_year_with_one_bad_week(cast)
    page = visit(live_server.url + "/pulse/", as_=cast.lead, script=False)
    page.get_by_text("Client All").click()
    page.get_by_label("Client’s name, or a part of it").fill("bio")
    page.get_by_role("button", name="Show this client").click()
    assert "Biology" in page.locator(".chips").inner_text()
    page.get_by_text("The numbers").click()
    assert page.get_by_role("table").last.is_visible()
