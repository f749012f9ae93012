"""Which format lands: by hand on a small tree, and by what must hold for every history."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellserved.measures import Preference, Reaction, preference
from wellserved.measures.tastes import LANDED, MISSED, propose, wished
from wellserved.measures.trees import CHANCE, FIRST, FORMAT_SD, GRID, _once, beliefs

FORMATS = ["letter", "timeline", "numbers"]
reaction = st.builds(
    Reaction,
    client=st.sampled_from(["Harbour", "Mill", "Quay"]),
    format=st.sampled_from([*FORMATS, "no longer offered"]),
    landed=st.sampled_from([True, False, None]),
    contact=st.sampled_from([None, 1, 2]),
    age=st.floats(0, 3000),
    wish=st.sampled_from([None, "letter", "numbers"]),
)
histories = st.lists(reaction, max_size=12)


def estimates(got: Preference) -> dict[str, float]:
    return {name: chance.estimate for name, chance in got.chances.items() if chance.estimate is not None}


def test_messages_on_the_tree_are_bayes_rule_by_hand() -> None:
    """Two formats, one kind, one client with one contact, on every combination of places of a coarse tree."""
    chance = np.random.default_rng(1)
    at_client, at_contact = chance.normal(0, 1, (1, 1, 37)), chance.normal(0, 1, (1, 1, 37))
    got, _ = _once(at_client, at_contact, np.array([0]), np.array([0]), 1, 0.45, 0.75)

    def step(sd: float) -> np.ndarray:
        found = np.exp(-0.5 * ((GRID[None] - GRID[:, None]) / sd) ** 2)
        return found / found.sum(axis=1, keepdims=True)

    first = np.exp(-0.5 * ((GRID - FIRST[0]) / FIRST[1]) ** 2)
    joint = np.einsum(
        "a,af,fk,kc,cp,c,p->kcp", first, step(FORMAT_SD), step(0.45), step(0.75), step(0.375),
        np.exp(at_client[0, 0]), np.exp(at_contact[0, 0]), optimize=True,
    )  # fmt: skip
    joint /= joint.sum()
    assert got.kinds[0, 0] == pytest.approx(joint.sum((1, 2)), abs=1e-9)
    assert got.clients[0, 0] == pytest.approx(joint.sum((0, 2)), abs=1e-9)
    assert got.contacts[0, 0] == pytest.approx(joint.sum((0, 1)), abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(histories)
def test_what_holds_for_every_history(some: list[Reaction]) -> None:
    got = preference(some, "Harbour", FORMATS, seed=3)
    assert list(got.chances) == FORMATS
    assert all(0 < one.low <= one.estimate <= one.high < 1 for one in got.chances.values())  # type: ignore[operator]
    assert {got.proposal, got.likeliest} <= set(FORMATS)
    assert (got.because == "trying") == (got.proposal != got.likeliest and not got.too_few)
    counted = sum(one.landed is not None and one.format in FORMATS for one in some)
    assert sum(one.n for one in got.chances.values()) == counted
    assert got.too_few == (counted < 5)
    assert preference(some, "Harbour", FORMATS, seed=3) == got
    turned = estimates(preference(some[::-1], "Harbour", FORMATS, seed=3))
    assert list(turned.values()) == pytest.approx(list(estimates(got).values()), abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(histories, st.sampled_from(FORMATS))
def test_what_lands_is_thought_more_of_and_what_misses_less(some: list[Reaction], name: str) -> None:
    before = estimates(preference(some, "Harbour", FORMATS))[name]
    more = [*some, Reaction("Harbour", name, True)]
    less = [*some, Reaction("Harbour", name, False)]
    assert estimates(preference(more, "Harbour", FORMATS))[name] > before
    assert estimates(preference(less, "Harbour", FORMATS))[name] < before


def test_a_newcomer_is_taken_for_its_kind_and_one_dislike_spoils_nothing_for_others() -> None:
    some = [Reaction(f"clinic {i}", "timeline", True, kind="clinic") for i in range(12)]
    some += [Reaction(f"clinic {i}", "letter", False, kind="clinic") for i in range(12)]
    some += [Reaction(f"shop {i}", "letter", i % 5 > 0, kind="shop") for i in range(12)]
    some += [Reaction(f"shop {i}", "timeline", i % 5 == 0, kind="shop") for i in range(12)]
    clinic = preference(some, "a new clinic", FORMATS, kind="clinic")
    shop = preference(some, "a new shop", FORMATS, kind="shop")
    assert (clinic.likeliest, shop.likeliest) == ("timeline", "letter")
    assert (clinic.proposal, clinic.because) == ("timeline", "kind")
    disliked = [*some, *[Reaction("clinic 3", "timeline", False, kind="clinic")] * 4]
    before, after, other = (
        estimates(preference(history, who, FORMATS))["timeline"]
        for history, who in ((some, "clinic 4"), (disliked, "clinic 3"), (disliked, "clinic 4"))
    )
    assert after < 0.6 < 0.65 < other
    assert other > before - 0.2  # four dislikes of one clinic among twelve are news about the kind, too


def test_tastes_are_kept_for_each_contact_within_a_client() -> None:
    some = [Reaction("Harbour", "numbers", True, contact="Ada")] * 6
    some += [Reaction("Harbour", "numbers", False, contact="Ben")] * 6
    ada, ben, cleo = (preference(some, "Harbour", FORMATS, contact=who) for who in ("Ada", "Ben", "Cleo"))
    assert estimates(ada)["numbers"] > estimates(cleo)["numbers"] > estimates(ben)["numbers"]


def test_a_wish_and_a_colleague_who_chose_another_are_heard_and_time_heals() -> None:
    missed = Reaction("Harbour", "letter", False)
    plain = estimates(preference([missed], "Harbour", FORMATS))
    spoken = estimates(preference([Reaction("Harbour", "letter", False, wish="numbers")], "Harbour", FORMATS))
    assert spoken["numbers"] > plain["numbers"] > spoken["timeline"]
    set_aside = estimates(preference([Reaction("Harbour", "letter", None, wish="numbers")], "Harbour", FORMATS))
    assert set_aside["numbers"] > set_aside["timeline"]
    assert set_aside["letter"] > plain["letter"]
    old = estimates(preference([Reaction("Harbour", "letter", False, age=4000)], "Harbour", FORMATS))
    new = estimates(preference([missed], "Harbour", FORMATS))
    nothing = estimates(preference([], "Harbour", FORMATS))
    assert new["letter"] < old["letter"] < nothing["letter"]


def test_a_wish_is_a_choice_among_the_others() -> None:
    """Against the exact softmax, near equal tastes: the same slope, up to a constant."""
    hints = wished(6, 0, 2)
    assert (hints[0] == 0).all()
    near = [int(np.argmin(abs(GRID - it))) for it in (0.25, 0.5, 0.75)]
    for a, b in product(near, repeat=2):
        logits = np.full(5, 0.5)
        logits[0], logits[1] = GRID[a], GRID[b]  # the wished one, and one of the others
        exact = logits[0] - np.log(np.exp(logits).sum())
        base = 0.5 - np.log(5 * np.exp(0.5))
        middle = int(np.argmin(abs(GRID - 0.5)))
        ours = hints[2][a] + hints[3][b] - hints[2][middle] - hints[3][middle]
        assert ours == pytest.approx(exact - base, abs=0.01)


def test_beliefs_are_right_as_often_as_they_say() -> None:
    """Clients drawn from the model, six reactions to each of two formats: 90 % intervals hold 90 of 100."""
    chance = np.random.default_rng(9)
    logits = chance.normal([0.2, 0.9], 0.75, (400, 2))
    landed = chance.binomial(6, 1 / (1 + np.exp(-logits)))
    hints = landed[..., None] * LANDED + (6 - landed)[..., None] * MISSED
    found = beliefs(hints, np.zeros((0, 2, 37)), np.zeros(400, dtype=int), np.zeros(0, dtype=int), 1)
    below = (found.clients.cumsum(axis=-1) * (GRID[None, None] <= logits[..., None])).max(axis=-1)
    assert 0.87 < ((below > 0.05) & (below < 0.95)).mean() < 0.93
    assert np.mean((found.clients @ CHANCE - 1 / (1 + np.exp(-logits))) ** 2) < np.mean(
        (landed / 6 - 1 / (1 + np.exp(-logits))) ** 2
    )


def test_few_reactions_try_more_than_many() -> None:
    flat = np.tile(_even_but_for_the_first(), (2000, 1, 1))
    few = propose(flat, np.zeros(2000), np.random.default_rng(1))
    many = propose(flat, np.full(2000, 40.0), np.random.default_rng(1))
    assert (few == 0).mean() < (many == 0).mean()
    assert len(set(few.tolist())) == 3


def _even_but_for_the_first() -> np.ndarray:
    spread = np.exp(-0.5 * ((GRID[None] - np.array([[0.65], [0.5], [0.5]])) / 0.8) ** 2)
    return spread / spread.sum(axis=1, keepdims=True)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="name of its own"):
        preference([], "Harbour", [])
    with pytest.raises(ValueError, match="age"):
        preference([Reaction("Harbour", "letter", True, age=-1)], "Harbour", FORMATS)
    assert preference([], "Harbour", ["letter"]).proposal == "letter"


def test_years_of_reactions_by_many_contacts_leave_no_hole(recwarn: pytest.WarningsRecorder) -> None:
    """A step of a small spread is nothing on most of the grid: its logarithm must not be."""
    some = [
        Reaction(i % 300, FORMATS[0 if i % 2 else i % 3], True, kind=i % 2, contact=i % 900, age=float(i % 900))
        for i in range(4000)
    ]
    got = preference(some, 5, FORMATS, kind=1, contact=5)
    assert all(0 < one.low <= one.estimate <= one.high < 1 for one in got.chances.values())  # type: ignore[operator]
    assert not recwarn.list
