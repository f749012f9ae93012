"""Many hands on one table at the same moment: no card is lost, none doubled, and none laid twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from tests.cast import Cast
from wellserved.improvements.actions.bargaining import ClosedError, close_cards, lay_cards, lend_cards, take_cards
from wellserved.improvements.models import Card, Dealt
from wellserved.improvements.rules.cards import CardsError
from wellserved.improvements.tests.ideas import an_idea, dealt
from wellserved.journal.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*moves: Callable[[], object]) -> list[bool]:
    """All of them in the same moment, each in a thread; whether it was done."""
    gate = Barrier(len(moves))

    def run(move: Callable[[], object]) -> bool:
        gate.wait(20)
        try:
            move()
        except (CardsError, ClosedError):
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(len(moves)) as pool:
        return list(pool.map(run, moves))


def test_a_hand_of_three_is_laid_three_times_and_no_more(cast: Cast) -> None:
    one = dealt(cast, {an_idea(cast): 4, an_idea(cast, "Open earlier"): 4}, hand=3)
    a, b = one.stakes.order_by("pk")
    laid = at_once(
        *(
            lambda stake=stake: lay_cards(  # type: ignore[misc]
                dealt_id=one.pk, member=cast.member, stake_id=stake.pk, count=1, by=cast.admin_by
            )
            for stake in (a, b) * 4
        )
    )
    assert sum(laid) == 3
    assert a.cards.count() + b.cards.count() == 3 and Card.objects.count() == 9
    assert Dealt.objects.get().version == 3 == Entry.objects.filter(kind="cards.laid").count()


def test_laid_lent_taken_and_closed_at_the_same_moment(cast: Cast) -> None:
    one = dealt(cast, {an_idea(cast): 4}, hand=3)
    stake = one.stakes.get()
    given = {"dealt_id": one.pk, "by": cast.admin_by}
    lay_cards(stake_id=stake.pk, member=cast.lead, count=2, **given)  # type: ignore[arg-type]

    def lend(to: object) -> None:
        lend_cards(member=cast.member, to=to, count=2, **given)  # type: ignore[arg-type]

    done = at_once(
        lambda: lend(cast.lead),
        lambda: lend(cast.outsider),
        lambda: lay_cards(stake_id=stake.pk, member=cast.member, count=2, **given),  # type: ignore[arg-type]
        lambda: take_cards(stake_id=stake.pk, member=cast.lead, count=2, **given),  # type: ignore[arg-type]
        lambda: take_cards(stake_id=stake.pk, member=cast.lead, count=2, **given),  # type: ignore[arg-type]
    )
    assert sum(done[:3]) == 1 and sum(done[3:]) == 1  # of three cards two went one way only; what lay was taken once
    held = dict.fromkeys((cast.lead.pk, cast.member.pk, cast.outsider.pk), 0)
    for card in Card.objects.all():
        held[card.held_by_id] += 1
    assert sum(held.values()) == 9
    closed = at_once(
        lambda: close_cards(**given),  # type: ignore[arg-type]
        lambda: close_cards(**given),  # type: ignore[arg-type]
        lambda: lay_cards(stake_id=stake.pk, member=cast.lead, count=1, **given),  # type: ignore[arg-type]
    )
    assert sum(closed[:2]) == 1
    with pytest.raises(ClosedError):
        lay_cards(stake_id=stake.pk, member=cast.lead, count=1, **given)  # type: ignore[arg-type]
