"""Whoever a line of data names is found, or made once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.people.actions import (
    Resolver,
    find_or_create_client,
    find_or_create_contact,
    find_or_create_member,
    find_or_create_team,
    matching,
)
from wellserved.people.models import Client, Contact, Member, Membership, Team
from wellserved.people.rules import clean_name, fold
from wellserved.people.shapes import ContactLine

SPELLINGS = ["Biology", "BIOLOGY", "  biology ", "bio\u200blogy", "Biology\n"]


@given(st.text())
def test_folding_twice_is_folding_once_and_upper_case_is_the_same_name(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert fold(name.upper().lower()) == fold(name.upper())


@given(st.text())
def test_a_clean_name_stays_as_it_is(name: str) -> None:
    try:
        clean = clean_name(name)
    except ValueError:
        return
    assert clean_name(clean) == clean
    assert 0 < len(clean) <= 200
    assert len(fold(clean)) <= 600


@pytest.mark.parametrize("name", ["", " \t ", "x" * 201, "null\x00byte", "turned\u202eround", "half\ud800"])
def test_a_name_that_cannot_be_kept_is_refused_with_a_reason(cast: Cast, name: str) -> None:
    with pytest.raises(ValueError, match=r"^The client's name "):
        find_or_create_client(name=name)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_client_is_found_however_it_is_spelled(cast: Cast, spelling: str) -> None:
    assert find_or_create_client(name=spelling) == cast.biology
    assert not Entry.objects.exists()


def test_upper_case_beyond_ascii_is_the_same_name_on_every_database(cast: Cast) -> None:
    first = find_or_create_client(name="École supérieure", kind="internal")
    assert find_or_create_client(name="E\u0301COLE SUPÉRIEURE") == first
    assert first.kind == "internal"
    assert find_or_create_team(name="Straße") == find_or_create_team(name="STRASSE")


def test_what_is_made_is_journalled_without_a_name(cast: Cast) -> None:
    find_or_create_team(name="Telephony")
    entry = Entry.objects.get(kind="people.resolved")
    assert entry.details == {"team": 1}


def test_a_member_is_known_by_address_by_the_help_desks_name_and_by_name(cast: Cast) -> None:
    cast.member.external_name = "mm042"
    cast.member.save()
    for text in ("MILO@campus.example", "MM042", "milo  member"):
        assert find_or_create_member(name_or_email=text, team=cast.networks) == cast.member
    assert not Membership.objects.filter(member=cast.member, team=cast.networks).exists()


def test_a_new_member_joins_the_team_it_was_named_with_and_has_no_login(cast: Cast) -> None:
    new = find_or_create_member(name_or_email="Value 7", team=cast.desk)
    assert (new.name, new.external_name, new.account) == ("Value 7", "Value 7", None)
    assert Membership.objects.filter(member=new, team=cast.desk, leads=False).exists()
    assert find_or_create_member(name_or_email="value 7", team=cast.networks) == new
    mailed = find_or_create_member(name_or_email="Nina@campus.example", team=None)
    assert (mailed.name, mailed.email) == ("Nina", "nina@campus.example")


def test_of_namesakes_the_one_in_the_team_is_meant(cast: Cast) -> None:
    other = Member.objects.create(name="Milo Member")
    Membership.objects.create(member=other, team=cast.networks)
    assert find_or_create_member(name_or_email="Milo Member", team=cast.networks) == other
    assert find_or_create_member(name_or_email="Milo Member", team=cast.desk) == cast.member


def test_a_known_address_keeps_its_contact_and_takes_what_is_new(cast: Cast) -> None:
    elsewhere = find_or_create_client(name="Chemistry")
    found = find_or_create_contact(
        client=elsewhere, name="Bea B. Contact", email="BEA@biology.example", language="pt_BR", timezone="asia/tokyo"
    )
    assert found == cast.contact
    cast.contact.refresh_from_db()
    assert cast.contact.client == cast.biology
    assert (cast.contact.name, cast.contact.language, cast.contact.timezone) == (
        "Bea B. Contact",
        "pt-br",
        "Asia/Tokyo",
    )
    assert cast.contact.name_key == "bea b. contact"
    find_or_create_contact(client=None, email="bea@biology.example")
    cast.contact.refresh_from_db()
    assert cast.contact.name == "Bea B. Contact"


def test_without_an_address_client_and_name_tell_who_it_is(cast: Cast) -> None:
    chemistry = find_or_create_client(name="Chemistry")
    here = find_or_create_contact(client=cast.biology, name="BEA contact")
    there = find_or_create_contact(client=chemistry, name="Bea Contact")
    assert here == cast.contact
    assert there != cast.contact
    assert find_or_create_contact(client=chemistry, name="bea CONTACT") == there
    nowhere = find_or_create_contact(client=None, name="Bea Contact")
    assert find_or_create_contact(client=None, name="Bea Contact") == nowhere
    assert nowhere.client is None


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"email": "not an address"}, "is not an e-mail address"),
        ({"email": "a@b.example", "timezone": "../../etc/passwd"}, "is not a time zone"),
        ({"email": "a@b.example", "language": "<b>"}, "is not a language code"),
        ({"name": "  "}, "needs a name or an e-mail address"),
        ({"name": "x" * 201}, "201 characters"),
    ],
)
def test_a_contact_that_cannot_be_kept_is_refused_with_a_reason(cast: Cast, given: dict[str, str], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        find_or_create_contact(client=cast.biology, **given)
    assert Contact.objects.count() == 1


def test_a_batch_takes_a_few_queries_however_long_it_is(cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    resolver = Resolver()
    with django_assert_max_num_queries(30):
        resolver.expect_clients(f"Client {i % 7}" for i in range(400))
        resolver.expect_teams(["Desk A", "Desk B"])
        teams = [resolver.team("Desk A"), resolver.team("desk b")]
        resolver.expect_members((f"Agent {i % 9}", teams[i % 2]) for i in range(400))
        lines = [
            ContactLine(resolver.client(f"client {i % 7}"), f"Person {i}", f"p{i}@c.example" if i % 2 else "")
            for i in range(400)
        ]
        resolver.expect_contacts([*lines, ContactLine(None, "bad", "no address")])
        known = {resolver.contact(**line._asdict()).pk for line in lines}
        for i in range(400):
            resolver.member(f"Agent {i % 9}", teams[i % 2])
    assert len(known) == 400
    assert resolver.created == {"client": 7, "team": 2, "member": 9, "contact": 400}
    assert Membership.objects.filter(team__in=teams).count() == 18


def test_what_is_remembered_is_bounded_and_forgetting_costs_nothing_but_time(cast: Cast) -> None:
    resolver = Resolver(size=3)
    ids = [resolver.client(f"Client {i}").pk for i in range(10)]
    assert len(resolver._clients) == 3
    resolver.forget()
    assert [resolver.client(f"client {i}").pk for i in range(10)] == ids


def test_somebody_who_was_made_a_moment_ago_by_another_is_taken(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    others: list[int] = []

    def nobody_yet(keys: Any, look: Any = matching.contacts_known_as) -> Any:
        if others:
            return look(keys)
        others.append(Contact.objects.create(client=cast.biology, name="NORA New").pk)
        others.append(Contact.objects.create(email="new@biology.example").pk)
        return {}

    monkeypatch.setattr(matching, "contacts_known_as", nobody_yet)
    resolver = Resolver()
    resolver.expect_contacts([ContactLine(cast.biology, "Nora New"), ContactLine(None, "N", "NEW@biology.example")])
    assert resolver.contact(client=cast.biology, name="Nora New").pk == others[0]
    assert resolver.contact(client=None, email="new@biology.example").pk == others[1]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_nobody_twice() -> None:
    # SQLite's test database lives in memory, where writers cannot wait for each other; there they take turns.
    at_once = 4 if connection.vendor == "postgresql" else 1
    start = Barrier(at_once)

    def work(seed: int) -> None:
        if at_once > 1:
            start.wait()
        try:
            for i in range(8):
                client = find_or_create_client(name=f"Client {i}")
                find_or_create_contact(client=client, name="Same Person")
                find_or_create_contact(client=client, email=f"p{i}@c.example", name="Somebody")
                find_or_create_member(name_or_email=f"Agent {i}", team=find_or_create_team(name="Desk"))
        finally:
            connections.close_all()

    if at_once > 1:
        with ThreadPoolExecutor(at_once) as pool:
            list(pool.map(work, range(at_once)))
    else:
        for seed in range(2):
            work(seed)
    assert (Client.objects.count(), Team.objects.count(), Member.objects.count()) == (8, 1, 8)
    assert Contact.objects.count() == 16
