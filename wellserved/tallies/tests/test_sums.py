"""Whatever is asked for, by any grouping, filter and stretch of days, the sums are those of a plain count."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from wellserved.tallies.actions import add_deltas
from wellserved.tallies.models import Spot
from wellserved.tallies.queries import Where, member_months, quality_months, sums
from wellserved.tallies.rules import COLUMNS
from wellserved.tallies.spans import spans_of
from wellserved.tallies.spots import MANY, Spots, spot_of, spots_with
from wellserved.tallies.tasks import fold_tallies
from wellserved.tallies.tests.facts import Fact, Said, begin, counts_of

BEGIN = date(2026, 1, 20)
DAYS = 90
FACTS = [
    Fact(
        BEGIN + timedelta(days=i * 7 % DAYS),
        i % 3,
        i % 4,
        i % 5,
        i % 2,
        ((i % 3, 9) if i % 2 else (4,)),
        came_by=int(i % 11 == 0),
        weight=1000 * (1 + i % 2),
        served=1,
        asked=1,
        said=Said(i % 3, 1 + i % 5, i % 16) if i % 4 else None,
    )
    for i in range(300)
]
days = st.one_of(st.none(), st.integers(-40, DAYS + 40).map(lambda n: BEGIN + timedelta(days=n)))
some = st.one_of(st.none(), st.integers(0, 4), st.lists(st.integers(0, 4), max_size=3))
DIMENSIONS = ("team", "service", "client", "spot", "came_by")


@pytest.mark.django_db
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries({"first": days, "last": days, **dict.fromkeys(DIMENSIONS, some)}),
    st.lists(st.sampled_from(DIMENSIONS), unique=True, max_size=3),
    st.sampled_from([None, "day", "week", "month"]),
)
@example({"first": BEGIN, "last": BEGIN, **dict.fromkeys(DIMENSIONS)}, [], "week")
@example({"first": None, "last": date(2026, 3, 3), **dict.fromkeys(DIMENSIONS)}, ["client"], None)
@example({"first": date(2026, 1, 31), "last": None, **dict.fromkeys(DIMENSIONS), "client": 2}, [], "month")
def test_sums_are_a_plain_count(counted_facts: None, asked: dict[str, Any], by: list[str], unit: str | None) -> None:
    rows = sums(Where(**asked), by=[*by, *([unit] if unit else [])])
    got = {tuple(row[name] for name in (*by, *([unit] if unit else []))): row for row in rows}
    assert len(got) == len(rows)
    expected: dict[Any, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for fact in FACTS:
        if not _wanted(fact, asked):
            continue
        key = tuple(getattr(fact, name) for name in by) + ((begin(unit, fact.day),) if unit else ())
        said = counts_of(fact)
        for name in COLUMNS:
            expected[key][name] += 0 if name == "answered" and fact.came_by else said[name]
        expected[key]["by_doors"] += said["answered"] if fact.came_by else 0
    found = {key: {name: row[name] for name in (*COLUMNS, "by_doors")} for key, row in got.items()}
    if not by and not unit:
        found = {key: row for key, row in found.items() if any(row.values())}
    assert found == {key: dict(row) for key, row in expected.items()}


def _wanted(fact: Fact, asked: dict[str, Any]) -> bool:
    if (asked["first"] and fact.day < asked["first"]) or (asked["last"] and fact.day > asked["last"]):
        return False
    for name in DIMENSIONS:
        wanted = asked[name]
        if wanted is not None and getattr(fact, name) not in ([wanted] if isinstance(wanted, int) else wanted):
            return False
    return True


@pytest.fixture
def counted_facts(db: None) -> None:
    for fact in FACTS:
        served, asked, said, fact.served, fact.asked, fact.said = fact.served, fact.asked, fact.said, 0, 0, None
        changes = [fact.change(served=served), fact.change(asked=asked)]
        add_deltas(deltas=[*changes, *([fact.change(now=said)] if said else [])])
    fold_tallies()


@given(st.sampled_from(["week", "month"]), st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 800))
def test_spans_hold_each_day_once_and_no_other(unit: str, first: date, length: int) -> None:
    last, found = first + timedelta(days=length), defaultdict(int)
    spans = spans_of(unit, first, last)
    for span in spans:
        assert span.first
        assert span.last
        if span.unit == unit:
            assert begin(unit, span.first) == span.first
            assert begin(unit, span.last + timedelta(days=1)) == span.last + timedelta(days=1)
        for n in range((span.last - span.first).days + 1):
            found[span.first + timedelta(days=n)] += span.sign
    assert {day for day, times in found.items() if times} == {first + timedelta(days=n) for n in range(length + 1)}
    assert set(found.values()) <= {0, 1}
    assert sum((s.last - s.first).days + 1 for s in spans if s.unit == "day" and s.first and s.last) <= 31


@pytest.mark.django_db
def test_members_and_qualities_by_months(counted_facts: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        mine = member_months(member=9, by=["team", "month"])
        named = quality_months(team=[1, 2], first=date(2026, 2, 14), last=date(2026, 2, 20))
    theirs = [fact for fact in FACTS if 9 in fact.members and fact.said]
    assert sum(row["answered"] + row["by_doors"] for row in mine) == len(theirs)
    assert {row["month"] for row in mine} == {begin("month", fact.day) for fact in theirs}
    assert all(row["served"] == 0 for row in mine)
    february = [fact for fact in FACTS if fact.said and fact.day.month == 2]
    assert sum(row["answers"] for row in named) == sum(fact.team in (1, 2) for fact in february)
    assert sum(row["answers"] for row in quality_months()) == sum(fact.said is not None for fact in FACTS)
    assert sums(Where(team=())) == []
    assert quality_months(team=()) == []


@pytest.mark.django_db
def test_any_sum_is_one_statement(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        sums(Where(date(2026, 1, 5), date(2026, 4, 9), client=3), by=["team", "week"])


@pytest.mark.django_db
def test_a_channel_and_a_place_are_one_number(django_assert_num_queries: Any) -> None:
    assert spot_of("", "") == 0
    desk, remote = spot_of("visit", "Main desk"), spot_of("phone", "")
    assert spot_of(" visit ", "Main desk") == desk
    assert spots_with(channel="visit") == (desk,)
    assert spots_with(place="") == (remote, 0)
    assert set(spots_with()) == {0, desk, remote}
    with django_assert_num_queries(1):
        known = Spots({("visit", "Main desk"), ("phone", ""), ("", "")})
        assert [known.of("visit", "Main desk"), known.of("phone", ""), known.of("", "")] == [desk, remote, 0]


@pytest.mark.django_db
def test_places_without_end_are_counted_by_their_channel() -> None:
    Spot.objects.bulk_create(Spot(channel="visit", place=f"Room {n}") for n in range(MANY))
    assert Spot.objects.get(pk=spot_of("visit", "One room more")).place == ""
    assert Spot.objects.get(pk=spot_of("visit", "Room 7")).place == "Room 7"
