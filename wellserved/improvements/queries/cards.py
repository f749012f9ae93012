"""Reads of the cards: who holds how many, what lies where, and which version of it that is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from wellserved.improvements.models import Dealt, Improvement
from wellserved.improvements.queries.weighing import latest_middles
from wellserved.improvements.rules.cards import is_funded
from wellserved.improvements.rules.moving import CHOSEN, IDEA
from wellserved.improvements.rules.weighing import cards_needed
from wellserved.people.models import Member
from wellserved.people.shapes import Actor


@dataclass(frozen=True)
class Pile:
    """An idea in the round: what it needs, what lies on it, and whose."""

    stake_id: int
    improvement_id: int
    text: str
    needs: int
    holds: int
    laid_by: tuple[tuple[str, int], ...]
    mine: int

    @property
    def funded(self) -> bool:
        return is_funded(self.holds, self.needs)

    @property
    def missing(self) -> int:
        return max(0, self.needs - self.holds)


@dataclass(frozen=True)
class Player:
    """Who takes part, and what is in their hand. `owes`: cards in hand that were dealt to somebody else."""

    id: int
    name: str
    in_hand: int
    laid: int


@dataclass(frozen=True)
class Table:
    """The whole round as it is at one moment."""

    version: str
    piles: tuple[Pile, ...]
    players: tuple[Player, ...]
    in_hand: int
    borrowed: tuple[tuple[str, int], ...]  # of whose cards one holds how many, one's own aside
    lent: tuple[tuple[str, int], ...]  # who holds how many of one's own

    @property
    def fan(self) -> range:
        return range(self.in_hand)


def cards_visible_to(actor: Actor) -> QuerySet[Dealt]:  # noqa: ARG001
    """Bargaining is done in the open: everybody looks on, and those who were dealt a hand play."""
    return Dealt.objects.select_related("opened_by").order_by("-opened_at", "-pk")


def plays(actor: Actor, dealt: Dealt) -> bool:
    return actor.member_id is not None and dealt.players.filter(pk=actor.member_id).exists()


def table_of(dealt: Dealt, member_id: int | None) -> Table:
    """Four queries, however many cards there are."""
    version = version_of(dealt.pk) or ""
    names = dict(dealt.players.order_by("name_key", "pk").values_list("pk", "name"))
    stakes = list(dealt.stakes.select_related("improvement").order_by("place", "pk"))
    rows = list(dealt.cards.order_by().values_list("on", "held_by", "dealt_to").annotate(n=Count("pk")))
    laid: dict[int, dict[int, int]] = {stake.pk: {} for stake in stakes}
    hands, on_table = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    borrowed: dict[int, int] = {}
    lent: dict[int, int] = {}
    for on, holder, owner, n in rows:
        if on is None:
            hands[holder] = hands.get(holder, 0) + n
        else:
            laid[on][holder] = laid[on].get(holder, 0) + n
            on_table[holder] = on_table.get(holder, 0) + n
        if holder == member_id != owner:
            borrowed[owner] = borrowed.get(owner, 0) + n
        if owner == member_id != holder:
            lent[holder] = lent.get(holder, 0) + n
    piles = tuple(
        Pile(
            stake.pk,
            stake.improvement_id,
            stake.improvement.text,
            stake.needs,
            sum(laid[stake.pk].values()),
            _named(laid[stake.pk], names),
            laid[stake.pk].get(member_id or 0, 0),
        )
        for stake in stakes
    )
    players = tuple(Player(pk, name, hands[pk], on_table[pk]) for pk, name in names.items())
    return Table(version, piles, players, hands.get(member_id or 0, 0), _named(borrowed, names), _named(lent, names))


def version_of(dealt_id: int) -> str | None:
    """Changes with everything that the table shows. One query; None where there is no such round."""
    found = Dealt.objects.filter(pk=dealt_id).values_list("version", "closed_at").first()
    return None if found is None else f"c{dealt_id}.{found[0]}.{'shut' if found[1] else 'open'}"


def fundable() -> list[tuple[Improvement, int]]:
    """What can be bargained for, and its price: ideas whose effort several people have placed."""
    ideas = list(Improvement.objects.filter(state__in=(IDEA, CHOSEN)).order_by("-added_at", "-pk")[:200])
    return _priced(ideas)


def prices_of(improvement_ids: Collection[int]) -> dict[int, int]:
    """How many cards each needs, of those that have a price."""
    return {one.pk: needs for one, needs in _priced(list(Improvement.objects.filter(pk__in=improvement_ids)))}


def who_may_play() -> QuerySet[Member]:
    return Member.objects.filter(left_at=None, account__is_active=True).order_by("name_key", "pk")


def _priced(ideas: list[Improvement]) -> list[tuple[Improvement, int]]:
    middles = latest_middles("value", [one.pk for one in ideas])
    return [
        (one, cards_needed(found.x.median)) for one in ideas if (found := middles.get(one.pk)) and found.x is not None
    ]


def _named(counts: dict[int, int], names: dict[int, str]) -> tuple[tuple[str, int], ...]:
    found = [(names.get(pk, "somebody who left").split()[0], n) for pk, n in counts.items() if n]
    return tuple(sorted(found))
