"""Pools: made for all teams at once, read and written as a whole."""

from __future__ import annotations

from django.conf import settings

from wellserved.confidences.models import Pool
from wellserved.confidences.rules import pack, unpack
from wellserved.confidences.shapes import Held
from wellserved.kit.sealing import seal_untimed, unseal_untimed
from wellserved.people.models import Team


def make_pools(*, quarter: str, also: int = 0) -> None:
    """A pool for each team, whether anybody is asked about it or not: that there is one says nothing.

    `also` is a team that a ticket names, and that may be archived by now. Zero is "no team".
    """
    teams = {0, also, *Team.objects.filter(archived_at=None).values_list("pk", flat=True)}
    there = set(Pool.objects.filter(quarter=quarter).values_list("team_id", flat=True))
    empty = [Pool(team_id=team, quarter=quarter, content=sealed(Held())) for team in sorted(teams - there)]
    Pool.objects.bulk_create(empty, ignore_conflicts=True)


def held_in(pool: Pool) -> Held:
    return unpack(unseal_untimed(bytes(pool.content), settings.SECRET_KEY))


def sealed(held: Held) -> bytes:
    return seal_untimed(pack(held), settings.SECRET_KEY)
