"""A leader is told that a team fell, looks at the week, finds what happened then, and says in a word what it was."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Cast
from tests.journeys.browser import axe
from wellserved.insight.annotations.actions import add_annotation
from wellserved.insight.signals.tasks import judge_the_latest_week
from wellserved.insight.tests.world import a_fallen_team
from wellserved.kit.clock import now
from wellserved.mail.models import Letter

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("narrow", "dark"), [(False, False), (True, True)])
def test_a_leader_finds_out_why_a_week_dipped(
    visit: Any, live_server: Any, cast: Cast, narrow: bool, dark: bool
) -> None:
    today = now().date()
    settled = today - timedelta(days=2)
    week = settled - timedelta(days=settled.weekday() + 7)
    number = week.isocalendar().week
    a_fallen_team(cast, week)
    add_annotation(day=week, words="The lab was closed.", team_id=cast.desk.pk, member_id=None, by=cast.admin_by)
    assert judge_the_latest_week() == 2
    assert Letter.objects.filter(kind="signals", to_email=cast.lead.email).count() == 1

    page = visit(live_server.url + "/", as_=cast.lead, narrow=narrow, dark=dark)
    assert f"Service desk: fewer bullseyes in week {number}." in page.locator("main").inner_text()
    page.get_by_role("link", name="Look at it").first.click()
    assert page.locator("h1").inner_text() == f"Service desk: fewer bullseyes in week {number}"
    assert "60 points fewer, between 45 and 70" in page.locator("main").inner_text()
    axe(page)
    assert "The lab was closed." in page.get_by_role("region", name="What else happened then").inner_text()
    chart = page.locator("[data-chart]")
    chart.focus()
    said = []
    page.keyboard.press("End")
    while (words := chart.locator("output").inner_text()) not in said:
        said.append(words)
        page.keyboard.press("ArrowLeft")
    assert any(f"Week {number}" in words and "20%, between" in words for words in said)
    with page.expect_download() as picture:
        page.get_by_role("link", name="PNG").click()
    assert picture.value.path().read_bytes().startswith(b"\x89PNG")
    page.get_by_label("What was it?").fill("The lab was closed, and everybody walked up.")
    page.get_by_role("button", name="Keep it").click()
    assert "“The lab was closed, and everybody walked up.”" in page.locator("main").inner_text()
    axe(page)
    page.goto(live_server.url + "/")
    assert "fewer bullseyes" not in page.locator("main").inner_text()
