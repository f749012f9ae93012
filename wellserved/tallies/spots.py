"""Channels and places as one number: what an interaction is counted by beside its team, service and client."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wellserved.tallies.models import Spot

MANY = 500  # places written by hand have no end: beyond this many only the channel counts
Pair = tuple[str, str]


class Spots:
    """The numbers of some channels and places: one query, and one more for each pair that is new."""

    def __init__(self, pairs: set[Pair]) -> None:
        wanted = {_clean(*pair) for pair in pairs} - {("", "")}
        named = Q(channel__in={channel for channel, _ in wanted}, place__in={place for _, place in wanted} | {""})
        self._known: dict[Pair, int] = {("", ""): 0}
        if wanted:
            self._known |= {(channel, place): pk for pk, channel, place in spots().filter(named).values_list()}

    def of(self, channel: str, place: str) -> int:
        """0 where neither is known. A new pair gets a number, up to MANY of them."""
        channel, place = _clean(channel, place)
        if (channel, place) not in self._known:
            self._known[channel, place] = self._made(channel, place)
        return self._known[channel, place]

    def _made(self, channel: str, place: str) -> int:
        if Spot.objects.count() < (MANY if place else 2 * MANY):
            return Spot.objects.get_or_create(channel=channel, place=place)[0].pk
        return self.of(channel, "") if place else 0


def spot_of(channel: str, place: str) -> int:
    """The number of this channel and place."""
    return Spots({(channel, place)}).of(channel, place)


def spots_with(*, channel: str | None = None, place: str | None = None) -> tuple[int, ...]:
    """The numbers that stand for this channel, this place, or both together; "" stands for not known."""
    rows = spots()
    if channel is not None:
        rows = rows.filter(channel=channel)
    if place is not None:
        rows = rows.filter(place=place)
    numbers = tuple(rows.values_list("pk", flat=True))
    return numbers if channel or place else (*numbers, 0)


def spots() -> QuerySet[Spot]:
    """All there are."""
    return Spot.objects.order_by("channel", "place")


def _clean(channel: str, place: str) -> Pair:
    return channel.strip()[:30], place.strip()[:80]
