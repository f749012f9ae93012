"""Who serves whom: by hand, from a file, over REST; a team can be a customer; a member can be a contact."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.people import actions
from wellserved.people.actions.importing.service_map import import_service_map
from wellserved.people.models import Client, Contact, Customer, Member, Team
from wellserved.people.shapes import MapLine

FILE = """Team,Customer,Type,What for
Service desk,Biology,,passwords
service DESK,networks,,what we cannot mend
Networks,Harbour Dental,external,
Networks,Networks,,
Nowhere,Biology,,
Networks,Moon,sideways,
Networks,,,
"""


def lines() -> set[tuple[str, str, str]]:
    return set(Customer.objects.values_list("team__name", "client__name", "what_for"))


def test_a_list_is_brought_and_what_cannot_be_is_told_by_line(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "map.csv"
    path.write_text(FILE)
    report = import_service_map(path, cast.admin_by)
    assert (report.lines, report.created, report.refused) == (7, 3, 4)
    assert [line for line, _ in report.problems] == [5, 6, 7, 8]
    assert "own customer" in report.problems[0][1]
    assert "no team called “Nowhere”" in report.problems[1][1]
    assert lines() == {
        ("Service desk", "Biology", "passwords"),
        ("Service desk", "Networks", "what we cannot mend"),
        ("Networks", "Harbour Dental", ""),
    }
    networks = Client.objects.get(name="Networks")
    assert (networks.team, networks.kind) == (cast.networks, "internal")
    again = import_service_map(path, cast.admin_by)
    assert (again.created, again.changed, again.refused) == (0, 0, 4)
    assert Client.objects.filter(name_key="networks").count() == 1


def test_a_manager_sees_what_a_file_would_do_before_it_does(cast: Cast) -> None:
    browser = cast.browser("manager")
    page = browser.post("/service-map/import/", {"file": SimpleUploadedFile("map.csv", FILE.encode())})
    assert "There is no team called" in page.content.decode()
    assert not Customer.objects.exists()
    done = browser.post("/service-map/import/", {"ticket": page.context["ticket"]})
    assert "3 new" in done.content.decode()


def test_a_lead_names_the_customers_of_their_team_by_hand(cast: Cast) -> None:
    browser = cast.browser("lead")
    browser.post(f"/service-map/teams/{cast.desk.pk}/customers/", {"client": "Networks", "what_for": "cables"})
    browser.post(f"/service-map/teams/{cast.desk.pk}/customers/", {"client": "Registrar", "kind": "internal"})
    assert lines() == {("Service desk", "Networks", "cables"), ("Service desk", "Registrar", "")}
    assert Client.objects.get(name="Registrar").kind == "internal"
    own = browser.post(f"/service-map/teams/{cast.desk.pk}/customers/", {"client": "service desk"})
    assert own.status_code == 422
    assert "own customer" in own.content.decode()
    assert "service desk" in own.content.decode()  # what was typed is kept
    client = Client.objects.get(name="Registrar")
    browser.post(f"/service-map/teams/{cast.desk.pk}/customers/{client.pk}/removal/")
    assert lines() == {("Service desk", "Networks", "cables")}
    kinds = Entry.objects.filter(kind__startswith="customer.").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["customer.added", "customer.added", "customer.removed"]


def test_a_renamed_team_is_the_same_customer(cast: Cast) -> None:
    actions.add_customer(team=cast.desk, line=MapLine("", "Networks"), by=cast.admin_by)
    actions.rename_team(team_id=cast.networks.pk, name="Cables and air", by=cast.admin_by)
    assert lines() == {("Service desk", "Cables and air", "")}


def test_a_client_that_bears_a_teams_name_becomes_the_team_and_a_second_team_finds_another(cast: Cast) -> None:
    before = Client.objects.create(name="networks", kind="external")
    assert actions.client_of_team(team=cast.networks) == before
    other = Team.objects.create(name="Network s")
    Client.objects.filter(pk=before.pk).update(name="Network s", name_key="network s")
    assert actions.client_of_team(team=other).name == "Network s (2)"


def test_the_map_is_said_anew_over_rest_or_not_at_all(cast: Cast, api_token: str) -> None:
    actions.add_customer(team=cast.desk, line=MapLine("", "Biology"), by=cast.admin_by)

    def put(said: list[dict[str, Any]], token: str = api_token) -> Any:
        return Browser().put(
            "/api/v1/service-map",
            json.dumps({"lines": said}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )

    wrong = put([{"team": "Networks", "customer": "Chemistry"}, {"team": "Nowhere", "customer": "Biology"}])
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["pointer"] == "/lines/1"
    assert lines() == {("Service desk", "Biology", "")}
    assert not Client.objects.filter(name="Chemistry").exists()
    wanted = [{"team": "Networks", "customer": "Service desk", "what_for": "news"}]
    assert put(wanted).json() == {"added": 1, "changed": 0, "removed": 1}
    got = Browser().get("/api/v1/service-map", headers={"Authorization": f"Bearer {api_token}"})
    assert got.json() == {
        "lines": [{"team": "Networks", "customer": "Service desk", "kind": "team", "what_for": "news"}]
    }
    assert put(got.json()["lines"]).json() == {"added": 0, "changed": 0, "removed": 0}


def test_what_is_taken_away_can_be_brought_back(cast: Cast, tmp_path: Path) -> None:
    actions.add_customer(team=cast.desk, line=MapLine("", "=Biology", "internal", "+1"), by=cast.admin_by)
    sheet = cast.browser("member").get("/service-map/lines.csv").content.decode()
    assert "'=Biology" in sheet


def test_the_map_asks_the_same_few_questions_however_large(cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get("/service-map/").status_code == 200
        return len(queries)

    browser = cast.browser("lead")
    browser.get("/service-map/")
    actions.add_customer(team=cast.desk, line=MapLine("", "Biology"), by=cast.admin_by)
    few = asked()
    for n in range(40):
        actions.add_customer(team=cast.networks, line=MapLine("", f"Client {n}"), by=cast.admin_by)
    assert asked() == few


def test_a_member_is_the_contact_with_their_address_and_nobody_elses(cast: Cast) -> None:
    contact = actions.contact_of_member(member_id=cast.outsider.pk, by=cast.admin_by)
    assert (contact.email, contact.client and contact.client.team) == (cast.outsider.email, cast.networks)
    assert actions.contact_of_member(member_id=cast.outsider.pk, by=cast.admin_by) == contact
    assert Contact.objects.filter(email=cast.outsider.email).count() == 1
    Member.objects.filter(pk=cast.member.pk).update(email="")
    nameless = actions.contact_of_member(member_id=cast.member.pk, by=cast.admin_by)
    assert nameless.name == cast.member.name
    assert actions.part_from_contact(member_id=cast.member.pk, by=cast.admin_by)
    with pytest.raises(ValueError, match="already"):
        actions.contact_of_member(member_id=cast.member.pk, by=cast.admin_by)


def test_one_says_of_oneself_that_one_is_served(cast: Cast) -> None:
    page = cast.browser("member").get(f"/members/{cast.member.pk}/").content.decode()
    assert "Milo may be asked, too" in page
    cast.browser("member").post(f"/members/{cast.member.pk}/contact/")
    cast.member.refresh_from_db()
    assert cast.member.contact is not None
    assert "They are not one person" in cast.browser("member").get(f"/members/{cast.member.pk}/").content.decode()
