"""Where not everybody had the same chance to be asked, the rate of all stands beside that of those who answered."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client as Browser
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.accounts.models import ApiToken
from wellserved.insight import rules
from wellserved.insight.recounting import recount
from wellserved.kit.tokens import hash_token
from wellserved.measures import hajek, wilson_weighted
from wellserved.surveys.models import Invitation
from wellserved.surveys.tests.links import make_link
from wellserved.tallies.folding import fold
from wellserved.tallies.models import ClientDayTally, DayTally
from wellserved.tallies.rules import COLUMNS
from wellserved.tallies.tasks import fold_tallies

DAY = "2026-03-02"
answers = st.lists(st.tuples(st.booleans(), st.sampled_from([1.0, 0.5, 0.25, 0.125])), min_size=1, max_size=40)


def counts_of(some: list[tuple[bool, float]]) -> dict[str, int]:
    rest = (0, "", None, 0)
    changes = [(0, DAY, 0, 0, 0, 0, 0, 1, None, None, 2, 5 if hit else 4, round(1000 / p), *rest) for hit, p in some]
    [counts] = fold(changes)[0].as_dict().values()
    return counts


@given(answers)
def test_the_weighted_rate_is_hajeks(some: list[tuple[bool, float]]) -> None:
    got = rules.figures(counts_of(some)).weighted
    weights = [1 / p for _, p in some]
    worth = sum(weights) ** 2 / sum(w * w for w in weights)
    if got is None:
        assert worth >= 0.97 * len(some)
        return
    hits = sum(w for (hit, _), w in zip(some, weights, strict=True) if hit)
    assert got.estimate == pytest.approx(hajek([hit for hit, _ in some], [p for _, p in some]).estimate)
    assert got == wilson_weighted(1000 * hits, 1000 * sum(weights), 1e6 * sum(w * w for w in weights), len(some))


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.one_of(st.none(), st.integers(1, 5)), st.sampled_from([1, 2, 8])), max_size=30
    )
)
def test_achieved_and_felt_are_weighted_by_all_who_gave_that_side(some: list[tuple[int, int | None, int]]) -> None:
    """One-sided answers count here, each for as many as its chance says."""
    rest = (0, "", None, 0)
    changes = [(0, DAY, 0, 0, 0, 0, 0, 1, None, None, got, felt, 1000 * w, *rest) for got, felt, w in some]
    counts = next(iter(fold(changes)[0].as_dict().values())) if some else dict(rules.EMPTY)
    said = rules.figures(counts)
    for shown, those in (
        (said.weighted_achieved, [(got == 2, w) for got, _, w in some]),
        (said.weighted_felt, [(felt == 5, w) for _, felt, w in some if felt is not None]),
    ):
        if shown is None:
            weights = [w for _, w in those]
            assert not those or sum(weights) ** 2 > 0.97 * len(those) * sum(w * w for w in weights)
        else:
            assert shown.estimate == pytest.approx(hajek([hit for hit, _ in those], [1 / w for _, w in those]).estimate)
            assert shown.n == len(those)


def test_where_all_had_the_same_chance_there_is_no_second_number() -> None:
    assert rules.figures(counts_of([(True, 0.25), (False, 0.25)] * 10)).weighted is None
    assert rules.figures(dict(rules.EMPTY)).weighted is None


@pytest.mark.django_db(transaction=True)
def test_what_a_link_brings_is_counted_by_its_weight_and_a_recount_says_the_same(cast: Cast) -> None:
    for weight, felt in [(8000, "4"), (8000, "5"), (1000, "5"), (1000, "5"), (1000, "5"), (0, "5")]:
        link = make_link(cast, weight=weight)
        assert Browser().post(link.href, {"achieved": "2", "felt": "3"}).status_code == 303
        assert Browser().post(link.href, {"achieved": "2", "felt": felt}).status_code == 303  # changed at once
    fold_tallies()
    row = DayTally.objects.get(both__gt=0)
    assert (row.both, row.bullseye) == (6, 5)
    assert (row.more_both, row.more_bullseye) == (2 * 7000 - 1000, 7000 - 1000)
    assert row.more_squares == 2 * 63_000_000 - 1_000_000
    before = [list(model.objects.order_by("pk").values_list(*COLUMNS)) for model in (DayTally, ClientDayTally)]
    day = Invitation.objects.values_list("day", flat=True).first()
    assert day == date(2026, 11, 20)
    list(recount(day, day))
    after = [list(model.objects.order_by("pk").values_list(*COLUMNS)) for model in (DayTally, ClientDayTally)]
    assert [row for table in after for row in table] == [
        (row[0], 6, *row[2:]) for table in before for row in table
    ]  # the links of this test were never counted as asked

    token = "t" * 43
    ApiToken.objects.create(name="x", role="manager", token_hash=hash_token(token))
    said = Browser().get("/api/v1/pulse", headers={"authorization": f"Bearer {token}"}).content
    shown: dict[str, Any] = json.loads(said)["weighted"]
    assert shown["estimate"] == pytest.approx(11 / 19)
    assert shown["n"] == 6
    page = cast.browser("manager").get("/pulse/?period=days&from=2026-11-01&to=2026-11-30").content.decode()
    assert "weighted to all who might have been asked" in page
