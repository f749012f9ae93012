"""Deltas as answers leave them: so many a second beside readers, or as many as fold in one go."""

from __future__ import annotations

import json
import random
import time
from datetime import timedelta

from django.conf import settings

from bench.millions.filling import CHANNELS, CLIENTS, PLACES, SERVICES, TEAMS
from wellserved.kit.clock import local_day, now
from wellserved.tallies.actions import add_deltas, fold_deltas
from wellserved.tallies.models import Delta
from wellserved.tallies.shapes import DeltaIn
from wellserved.tallies.tasks import fold_tallies

LATELY = 14  # days that answers are about


def some(chance: random.Random, n: int) -> list[DeltaIn]:
    today = local_day(now(), settings.TIME_ZONE)
    found = []
    for _ in range(n):
        client = chance.randrange(CLIENTS) * chance.randrange(CLIENTS) // CLIENTS
        team = (client * 7 + chance.randrange(3) * 19) % TEAMS
        place = PLACES - 1 if chance.random() < 0.25 else team % (PLACES - 1)
        found.append(
            DeltaIn(
                today - timedelta(days=int(min(chance.expovariate(0.7), LATELY))),
                team=team + 1,
                service=(team * 3 + chance.randrange(3)) % SERVICES + 1,
                client=client + 1,
                answered=1,
                achieved_after=chance.choice((2, 2, 2, 2, 1, 0, None)),
                felt_after=chance.choice((5, 5, 5, 4, 4, 3, 1)),
                spot=place * len(CHANNELS) + chance.randrange(len(CHANNELS)) + 1,
                members=str(team * 10 + chance.randrange(10) + 1),
                qualities_after=chance.choice((0, 0, 1, 2, 3, 4, 5, 9, 64)),
                weight=2500 if team % 3 == 0 else 1000,
            )
        )
    return found


def fold_in_one_go(n: int) -> None:
    """How many a second a worker folds who has nothing else to do."""
    chance = random.Random(3)
    while fold_deltas(limit=1_000):
        pass
    add_deltas(deltas=some(chance, n))
    began = time.perf_counter()
    while fold_tallies():
        pass
    print(json.dumps({"a second": n / (time.perf_counter() - began)}))


def keep_coming(seconds: float, rate: int) -> None:
    """So many a second, folded every half second as the worker does; how old the oldest was when it was folded."""
    chance, lags, began = random.Random(5), [], time.monotonic()
    made, came = some(chance, rate), 0.0
    while (at := time.monotonic() - began) < seconds:
        due = int((at - came) * rate)
        if due:
            add_deltas(deltas=(made * (due // rate + 1))[:due])
            since, came = came, came + due / rate
            while fold_tallies():
                pass
            lags.append(time.monotonic() - began - since)
        time.sleep(0.5)
    print(json.dumps({"lags": lags, "left": Delta.objects.count()}))
