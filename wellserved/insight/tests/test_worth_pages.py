"""Worth: who sees whose worth, the same on page, table and API, in a fixed number of queries."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from tests.counting import queries_of
from wellserved.cases.models import Case
from wellserved.insight.tests.world import answered
from wellserved.insight.worth import coming
from wellserved.interactions.models import Interaction
from wellserved.kit.clock import now
from wellserved.people.models import Client, Contact, Membership, Team

TODAY = now().date()
EVER = f"/worth/?from={TODAY - timedelta(days=300)}&to={TODAY}"


def complained(team: Team | None, client: Client | None, days: int, kind: str = "complaint") -> Case:
    key = f"case {Case.objects.count()}"
    at = now() - timedelta(days=days)
    return Case.objects.create(
        key=key, seed=key, token_hash=key.encode(), kind=kind, title="Late", team=team, client=client,
        received_at=at, acknowledge_by=at, answer_by=at,
    )  # fmt: skip


def served(team: Team, client: Client, who: Contact, *days: int, sent_by: Contact | None = None) -> None:
    for ago in days:
        at, name = now() - timedelta(days=ago), f"T-{Interaction.objects.count()}"
        Interaction.objects.create(
            source="test", external_id=name, team=team, client=client, contact=who, closed_at=at, referred_by=sent_by
        )


def a_world(cast: Cast) -> None:
    """The desk: 20 served, 2 complaints, eight people of whom four came back; networks: 10 served, one complaint."""
    for days in (10, 100):
        answered(TODAY - timedelta(days=days), 9, 2, 5, team=cast.desk.pk, client=cast.biology.pk)
        answered(TODAY - timedelta(days=days), 1, 0, 2, team=cast.desk.pk, client=cast.biology.pk)
    answered(TODAY, 10, 0, 2, team=cast.networks.pk)
    complained(cast.desk, cast.biology, 3)
    complained(cast.desk, cast.biology, 100)
    complained(cast.desk, cast.biology, 3, "question")
    complained(cast.networks, None, 3)
    for i in range(8):
        who = Contact.objects.create(name=f"Person {i}", client=cast.biology)
        served(cast.desk, cast.biology, who, *((200, 170) if i < 4 else (200,)))


def test_everything_stands_beside_the_bullseye_rate(cast: Cast) -> None:
    a_world(cast)
    page = cast.browser("manager").get(EVER)
    seen = page.context["seen"]
    assert (seen.served, seen.bullseye.n, seen.bullseye.estimate) == (30, 30, 0.6)
    assert sum(one.complaints for one in seen.complaints.quarters) == 3
    assert (seen.active.now, seen.active.stayed.n, seen.active.stayed.estimate) == (1, 1, 1)
    assert (seen.back.people, seen.back.looked_at) == (8, 12)
    assert seen.back.share.estimate == pytest.approx(0.5)
    (line,) = seen.clients
    assert (line.name, line.served, line.complaints, line.bullseye.estimate) == (cast.biology.name, 20, 2, 0.9)
    assert line.back.estimate == pytest.approx(0.5)
    assert "Read from 12 interactions." in page.content.decode()


def test_within_fewer_days_nobody_came_back_yet(cast: Cast) -> None:
    a_world(cast)
    share = cast.browser("manager").get(f"{EVER}&within=30").context["seen"].back.share
    assert share.estimate == pytest.approx(0.5)
    Interaction.objects.filter(closed_at__gt=now() - timedelta(days=171)).update(closed_at=now() - timedelta(days=150))
    seen = cast.browser("manager").get(f"{EVER}&within=30").context["seen"]
    assert (seen.back.share.estimate, seen.back.share.n) == (0, 8)
    assert cast.browser("manager").get(f"{EVER}&within=90").context["seen"].back.share.estimate == pytest.approx(0.5)


def test_a_lead_sees_what_they_lead_and_a_member_nothing(cast: Cast) -> None:
    a_world(cast)
    seen = cast.browser("lead").get(EVER).context["seen"]
    assert (seen.served, sum(one.complaints for one in seen.complaints.quarters)) == (20, 2)
    assert seen.contracts is None
    for who in ("member", "outsider"):
        for address in (EVER, "/worth/figures.csv"):
            assert cast.browser(who).get(address).status_code == 404
    assert cast.browser("lead").get(f"{EVER}&team={cast.networks.pk}").status_code == 404
    assert cast.browser("manager").get(f"{EVER}&team={cast.networks.pk}").context["seen"].served == 10


def test_a_complaint_about_the_lead_is_not_in_the_leads_count(cast: Cast) -> None:
    a_world(cast)
    Case.objects.filter(team=cast.desk, kind="complaint").update(passed_over=True)
    seen = cast.browser("lead").get(EVER).context["seen"]
    assert sum(one.complaints for one in seen.complaints.quarters) == seen.clients[0].complaints == 0
    assert sum(one.complaints for one in cast.browser("manager").get(EVER).context["seen"].complaints.quarters) == 3


def test_one_client_alone(cast: Cast) -> None:
    a_world(cast)
    page = cast.browser("manager").get(f"{EVER}&client={cast.biology.pk}")
    seen = page.context["seen"]
    assert (seen.served, seen.active, seen.contracts, seen.clients) == (20, None, None, ())
    assert (sum(one.complaints for one in seen.complaints.quarters), seen.back.people) == (2, 8)
    other = Client.objects.create(name="Nobody Ltd")
    assert cast.browser("manager").get(f"{EVER}&client={other.pk}").context["seen"].back.people == 0


@pytest.mark.parametrize(
    "query", ["team=x", "from=x", "client=x", "client=99999", "within=7", "within=x", "team=99999"]
)
def test_an_address_that_means_nothing_is_not_found(cast: Cast, query: str) -> None:
    assert cast.browser("manager").get(f"/worth/?{query}").status_code == 404


@pytest.mark.parametrize("query", ["from=0001-01-01", "to=9999-12-31", "to=0001-01-01", "from=9999-12-31"])
def test_days_at_the_end_of_time_are_read(cast: Cast, query: str) -> None:
    a_world(cast)
    assert cast.browser("manager").get(f"/worth/?{query}").status_code == 200


def test_nobody_served_is_said(cast: Cast) -> None:
    assert "Nobody was served in this period" in cast.browser("manager").get("/worth/").content.decode()


def test_contracts_of_a_year_ago(cast: Cast) -> None:
    answered(TODAY, 1, 2, 5, team=cast.desk.pk)
    long_ago, gone = TODAY - timedelta(days=900), TODAY - timedelta(days=90)
    for i in range(6):
        Client.objects.create(name=f"C{i}", active_from=long_ago, active_until=gone if i == 0 else None)
    Client.objects.create(name="New", active_from=TODAY - timedelta(days=9))
    found = cast.browser("manager").get("/worth/").context["seen"].contracts
    assert (found.dated, found.running, found.stayed.n) == (7, 6, 6)
    assert found.stayed.estimate == pytest.approx(5 / 6)


def test_who_was_sent_by_whom(cast: Cast) -> None:
    answered(TODAY, 1, 2, 5, team=cast.desk.pk)
    kind = Contact.objects.create(name="Kind Person", client=cast.biology)
    for i in range(3):
        served(cast.desk, cast.biology, Contact.objects.create(name=f"N{i}", client=cast.biology), 1, 2, sent_by=kind)
    page = cast.browser("lead").get(f"/worth/?from={TODAY - timedelta(days=30)}")
    found = page.context["seen"].referred
    assert (found.interactions, found.people) == (6, 3)
    assert [(one.name, one.people, one.interactions) for one in found.referrers] == [("Kind Person", 3, 6)]
    assert "Kind Person" in page.content.decode()


def test_what_is_looked_at_is_bounded(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    a_world(cast)
    monkeypatch.setattr(coming, "NEWEST", 5)
    page = cast.browser("manager").get(EVER)
    back = page.context["seen"].back
    assert (back.looked_at, back.all_looked_at) == (5, False)
    assert "Read from the newest 5 interactions, since" in page.content.decode()


def test_page_table_and_program_say_the_same(cast: Cast, api_token: str) -> None:
    a_world(cast)
    days = f"from={date(TODAY.year - 1, 1, 1)}&to={TODAY}"
    text = cast.browser("manager").get(f"/worth/figures.csv?{days}").content.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    headers = {"HTTP_AUTHORIZATION": f"Bearer {api_token}"}
    said = json.loads(Browser().get(f"/api/v1/worth?{days}", **headers).content)
    assert rows[0]["rate_n"] == str(said["bullseye"]["n"]) == "30"
    back = next(row for row in rows if row["what"] == "came back within 60 days")
    assert float(back["rate"]) == pytest.approx(said["back"]["share"]["estimate"], abs=1e-6)
    assert said["clients"][0]["complaints"] == 2
    for wrong in ("from=2026-02-02&to=2026-01-01", "within=7"):
        assert Browser().get(f"/api/v1/worth?{wrong}", **headers).status_code == 422


def test_more_data_asks_no_more_queries(cast: Cast) -> None:
    a_world(cast)
    few = queries_of(cast.browser("manager"), EVER)
    for i in range(15):
        team, client = Team.objects.create(name=f"Team {i}"), Client.objects.create(name=f"Client {i}")
        answered(TODAY - timedelta(days=i), 2, 2, 5, team=team.pk, client=client.pk)
        complained(team, client, i)
        served(team, client, Contact.objects.create(name=f"Z{i}", client=client), i + 70, i)
    assert queries_of(cast.browser("manager"), EVER) == few <= 22


def test_coming_back_after_the_period_counts_and_coming_first_after_it_does_not(cast: Cast) -> None:
    a_world(cast)
    served(cast.desk, cast.biology, Contact.objects.create(name="Later", client=cast.biology), 175, 174)
    over = f"/worth/?from={TODAY - timedelta(days=300)}&to={TODAY - timedelta(days=180)}"
    back = cast.browser("manager").get(over).context["seen"].back
    assert back.people == 8
    assert back.share.estimate == pytest.approx(0.5)


def test_who_leads_here_and_serves_there_sees_here_alone(cast: Cast) -> None:
    a_world(cast)
    Membership.objects.create(team=cast.networks, member=cast.lead, leads=False)
    assert cast.browser("lead").get(EVER).context["seen"].served == 20
    assert cast.browser("lead").get(f"{EVER}&team={cast.networks.pk}").status_code == 404
