"""A team names its customers, hands work on, checks itself; and somebody learns what we needed before they come."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
import time_machine

from tests.cast import Cast, make_member
from tests.journeys.browser import axe, overflow
from wellserved.interactions.models import Interaction
from wellserved.people.actions import add_customer
from wellserved.people.models import Customer, Team
from wellserved.people.shapes import MapLine
from wellserved.prepsheets.models import Knowing
from wellserved.prepsheets.tests.sheets import make_sheet
from wellserved.selfchecks import actions as selfchecks
from wellserved.selfchecks.tests.checks import said
from wellserved.surveys.tests.links import make_link
from wellserved.tallies.actions import add_deltas, fold_deltas
from wellserved.tallies.shapes import DeltaIn

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_lead_puts_a_customer_on_the_map_and_a_member_hands_work_on(visit: Any, live_server: Any, cast: Cast) -> None:
    page = visit(live_server.url + "/service-map/", as_=cast.lead, narrow=True)
    page.get_by_role("link", name="Name their customers Service desk").click()
    page.get_by_label("Whom do they serve?").fill("networks")
    page.get_by_label("What for? (optional)").fill("what needs a cable")
    axe(page)
    page.get_by_role("button", name="Put them on the map").click()
    page.get_by_role("link", name="Service map", exact=True).first.click()
    assert page.get_by_role("img", name="1 team on the left").is_visible()
    assert "what needs a cable" in page.get_by_role("table").inner_text()
    assert overflow(page) == 0
    axe(page)
    assert Customer.objects.get().client.team == cast.networks

    page = visit(live_server.url + "/handoffs/new/", as_=cast.member, script=False)
    page.get_by_label("What did you hand on?").fill("The rack in 2.14")
    page.get_by_label("Who took it?").select_option(label="Otto Outsider")
    page.get_by_role("button", name="Write it down").click()
    assert "Otto Outsider, Networks, took it over" in page.inner_text("main")
    assert Interaction.objects.get().channel == "handoff"


def test_a_large_map_stays_readable(visit: Any, live_server: Any, cast: Cast) -> None:
    """Eight teams and thirty clients: every name is there in words, and no two names of the picture overlap."""
    teams = [cast.desk, cast.networks, *(Team.objects.create(name=f"Team number {n}") for n in range(6))]
    for n in range(30):
        for team in (teams[n % 8], teams[(3 * n + 1) % 8]):
            add_customer(team=team, line=MapLine("", f"Client of ours {n:02}"), by=cast.admin_by)
    page = visit(live_server.url + "/service-map/", as_=cast.member)
    boxes = page.eval_on_selector_all(
        "svg.wide-map > text", "all => all.map(it => it.getBoundingClientRect()).map(r => [r.top, r.bottom, r.left])"
    )
    names = sorted(box for box in boxes if box[2] > 0)
    assert len(names) == 31  # thirty clients and one heading
    assert all(above[1] <= below[0] + 4 for above, below in pairwise(names))
    assert page.eval_on_selector("svg.wide-map text", "it => parseFloat(getComputedStyle(it).fontSize)") >= 13
    assert page.get_by_role("table").get_by_role("link", name="Client of ours").count() == 60
    axe(page)


def test_a_member_foresees_and_sees_it_beside_the_truth(visit: Any, live_server: Any, cast: Cast) -> None:
    with time_machine.travel(datetime(2026, 9, 10, 9, tzinfo=UTC), tick=True):
        for n in range(6):
            somebody = make_member(f"Pat{n} Person", "member", cast.lead, cast.desk)
            check = said(predicted_rate=80 + n)
            selfchecks.make_check(member=somebody, team=cast.desk, said=check, by=cast.admin_by)
        key = {
            "day": datetime(2026, 9, 10, tzinfo=UTC).date(),
            "team": cast.desk.pk,
            "answered": 1,
            "achieved_after": 2,
        }
        add_deltas(deltas=[DeltaIn(**key, felt_after=5 if i < 60 else 4) for i in range(100)])
        fold_deltas(limit=1000)
        page = visit(live_server.url + "/", as_=cast.member, narrow=True)
        page.get_by_role("link", name="Take the check").click()
        page.get_by_label("Have you thought about your service lately?").select_option(label="Yes")
        page.get_by_label("How is it?").select_option(label="Good")
        page.get_by_label("Can you improve?").select_option(label="Perhaps")
        page.get_by_label("Of a hundred customers").fill("65")
        page.get_by_label("What will they name most?").select_option(label="Prompt")
        axe(page)
        page.get_by_role("button", name="Keep it").click()
        assert "65 bullseyes of 100" in page.inner_text("main")
    with time_machine.travel(datetime(2026, 10, 5, 9, tzinfo=UTC), tick=True):
        selfchecks.seal_forecasts()
        page = visit(live_server.url + f"/self-check/teams/{cast.desk.pk}/", as_=cast.member)
        own = page.get_by_role("region", name="What you foresaw, and what was true").inner_text()
        assert "What was foreseen cannot be told from what was true." in own
        team = page.get_by_role("region", name="What the team foresaw, and what was true").inner_text()
        assert "20 points too hopeful" in team
        axe(page)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_somebody_says_whether_they_knew_what_we_needed(visit: Any, live_server: Any, cast: Cast, script: bool) -> None:
    sheet = make_sheet(cast)
    link = make_link(cast, service_id=sheet.service_id)
    page = visit(live_server.url + f"{link.href}?felt=5", narrow=True, script=script)
    page.get_by_role("button", name="Send").first.click()
    page.get_by_role("group", name="Did you know what we needed from you?").get_by_role("button", name="Partly").click()
    page.wait_for_url("**sent**")
    assert page.get_by_role("group", name="Did you know what we needed from you?").count() == 0
    if script:  # axe itself is a script
        axe(page)
    assert Knowing.objects.get().answer == 1
    page.get_by_role("link", name="What we will ask you, and why").click()
    assert "Which room is it?" in page.inner_text("main")
    page.get_by_role("link", name="العربية").click()
    assert page.get_attribute("html", "dir") == "rtl"
    if script:
        axe(page)
