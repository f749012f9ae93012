"""The page of what is known least: whose it is, what it says, and setting how many are asked in a week."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from wellserved.interactions.models import Service
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.people.models import Client
from wellserved.surveys.models import AskPolicy, TeamPolicy
from wellserved.surveys.tasks.asking import decide_asks
from wellserved.surveys.tests.asking import a_closed_interaction, go_live
from wellserved.tallies.actions import add_deltas
from wellserved.tallies.shapes import DeltaIn
from wellserved.tallies.tasks import fold_tallies

pytestmark = pytest.mark.django_db
PAGE = "/asks/least-known/"


def known(cast: Cast, client: Client, service: Service, answers: int) -> None:
    place = {"day": (now() - timedelta(days=10)).date(), "team": cast.desk.pk, "service": service.pk}
    add_deltas(deltas=[DeltaIn(**place, client=client.pk, served=1, asked=1)] * 20)
    one = DeltaIn(**place, client=client.pk, answered=1, achieved_after=2, felt_after=5)
    add_deltas(deltas=[one] * answers)
    fold_tallies()


def test_the_least_known_stands_first_with_its_chance(cast: Cast) -> None:
    phones = Service.objects.create(name="Phones")
    history = Client.objects.create(name="History")
    known(cast, cast.biology, phones, 40)
    known(cast, history, phones, 2)
    go_live(ask_at_most=3)
    page = cast.browser("lead").get(PAGE).content.decode()
    assert "At most 3 people are asked this week" in page
    assert 0 < page.index("History") < page.index("Biology")
    assert "1 in " in page
    assert "Save" not in page  # a lead looks; managers and admins set


def test_without_a_limit_everybody_is_asked_and_the_page_says_so(cast: Cast) -> None:
    known(cast, cast.biology, Service.objects.create(name="Phones"), 3)
    page = cast.browser("lead").get(PAGE).content.decode()
    assert "No limit is set" in page
    assert ">Chance<" not in page


def test_an_empty_page_says_what_will_be_here(cast: Cast) -> None:
    assert "the least known first" in cast.browser("manager").get(PAGE).content.decode()


def test_a_team_beyond_ones_reach_does_not_exist(cast: Cast) -> None:
    assert cast.browser("lead").get(f"{PAGE}?team={cast.networks.pk}").status_code == 404
    assert cast.browser("manager").get(f"{PAGE}?team={cast.networks.pk}").status_code == 200
    for nonsense in ("0", "x", "9" * 40):
        assert cast.browser("manager").get(PAGE, {"team": nonsense}).status_code == 404


def test_a_manager_limits_a_team_and_it_is_written_down(cast: Cast) -> None:
    browser = cast.browser("manager")
    assert browser.post(f"{PAGE}{cast.desk.pk}/limit/", {"ask_at_most": "12"}).status_code == 302
    assert TeamPolicy.objects.get(team=cast.desk).ask_at_most == 12
    entry = Entry.objects.get(kind="asking.team_limited")
    assert (entry.subject_id, entry.details["most"]) == (cast.desk.pk, 12)
    assert browser.post(f"{PAGE}{cast.desk.pk}/limit/", {"ask_at_most": ""}).status_code == 302
    assert TeamPolicy.objects.get(team=cast.desk).ask_at_most is None
    for wrong in ("0", "-3", "many", "1e9", "999999999999"):
        assert browser.post(f"{PAGE}{cast.desk.pk}/limit/", {"ask_at_most": wrong}).status_code == 422
    assert TeamPolicy.objects.get(team=cast.desk).ask_at_most is None


def test_an_admin_limits_every_team(cast: Cast) -> None:
    browser = cast.browser("admin")
    answer = browser.post(f"{PAGE}limits/", {"all-ask_at_most": "30", "all-least_share": "50"})
    assert answer.status_code == 302
    policy = AskPolicy.objects.get()
    assert (policy.ask_at_most, policy.least_share) == (30, 50)
    assert browser.post(f"{PAGE}limits/", {"all-ask_at_most": "30", "all-least_share": "0"}).status_code == 422


def test_the_ledger_says_who_was_not_drawn_and_by_what_chance(cast: Cast, settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True
    go_live(ask_at_most=1)
    from wellserved.people.models import Contact

    for n in range(12):
        one = Contact.objects.create(name=f"{n}", email=f"{n}@b.example", client=cast.biology)
        a_closed_interaction(cast, str(n), contact=one)
    decide_asks()
    page = cast.browser("lead").get("/asks/").content.decode()
    assert "Not drawn this week" in page
    assert "the chance was 1 in " in page


def test_hundreds_of_cells_take_no_more_queries_than_one(cast: Cast) -> None:
    go_live(ask_at_most=5)
    phones, browser = Service.objects.create(name="Phones"), cast.browser("manager")
    known(cast, cast.biology, phones, 3)
    browser.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        browser.get(f"{PAGE}?team={cast.desk.pk}")
    for n in range(60):
        known(cast, Client.objects.create(name=f"Client {n}"), phones, n % 9)
    with CaptureQueriesContext(connection) as many:
        page = browser.get(f"{PAGE}?team={cast.desk.pk}").content.decode()
    assert len(many) == len(few)
    assert "14 more are better known" in page


def test_what_nobody_has_spoken_of_is_a_line_for_each_service(cast: Cast) -> None:
    phones, cards = Service.objects.create(name="Phones"), Service.objects.create(name="Cards")
    for n in range(50):
        known(cast, Client.objects.create(name=f"Client {n}"), phones, 0)
    known(cast, cast.biology, cards, 3)
    go_live(ask_at_most=3)
    page = cast.browser("lead").get(PAGE).content.decode()
    assert page.count("Phones") == 1 and ">50<" in page
    assert page.index("Phones") < page.index("Biology")
    assert "Client 7" not in page
