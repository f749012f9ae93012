"""What holds for all inputs: reading dates, splitting names, standing, and bringing the same twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from wellserved.interactions.actions import upsert_interactions
from wellserved.interactions.models import Interaction
from wellserved.interactions.rules import all_may_land, why_not
from wellserved.interactions.shapes import ContactIn, InteractionIn
from wellserved.interactions.sheets.columns import Reading, guess_columns
from wellserved.interactions.sheets.rows import RowReader, one_line
from wellserved.interactions.standing import Standing, next_standing
from wellserved.interactions.times import ORDERS, guess_order, read_moment
from wellserved.journal.shapes import SYSTEM

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
moments = st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


@given(moments, st.sampled_from([" ", "T"]))
def test_what_is_written_as_iso_is_read_as_it_was(moment: datetime, between: str) -> None:
    assert read_moment(moment.isoformat(between)) == moment


def test_an_offset_counts_however_long_the_text_is() -> None:
    eight = datetime(2026, 3, 1, 8, tzinfo=UTC)
    for text in ("2026-03-01 08:00:00", "2026-03-01T09:00+01", "2026-03-01T10:00:00+02:00", "20260301T080000.0000"):
        assert read_moment(text) == eight


@given(moments)
def test_day_first_and_month_first_read_the_same_day(moment: datetime) -> None:
    minute = moment.replace(second=0, microsecond=0)
    assert read_moment(f"{minute:%d/%m/%Y %H:%M}", "day") == minute
    assert read_moment(f"{minute:%m/%d/%Y %I:%M %p}", "month") == minute
    assert read_moment(f"{minute:%d %b %Y %H:%M}") == minute


@given(st.text(), st.sampled_from(ORDERS))
@example("1/2/3333333", "day")
@example("99999-01-01", "iso")
@example("0001-01-01T00:00:00+14:00", "iso")
@example("9" * 5000, "iso")
def test_any_text_is_a_moment_or_refused_in_words(text: str, order: str) -> None:
    try:
        moment = read_moment(text, order)
    except ValueError as reason:
        assert str(reason).endswith(".")
    else:
        assert moment is None or moment.tzinfo is UTC


@given(moments)
def test_the_order_is_told_only_when_it_is_proven(moment: datetime) -> None:
    proven = guess_order([f"{moment:%d/%m/%Y}"])
    assert proven == ("day" if moment.day > 12 else None)


@given(st.lists(st.booleans(), max_size=12))
def test_closings_count_how_often_it_went_from_open_to_closed(states: list[bool]) -> None:
    standing, expected, before = Standing(), 0, False
    for closed in states:
        expected += closed and not before
        standing, before = next_standing(standing, closed), closed
    assert (standing.closings, standing.closed) == (expected, before)


@given(st.text())
def test_a_subject_always_fits(text: str) -> None:
    assert len(one_line(text)) <= 300
    row = InteractionIn("a", "b", subject=one_line(text))
    assert "subject is longer" not in why_not(row, NOON) or any(not letter.isprintable() for letter in text)


tickets = st.builds(
    InteractionIn,
    source=st.sampled_from(["desk", "phone"]),
    external_id=st.sampled_from(["1", "2", "3", ""]),
    team=st.sampled_from(["", "Desk", "desk"]),
    client=st.just("Biology"),  # a contact whose client is told only later brings it to earlier rows, the next time
    members=st.lists(st.sampled_from(["Ann", "ben@x.example"]), unique=True, max_size=2).map(tuple),
    contact=st.none() | st.builds(ContactIn, email=st.sampled_from(["a@x.example", "b@x.example", "wrong"])),
    opened_at=st.none() | st.just(NOON),
    closed_at=st.none() | st.sampled_from([NOON, NOON - timedelta(days=1)]),
    subject=st.text(max_size=20).map(one_line),
    given=st.none(),  # else Hypothesis makes up names of fields
)


anything = st.builds(
    InteractionIn,
    source=st.sampled_from(["desk", "", "x" * 61]),
    external_id=st.text(max_size=3),
    place=st.sampled_from(["", "here", "y" * 81, "no\xa0break", "a\x00b"]),
    members=st.lists(st.text(max_size=3) | st.just("z" * 201), max_size=3).map(tuple) | st.just(("a",) * 21),
    contact=st.none() | st.builds(ContactIn, email=st.sampled_from(["", "a@x.example", "wrong"])),
    opened_at=st.none() | st.datetimes(timezones=st.sampled_from([UTC, None])),
    closed_at=st.none() | st.sampled_from([NOON, NOON + timedelta(hours=20), NOON + timedelta(days=2)]),
    scheduled_at=st.none() | st.sampled_from([NOON + timedelta(days=9), NOON + timedelta(days=4000)]),
    subject=st.text(max_size=5),
    given=st.none(),
)


@given(st.lists(anything | tickets, max_size=4))
def test_the_law_column_by_column_is_the_law_row_by_row(rows: list[InteractionIn]) -> None:
    assert all_may_land(rows, NOON) == (not any(why_not(row, NOON) for row in rows))


HEADER = ("id", "source", "team", "members", "contact", "created", "closed", "subject", "vip", "ask")
cells = st.tuples(
    st.text(max_size=4),
    st.sampled_from(["", " desk "]),
    st.text(max_size=4),
    st.sampled_from(["", "Ann", "Ann; Ben", "a@x.example, b@x.example"]),
    st.text(max_size=4),
    st.sampled_from(["", "2026-03-01 10:00:00", "2026-03-01", "2026-03-01T10:00+02", "3 Mar 2026 9:05", "soon"]),
    st.sampled_from(["", "2026-03-01 10:00:00", "2026-03-01 25:00:00"]),
    st.text(max_size=4) | st.just("long " * 90),
    st.sampled_from(["", "yes", "perhaps"]),
    st.sampled_from(["", "no", "yes", "later"]),
)


@given(st.lists(cells.map(list), min_size=1, max_size=4))
def test_rows_read_together_are_the_rows_read_one_by_one(rows: list[list[str]]) -> None:
    reader = RowReader(HEADER, Reading(guess_columns(HEADER, "rows")), "log")
    try:
        alone = [reader.read(row) for row in rows]
    except ValueError:
        with pytest.raises(ValueError, match=r"\.$"):
            reader.read_together(rows)
    else:
        assert reader.read_together(rows) == alone


class Twice(TestCase):
    @given(st.lists(tickets, max_size=8))
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_bringing_the_same_twice_is_bringing_it_once(self, rows: list[InteractionIn]) -> None:
        first = upsert_interactions(rows=list(enumerate(rows)), by=SYSTEM)
        once = list(Interaction.objects.order_by("pk").values())
        again = upsert_interactions(rows=list(enumerate(rows)), by=SYSTEM)
        assert list(Interaction.objects.order_by("pk").values()) == once
        assert (again.created, again.updated, again.rejected) == (0, 0, first.rejected)
        assert first.created + first.updated + first.unchanged + len(first.rejected) == len(rows)


pytestmark = pytest.mark.django_db
