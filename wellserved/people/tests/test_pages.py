"""The pages of clients, contacts, teams and members, as somebody uses them."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse

from tests.cast import Cast
from tests.counting import queries_of
from wellserved.journal.models import Entry
from wellserved.people import client_pages
from wellserved.people.models import Client, Contact, Member, Membership, Team


def words(browser: Browser, href: str, **query: str) -> str:
    return browser.get(href, query).content.decode()


def test_a_lead_adds_a_client_and_somebody_there(cast: Cast) -> None:
    lead = cast.browser("lead")
    said = {"name": "  Dental   practice ", "kind": "external", "active_from": "2025-03-01"}
    added = lead.post("/clients/new/", said, follow=True)
    client = Client.objects.get(name="Dental practice")
    assert added.redirect_chain[-1][0] == f"/clients/{client.pk}/"
    assert "since 1 Mar 2025" in added.content.decode()
    assert "There is a client of this name already" in lead.post("/clients/new/", said).content.decode()
    assert (
        "lies before" in lead.post("/clients/new/", {**said, "name": "x", "active_until": "2024-1-1"}).content.decode()
    )

    person = {"name": "Dora Dent", "email": "DORA@dent.example", "client": "dental practice", "language": "de"}
    lead.post(f"/contacts/new/?client={client.pk}", person)
    dora = Contact.objects.get(email="dora@dent.example")
    assert dora.client == client
    assert "belongs to Dora Dent, Dental practice" in lead.post("/contacts/new/", person).content.decode()
    assert "no client of this name" in lead.post("/contacts/new/", {**person, "client": "zzz"}).content.decode()
    kinds = list(Entry.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == ["client.added", "contact.added"]
    assert "Dora Dent" in words(cast.browser("member"), f"/clients/{client.pk}/")


def test_what_changed_is_journalled_by_the_names_of_the_fields_only(cast: Cast) -> None:
    lead = cast.browser("lead")
    said = {"name": "Bea Contact", "email": "bea@biology.example", "client": "Biology", "phone": "+49 30 1"}
    lead.post(f"/contacts/{cast.contact.pk}/edit/", {**said, "language": "de", "timezone": "Europe/Berlin"})
    assert Entry.objects.get(kind="contact.edited").details == {"fields": ["phone", "language"]}
    lead.post(f"/contacts/{cast.contact.pk}/edit/", {**said, "language": "de", "timezone": "Europe/Berlin"})
    assert Entry.objects.filter(kind="contact.edited").count() == 1


def test_opting_out_and_in_is_kept_and_journalled_once(cast: Cast) -> None:
    lead, href = cast.browser("lead"), f"/contacts/{cast.contact.pk}/"
    for _ in range(2):
        lead.post(f"{href}opt-out/")
    assert "they want no more of our questions" in words(lead, href)
    lead.post(f"{href}opt-in/")
    assert "Yes, now and then" in words(lead, href)
    told = list(Entry.objects.order_by("id").values_list("kind", "subject_id"))
    assert told == [("contact.opted_out", cast.contact.pk), ("contact.opted_in", cast.contact.pk)]


@pytest.mark.parametrize("text", ["bea", "BEA co", "contact", "cont", "Bea@Biology.example"])
def test_somebody_is_found_by_first_name_family_name_or_address(cast: Cast, text: str) -> None:
    assert "Bea Contact" in words(cast.browser("member"), "/contacts/", q=text)


@pytest.mark.parametrize("text", ["ea", "%", "_", "zz", "' or 1=1 --", "zz\x00"])
def test_nobody_is_found_by_what_is_not_theirs(cast: Cast, text: str) -> None:
    assert "Bea Contact" not in words(cast.browser("member"), "/contacts/", q=text)


@pytest.mark.parametrize("href", ["/clients/", "/contacts/", "/teams/", "/members/"])
def test_a_list_takes_as_many_queries_for_fifty_as_for_one(cast: Cast, href: str) -> None:
    browser = cast.browser("manager")
    few = queries_of(browser, href)
    for i in range(60):
        client = Client.objects.create(name=f"Client {i}")
        Contact.objects.create(client=client, name=f"Person {i}", email=f"p{i}@c.example")
        team = Team.objects.create(name=f"Team {i}")
        member = Member.objects.create(name=f"Agent {i}")
        Membership.objects.create(member=member, team=team, leads=True)
    cache.clear()  # as after some seconds: what is looked up now and then must not look like a longer list
    assert queries_of(browser, href) == few
    assert few <= 11
    assert "page=2" in words(browser, href)
    assert words(browser, href, page="2") != words(browser, href)
    assert browser.get(href, {"page": "-1"}).status_code == browser.get(href, {"page": "9" * 30}).status_code == 200


def test_a_lead_fills_their_own_team(cast: Cast) -> None:
    lead, desk = cast.browser("lead"), cast.desk
    lead.post(f"/teams/{desk.pk}/members/", {"member": cast.outsider.pk})
    assert Membership.objects.filter(team=desk, member=cast.outsider, leads=False).exists()
    lead.post(f"/teams/{desk.pk}/members/{cast.outsider.pk}/removal/")
    assert not Membership.objects.filter(team=desk, member=cast.outsider).exists()
    assert list(Entry.objects.order_by("id").values_list("kind", flat=True)) == ["team.joined", "team.left"]


def test_a_manager_adds_renames_and_archives_a_team_and_says_who_leads(cast: Cast) -> None:
    manager = cast.browser("manager")
    manager.post("/teams/new/", {"name": "Telephony"})
    team = Team.objects.get(name="Telephony")
    assert "already" in manager.post("/teams/new/", {"name": "TELEPHONY"}).content.decode()
    manager.post(f"/teams/{team.pk}/edit/", {"name": "Phones"})
    manager.post(f"/teams/{team.pk}/members/", {"member": cast.member.pk})
    made = manager.post(f"/teams/{team.pk}/members/{cast.member.pk}/lead/", {"leads": "yes"}, follow=True)
    assert "once an admin gives them the role Lead" in made.content.decode()
    assert Membership.objects.get(team=team).leads
    manager.post(f"/teams/{team.pk}/archive/")
    assert "Phones" not in words(manager, "/teams/").replace("Phones is archived", "")
    assert "Phones" in words(manager, "/teams/", show="archived")
    manager.post(f"/teams/{team.pk}/restoration/")
    assert "Phones" in words(manager, "/teams/")


def test_whoever_leaves_can_sign_in_no_more_and_may_come_back(cast: Cast) -> None:
    manager, gone = cast.browser("manager"), cast.browser("member")
    manager.post(f"/members/{cast.member.pk}/departure/", follow=True)
    assert gone.get("/").status_code == 302
    assert "Milo Member" not in words(manager, f"/teams/{cast.desk.pk}/")
    assert ">left<" in words(manager, "/members/", q="milo")
    manager.post(f"/members/{cast.member.pk}/return/")
    assert cast.browser("member").get("/").status_code == 200


def test_the_last_admin_cannot_leave(cast: Cast) -> None:
    answer = cast.browser("admin").post(f"/members/{cast.admin.pk}/departure/", follow=True)
    assert "the only admin" in answer.content.decode()
    answer = cast.browser("admin").post(f"/members/{cast.admin.pk}/role/", {"role": "member"}, follow=True)
    assert "the only admin" in answer.content.decode()
    assert cast.browser("admin").get("/settings/tokens/").status_code == 200


def test_a_room_above_adds_its_page_about_a_client_for_those_who_may_open_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_pages, "_pages", [])
    address = f"/clients/{cast.biology.pk}/"
    assert "The people there</a>" not in words(cast.browser("lead"), address), "alone, it needs no signpost"
    client_pages.about_clients("Who may change them", "client_edit", least="lead")
    client_pages.about_clients("Who may change them", "client_edit", least="lead")
    assert words(cast.browser("lead"), address).count(f'href="{address}edit/">Who may change them') == 1
    assert "Who may change them" not in words(cast.browser("member"), address)


def test_a_client_has_somebody_of_us_who_answers_for_it(cast: Cast) -> None:
    given = {"name": "Biology", "kind": "internal", "executive": cast.member.pk}
    assert cast.browser("lead").post(reverse("client_edit", args=[cast.biology.pk]), given).status_code == 302
    assert "Milo Member" in words(cast.browser("outsider"), reverse("client", args=[cast.biology.pk]))
    cast.biology.refresh_from_db()
    assert cast.biology.executive == cast.member
    gone = {**given, "executive": ""}
    cast.browser("lead").post(reverse("client_edit", args=[cast.biology.pk]), gone)
    assert "Who answers for them" not in words(cast.browser("lead"), reverse("client", args=[cast.biology.pk]))
