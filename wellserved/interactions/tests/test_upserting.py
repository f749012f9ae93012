"""Bringing interactions in, batch by batch."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.cast import Cast
from wellserved.interactions.actions import settle, upsert_interactions
from wellserved.interactions.actions.finding import Finder
from wellserved.interactions.models import Interaction
from wellserved.interactions.shapes import ContactIn, InteractionIn, Report
from wellserved.journal.models import Entry
from wellserved.journal.shapes import SYSTEM
from wellserved.people.models import Client, Contact, Member

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def ticket(number: int = 1, **fields: Any) -> InteractionIn:
    return InteractionIn(**{"source": "desk", "external_id": str(number), "opened_at": NOON, **fields})


def bring(*rows: InteractionIn) -> Report:
    return upsert_interactions(rows=list(enumerate(rows, start=2)), by=SYSTEM)


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, len(report.rejected)


def one() -> Interaction:
    return Interaction.objects.get()


def test_a_row_becomes_an_interaction_with_everybody_in_it(cast: Cast) -> None:
    row = ticket(
        service="Passwords",
        channel="phone",
        place="Library",
        team="service DESK",
        members=("milo@campus.example", "Nina New"),
        client="biology",
        contact=ContactIn("Bea", "BEA@biology.example"),
        closed_at=NOON + timedelta(hours=1),
        scheduled_at=NOON,
        subject="Cannot sign in",
        matters=True,
    )
    assert counts(bring(row)) == (1, 0, 0, 0)
    found = one()
    assert (found.team, found.client, found.contact) == (cast.desk, cast.biology, cast.contact)
    assert set(found.members.values_list("name", flat=True)) == {"Milo Member", "Nina New"}
    assert (found.service and found.service.name, found.channel, found.place) == ("Passwords", "phone", "Library")
    assert (found.subject, found.matters, found.scheduled_at) == ("Cannot sign in", True, NOON)
    assert (found.closings, found.undecided) == (1, True)


def test_the_same_again_changes_nothing(cast: Cast) -> None:
    rows = [ticket(n, contact=ContactIn(email=f"p{n}@x.example"), members=("Milo Member",)) for n in range(5)]
    assert counts(bring(*rows)) == (5, 0, 0, 0)
    before = list(Interaction.objects.order_by("id").values())
    assert counts(bring(*rows)) == (0, 0, 5, 0)
    assert list(Interaction.objects.order_by("id").values()) == before
    assert Entry.objects.filter(kind="interactions.imported").count() == 1


def test_a_contact_brings_its_client(cast: Cast) -> None:
    bring(ticket(contact=ContactIn(email="bea@biology.example")))
    assert one().client == cast.biology


def test_of_two_rows_about_one_the_later_wins(db: Any) -> None:
    report = bring(ticket(subject="first"), ticket(subject="second", closed_at=NOON))
    assert counts(report) == (1, 0, 1, 0)
    assert (one().subject, one().closings) == ("second", 1)


def test_two_partial_rows_about_one_say_both(db: Any) -> None:
    said = frozenset({"source", "external_id", "subject"})
    bring(ticket(channel="mail"))
    bring(ticket(opened_at=None, subject="now", given=said), ticket(channel="phone", given=frozenset({"channel"})))
    assert (one().subject, one().channel, one().opened_at) == ("now", "phone", NOON)


def test_closing_reopening_and_closing_again(db: Any) -> None:
    def stands(closed: bool) -> tuple[int, bool]:
        bring(ticket(closed_at=NOON if closed else None))
        found = one()
        return found.closings, found.undecided

    assert stands(closed=False) == (0, False)
    assert stands(closed=True) == (1, True)
    settle(ids=[one().pk])
    assert stands(closed=True) == (1, False)
    assert stands(closed=False) == (1, True)
    settle(ids=[one().pk])
    assert stands(closed=True) == (2, True)


def test_what_is_not_said_stays_and_null_reopens(db: Any) -> None:
    bring(ticket(closed_at=NOON, subject="kept"))
    bring(ticket(subject="new", given=frozenset({"source", "external_id", "subject"})))
    assert (one().closed_at, one().subject) == (NOON, "new")
    bring(ticket(given=frozenset({"source", "external_id", "closed_at"})))
    assert (one().closed_at, one().subject) == (None, "new")


def test_who_served_is_frozen_from_the_closing_until_it_is_reopened(db: Any) -> None:
    def served(*names: str, closed: bool) -> set[str]:
        bring(ticket(members=names, closed_at=NOON if closed else None))
        return set(one().members.values_list("name", flat=True))

    assert served("Ann", closed=False) == {"Ann"}
    assert served("Ann", "Ben", closed=True) == {"Ann", "Ben"}
    assert served("Cleo", closed=True) == {"Ann", "Ben"}
    assert served("Cleo", closed=False) == {"Ann", "Ben"}  # still closed when this row came
    assert served("Cleo", closed=False) == {"Cleo"}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (ticket(source=""), "source is missing"),
        (ticket(external_id=""), "external id is missing"),
        (ticket(external_id="9" * 121), "longer than 120"),
        (ticket(client="x\x00y"), "null byte"),
        (ticket(team="x" * 121), "team is longer"),
        (ticket(members=("a\x07",)), "cannot be printed"),
        (ticket(members=tuple("abcdefghijklmnopqrstuvw")), "More than 20 members"),
        (ticket(contact=ContactIn(email="not one")), "e-mail address"),
        (ticket(contact=ContactIn(email="a\n@b.example")), "e-mail address"),
        (ticket(contact=ContactIn(name="x" * 201)), "contact's name is longer"),
        (ticket(contact=ContactIn(name="A", timezone="Mars/Olympus")), "time zone"),
        (ticket(contact=ContactIn(name="A", language="klingonese!")), "language"),
        (ticket(closed_at=NOON - timedelta(seconds=1)), "closed before it opened"),
        (ticket(opened_at=datetime(9999, 1, 1, tzinfo=UTC)), "in the future"),
        (ticket(opened_at=datetime(1, 1, 1, tzinfo=UTC)), "before 1970"),
        (ticket(opened_at=datetime(2026, 1, 1)), "no time zone"),
        (ticket(subject="\ud800"), "cannot be printed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "row",
)
def test_a_bad_row_is_told_and_the_rest_lands(db: Any, row: InteractionIn, reason: str) -> None:
    report = bring(ticket(7), row, ticket(8))
    assert (report.created, [line for line, _ in report.rejected]) == (2, [3])
    assert reason in report.rejected[0][1]


def test_closing_before_the_known_opening_is_refused(db: Any) -> None:
    bring(ticket())
    report = bring(ticket(opened_at=None, closed_at=NOON - timedelta(days=1), given=frozenset({"closed_at"})))
    assert counts(report) == (0, 0, 0, 1)
    assert one().closed_at is None


def test_a_batch_costs_the_same_few_queries_whatever_its_size(cast: Cast, django_assert_max_num_queries: Any) -> None:
    rows = [
        ticket(n, team="Service desk", client="Biology", contact=ContactIn(email="bea@biology.example"))
        for n in range(400)
    ]
    with django_assert_max_num_queries(25):
        bring(*rows)
    with django_assert_max_num_queries(25):
        assert counts(bring(*rows)) == (0, 0, 400, 0)


def test_unknown_people_are_made_once(db: Any) -> None:
    rows = [ticket(n, client=name, members=("Ann",)) for n, name in enumerate(["Physics", "physics", "PHYSICS"])]
    bring(*rows)
    bring(ticket(9, client="Physics", contact=ContactIn("Zoe", "zoe@physics.example")))
    assert (Client.objects.count(), Member.objects.count()) == (1, 1)
    assert Contact.objects.get().client == Client.objects.get()


def test_a_contact_erased_between_two_batches_is_met_anew(db: Any) -> None:
    finder = Finder(SYSTEM)
    for number in (1, 2):
        rows = [(number, ticket(number, contact=ContactIn(email="bea@x.example")))]
        upsert_interactions(rows=rows, by=SYSTEM, finder=finder)
        if number == 1:
            Contact.objects.all().delete()
    kept = list(Interaction.objects.order_by("external_id").values_list("contact__email", flat=True))
    assert kept == [None, "bea@x.example"]


def test_what_a_contact_is_called_last_is_kept_however_often_it_turns(db: Any) -> None:
    finder = Finder(SYSTEM)
    turns = ["Ann", "Anna", "Ann", "", "Anna", "Ann", "Ann", "Anna"]
    for size in (1, 2, 3):
        for start in range(0, len(turns), size):
            said = turns[start : start + size]
            rows = [
                (n, ticket(100 * size + start + n, contact=ContactIn(name, "ann@a.example")))
                for n, name in enumerate(said)
            ]
            upsert_interactions(rows=rows, by=SYSTEM, finder=finder)
            last = [name for name in turns[: start + size] if name][-1]
            assert Contact.objects.get().name == last
        finder = Finder(SYSTEM)
