"""What an answer in confidence leaves: one sealed value is another. Nothing else stored changes, and no page does."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.confidences.models import Pool
from wellserved.confidences.tests.looking import (
    READERS,
    changed,
    every_address,
    every_row,
    everything_stored,
    look,
    look_by_api,
    opened_pools,
)
from wellserved.confidences.tests.world import ask_in_confidence, people, ticket_in
from wellserved.kit import tickets
from wellserved.mail.models import Letter
from wellserved.surveys.tests.answers import make_answer

FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def mail_is_set_up(monkeypatch: Any) -> Iterator[None]:
    monkeypatch.setattr(settings, "EMAIL_CONFIGURED", True)
    monkeypatch.setattr(settings, "TIME_ZONE", "UTC")
    with time_machine.travel(datetime(2026, 11, 23, 10, tzinfo=UTC), tick=False):
        yield


def mailboxes(cast: Cast, number: int) -> list[str]:
    asked = ask_in_confidence(cast, *people(cast, number))
    return [ticket_in(one.letter) for one in asked]


def say(ticket: str, words: str = "", **more: int) -> int:
    fields = "&".join(f"{name}={value}" for name, value in {"achieved": 2, "felt": 5, "words": words, **more}.items())
    return Browser().post(f"/c/{ticket}", fields, content_type=FORM).status_code


def test_an_answer_changes_one_sealed_value_and_nothing_else(cast: Cast) -> None:
    first, second, third = mailboxes(cast, 3)
    say(first)  # the pools of all teams were made with it, if the worker had not made them before
    before = every_row()
    for ticket in (second, third):
        assert say(ticket, "canary") == 303
        after = every_row()
        assert changed(before, after) == {"confidences_pool"}
        pools, was = after["confidences_pool"].values(), before["confidences_pool"].values()
        differing = [(a, b) for a, b in zip(sorted(was), sorted(pools), strict=True) if a != b]
        assert len(differing) == 1
        [(old, new)] = differing
        which = [at for at, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
        assert len(which) == 1 and len(old[which[0]]) == len(new[which[0]]), "the same size, too"
        before = after


def test_whoever_looks_at_a_page_or_mistypes_leaves_nothing_at_all(cast: Cast) -> None:
    [ticket] = mailboxes(cast, 1)
    before = every_row()
    Browser().get(f"/c/{ticket}?felt=3")
    Browser().post(f"/c/{ticket}", "x=1", content_type=FORM)
    assert changed(before, every_row()) == set()
    say(ticket)
    before = every_row()
    assert say(ticket, "again") == 409
    assert changed(before, every_row()) == set()


def test_neither_the_ticket_nor_its_mark_nor_the_words_are_stored_in_the_open(cast: Cast) -> None:
    found = mailboxes(cast, 3)
    for ticket in found:
        say(ticket, "canary")
    rows = repr(every_row()).encode()
    for ticket in found:
        read = tickets.read_ticket(ticket, str(settings.SECRET_KEY))
        assert read and ticket.encode() not in everything_stored() and read.mark.encode() not in rows
    assert b"canary" not in rows and b"canary" in b"".join(opened_pools())
    letters = list(Letter.objects.filter(kind="confide").values_list("text", "html"))
    seeds = {part.split("}}")[0] for text, html in letters for part in (text + html).split("{{token:confide:")[1:]}
    assert len(seeds) == 1, "one mark for everybody: it tells letters apart no more than the team's name does"


def test_who_said_what_could_be_swapped_and_nothing_stored_would_differ(cast: Cast, monkeypatch: Any) -> None:
    """Ann says this and Bob says that, or the other way round, first she or first he: the database is the same."""
    numbers = iter([b"%012d" % n for n in range(9)])
    monkeypatch.setattr(secrets, "token_bytes", lambda size: next(numbers))
    ann, bob = mailboxes(cast, 2)
    worlds = []
    this, that = ("this", {"felt": 1}), ("that", {"felt": 5})
    for said in ([(ann, this), (bob, that)], [(ann, that), (bob, this)], [(bob, this), (ann, that)]):
        with transaction.atomic():
            for ticket, (words, faces) in said:
                assert say(ticket, words, **faces) == 303
            rows = every_row()
            pools = sorted((row[:1] + row[2:3] for row in rows.pop("confidences_pool").values()), key=repr)
            worlds.append((rows, len(pools), opened_pools()))
            transaction.set_rollback(True)
    assert worlds[0][1:] == worlds[1][1:] == worlds[2][1:]
    assert not changed(worlds[0][0], worlds[1][0]) - {"sqlite_sequence"}
    assert not changed(worlds[0][0], worlds[2][0]) - {"sqlite_sequence"}


def test_no_page_no_export_and_no_program_sees_that_somebody_answered(cast: Cast, api_token: str) -> None:
    found = mailboxes(cast, 6)
    say(found.pop())
    addresses = every_address([cast.contact])
    before = {"program": look_by_api(api_token)} | {who: look(cast, who, addresses) for who in READERS}
    for ticket in found:
        assert say(ticket, "canary", felt=1) == 303
    after = {"program": look_by_api(api_token)} | {who: look(cast, who, addresses) for who in READERS}
    assert len(addresses) > 25 and before["lead"]["/feedback/in-confidence/"].startswith("200")
    for who, pages in before.items():
        different = [address for address, text in pages.items() if text != after[who][address]]
        assert different == [], who


def test_the_eyes_do_see_an_answer_that_is_given_by_name(cast: Cast, api_token: str) -> None:
    """The same comparison is not blind: an ordinary answer stands on several pages."""
    addresses = every_address([cast.contact])
    before = look(cast, "lead", addresses)
    make_answer(cast)
    after = look(cast, "lead", addresses)
    assert [address for address in before if before[address] != after[address]]


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_with_one_ticket_one_is_kept_and_nobody_elses_is_lost(cast: Cast) -> None:
    found = mailboxes(cast, 5)

    def post(job: tuple[str, str]) -> int:
        try:
            return say(*job)
        finally:
            connection.close()

    jobs = [(ticket, f"{n} {number}") for n, ticket in enumerate(found) for number in range(4)]
    with ThreadPoolExecutor(10) as pool:
        codes = list(pool.map(post, jobs))
    assert sorted(codes) == [303] * 5 + [409] * 15
    words = b"".join(opened_pools()).decode()
    assert [words.count(f'"{n} ') for n in range(5)] == [1] * 5
    assert Pool.objects.filter(team_id=cast.desk.pk).count() == 1
