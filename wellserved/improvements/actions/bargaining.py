"""Cards: they are dealt, laid, taken back and lent until the round closes. Whoever moves one locks the round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Case, Count, F, QuerySet, Value, When

from wellserved.improvements.models import Card, Dealt, Improvement, Stake
from wellserved.improvements.rules.cards import CardsError, is_funded
from wellserved.improvements.rules.moving import CHOSEN, IDEA
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.people.models import Member


class ClosedError(ValueError):
    """The round of cards is closed: they lie where they lie."""


@transaction.atomic
def deal_cards(
    *, name: str, hand: int, needs: Mapping[int, int], players: Sequence[int], by: By, member: Member | None = None
) -> Dealt:
    """The same hand for everybody. `needs`: for each idea how many cards fund it."""
    one = Dealt.objects.create(name=name, hand=hand, opened_by=member)
    one.players.set(players)
    Stake.objects.bulk_create(
        Stake(dealt=one, improvement_id=idea, needs=number, place=place)
        for place, (idea, number) in enumerate(needs.items())
    )
    Card.objects.bulk_create(
        Card(dealt=one, dealt_to_id=player, held_by_id=player) for player in players for _ in range(hand)
    )
    record(
        kind="cards.dealt",
        by=by,
        subject_kind="cards",
        subject_id=one.pk,
        players=len(players),
        hand=hand,
        ideas=len(needs),
    )
    return one


@transaction.atomic
def lay_cards(*, dealt_id: int, member: Member, stake_id: int, count: int, by: By) -> None:
    """Put so many of the cards in one's hand on an idea."""
    one = _held(dealt_id)
    stake = _stake(one, stake_id)
    _move(one.cards.filter(held_by=member, on=None), count, on_id=stake.pk)
    _done(one, by, "cards.laid", stake=stake.pk, count=count)


@transaction.atomic
def take_cards(*, dealt_id: int, member: Member, stake_id: int, count: int, by: By) -> None:
    """Take back so many of those that one has laid there oneself."""
    one = _held(dealt_id)
    stake = _stake(one, stake_id)
    _move(one.cards.filter(held_by=member, on=stake), count, on_id=None)
    _done(one, by, "cards.taken", stake=stake.pk, count=count)


@transaction.atomic
def lend_cards(*, dealt_id: int, member: Member, to: Member, count: int, by: By) -> None:
    """Hand over cards from one's hand, or hand back what was lent: cards of theirs go first."""
    one = _held(dealt_id)
    if to.pk == member.pk or not one.players.filter(pk=to.pk).exists():
        raise CardsError("Say to whom of those who take part. Nothing was moved.")
    _move(one.cards.filter(held_by=member, on=None), count, held_by_id=to.pk, first=to.pk)
    _done(one, by, "cards.lent", to=to.pk, count=count)


@transaction.atomic
def close_cards(*, dealt_id: int, by: By, member: Member | None = None) -> int:
    """The cards lie where they lie. Every idea that is funded is chosen. How many are."""
    one = _held(dealt_id)
    stakes = one.stakes.annotate(holds=Count("cards")).values_list("improvement_id", "holds", "needs")
    funded = [idea for idea, holds, needs in stakes if is_funded(holds, needs)]
    one.closed_at, one.closed_by = now(), member
    one.save(update_fields=["closed_at", "closed_by"])
    chosen = list(
        Improvement.objects.select_for_update().filter(pk__in=funded, state=IDEA).values_list("pk", flat=True)
    )
    Improvement.objects.filter(pk__in=chosen).update(state=CHOSEN, changed_at=now())
    _done(one, by, "cards.closed", funded=funded, chosen=chosen)
    return len(funded)


def _held(dealt_id: int) -> Dealt:
    """Locked, and open."""
    one = Dealt.objects.select_for_update().get(pk=dealt_id)
    if one.closed_at is not None:
        raise ClosedError("The round of cards was closed meanwhile. They lie where they lay.")
    return one


def _stake(one: Dealt, stake_id: int) -> Stake:
    stake = one.stakes.filter(pk=stake_id).first()
    if stake is None:
        raise CardsError("This idea is not in the round. Nothing was moved.")
    return stake


def _move(cards: QuerySet[Card], count: int, first: int | None = None, **to: int | None) -> None:
    """So many of these cards, or none at all. `first`: cards that were dealt to this member go before others."""
    theirs = Case(When(dealt_to_id=first or 0, then=Value(0)), default=Value(1))
    found = list(cards.order_by(theirs, "pk").values_list("pk", flat=True)[: max(count, 0)])
    if count < 1 or len(found) < count:
        raise CardsError("There are not so many cards there any more. Nothing was moved.")
    Card.objects.filter(pk__in=found).update(**to)


def _done(one: Dealt, by: By, kind: str, **details: object) -> None:
    Dealt.objects.filter(pk=one.pk).update(version=F("version") + 1)
    record(kind=kind, by=by, subject_kind="cards", subject_id=one.pk, **details)
