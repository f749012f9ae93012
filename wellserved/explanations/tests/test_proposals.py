"""Which format next: learnt from what a client said, from what they wished, and from colleagues who knew better."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.explanations.builtin import BUILT_IN
from wellserved.explanations.queries.landing import hit_rates, proposal_for, wishes_of
from wellserved.explanations.rules.landing import WISHES, format_for, why
from wellserved.explanations.tests.sent import reacted, sent_page
from wellserved.measures import Reaction, preference
from wellserved.people.models import Client, Contact

NAMES = {one.key: one.name for one in BUILT_IN}
KEYS = list(NAMES)


def others_like(cast: Cast, key: str, many: int = 8) -> None:
    """Other clients of the same kind who were glad of this format."""
    for i in range(many):
        client = Client.objects.create(name=f"{key} {i}", kind="internal")
        reacted(sent_page(cast, format=key, client=client))


def test_two_glad_timelines_and_a_letter_sent_back_are_the_reason(cast: Cast) -> None:
    others_like(cast, "letter", 3)
    for _ in range(2):
        reacted(sent_page(cast, format="timeline"))
    reacted(sent_page(cast, format="letter"), clear=False)
    found = proposal_for(client=cast.biology, contact=cast.contact, team_id=cast.desk.pk, seed=4)
    assert (found.format.key, found.found.because) == ("timeline", "own")
    assert found.why == "Biology read two timelines gladly and sent one letter back."
    assert 0 < found.chance.low < found.chance.estimate < found.chance.high < 1  # type: ignore[operator]


def test_before_five_reactions_it_is_too_few_to_say(cast: Cast) -> None:
    reacted(sent_page(cast))
    found = proposal_for(client=cast.biology, contact=cast.contact, team_id=cast.desk.pk)
    assert found.found.too_few
    assert found.why.startswith("Too few pages")
    assert proposal_for(client=None, contact=None, team_id=None).found.too_few


def test_the_proposal_stays_until_somebody_reacts_again(cast: Cast) -> None:
    others_like(cast, "letter")
    said = {proposal_for(client=cast.biology, contact=None, team_id=None).format.key for _ in range(5)}
    assert len(said) == 1


def test_a_miss_with_a_wish_turns_the_next_proposal(cast: Cast) -> None:
    others_like(cast, "letter")
    before = proposal_for(client=cast.biology, contact=cast.contact, team_id=None, seed=1)
    assert before.format.key == "letter"
    assert before.why.startswith("All clients together read eight letters gladly. Too little is known of Biology")
    reacted(sent_page(cast, format="letter"), clear=False, answered=False, wish="call")
    after = proposal_for(client=cast.biology, contact=cast.contact, team_id=None, seed=1)
    assert after.format.key != "letter"
    assert "asked for a call" in after.why
    assert after.found.chances["letter"].estimate < before.found.chances["letter"].estimate  # type: ignore[operator]
    assert after.found.chances["talk"].estimate > before.found.chances["talk"].estimate  # type: ignore[operator]


def test_what_one_contact_disliked_stays_for_their_colleague(cast: Cast) -> None:
    ben = Contact.objects.create(client=cast.biology, name="Ben", email="ben@biology.example")
    for _ in range(4):
        reacted(sent_page(cast, format="numbers"), clear=False)
        reacted(sent_page(cast, format="numbers", contact=ben))
    bea, other = (
        proposal_for(client=cast.biology, contact=who, team_id=None).found.chances["numbers"].estimate or 0
        for who in (cast.contact, ben)
    )
    assert bea < other - 0.05


def test_an_override_is_learnt_from(cast: Cast) -> None:
    others_like(cast, "letter")
    before = proposal_for(client=cast.biology, contact=None, team_id=None).found.chances["annex"].estimate or 0
    sent_page(cast, format="annex", proposed="letter")
    assert (proposal_for(client=cast.biology, contact=None, team_id=None).found.chances["annex"].estimate or 0) > before


def test_hit_rates_are_over_those_who_said_something(cast: Cast) -> None:
    for landed in (True, True, False, True, True):
        reacted(sent_page(cast), clear=landed, wish="" if landed else "numbers")
    sent_page(cast)
    sent_page(cast, format="annex", client=Client.objects.create(name="Mill"))
    letter = next(one for one in hit_rates() if one.format.key == "letter")
    assert (letter.sent, letter.rate.n, letter.rate.estimate) == (6, 5, 0.8)
    assert [one.format.key for one in hit_rates(client_id=cast.biology.pk)] == ["letter"]
    assert wishes_of(cast.biology.pk) == {"numbers": 1}


@pytest.mark.parametrize(
    ("wish", "missed", "suits"),
    [
        ("shorter", "annex", "pictures"), ("shorter", "pictures", None), ("technical", "letter", "annex"),
        ("technical", "annex", None), ("pictures", "letter", "pictures"), ("numbers", "letter", "numbers"),
        ("call", "letter", "talk"), ("", "letter", None),
    ],
)  # fmt: skip
def test_a_wish_asks_for_a_format(wish: str, missed: str, suits: str | None) -> None:
    assert format_for(wish, missed, BUILT_IN) == suits


reactions = st.builds(
    Reaction,
    client=st.sampled_from(["Harbour", "Mill"]),
    format=st.sampled_from(KEYS),
    landed=st.sampled_from([True, False, None]),
    kind=st.sampled_from(["internal", "external"]),
    wish=st.sampled_from([None, *KEYS]),
)


@given(st.lists(reactions, max_size=12), st.integers(0, 99), st.sampled_from(["", *WISHES]))
def test_there_is_always_a_sentence_why(some: list[Reaction], seed: int, wish: str) -> None:
    found = preference(some, "Harbour", KEYS, kind="external", seed=seed)
    sentence = why(found, "Harbour Dental", NAMES, wish, "Clients outside our house")
    assert sentence.endswith(".")
    assert "  " not in sentence
