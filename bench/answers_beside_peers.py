"""Answers taken in by us, and the nearest thing that two other help desks offer, in turns and under the same pinning.

django-helpdesk's public ticket form (PyPI) and Request Tracker 5's REST API (Debian) each store somebody's words with
a date and an address, on the same PostgreSQL with the same durability. Every server has one core, whatever the number
of its processes; the database and the load share the other.
"""

from __future__ import annotations

import os
import statistics

from bench.answers import DURABLE, LOAD_CORE, SERVER_CORE, tokens_for
from bench.links import answering
from bench.load import drive
from bench.peers.load import stored_per_second
from bench.peers.servers import django_helpdesk, request_tracker
from bench.report import QUICK, Claim, Figure, figure, write
from tests.servers import postgres
from tests.servers.site import running_site

NAME = "answers-beside-peers"
ROUNDS, SECONDS = (2, 2.0) if QUICK else (5, 3.0)
FASTEST = 9_000
GOAL = 30.0
# Their best: more connections only lengthen their queues. Ours has the 64 of the other benches.
CONNECTIONS = 8


def main() -> bool:
    os.sched_setaffinity(0, {LOAD_CORE})
    figures: list[Figure] = []
    claims: list[Claim] = []
    for start in (django_helpdesk, request_tracker):
        with (
            postgres.running(DURABLE) as url,
            start(url, SERVER_CORE) as peer,
            running_site(prefix=("taskset", "-c", str(SERVER_CORE)), DATABASE_URL=url) as site,
        ):
            tokens = iter(tokens_for(site, int(FASTEST * SECONDS * (ROUNDS + 1))))
            ours: list[float] = []
            theirs: list[float] = []
            for number in range(ROUNDS + 1):  # the first round warms up
                load = drive(site.port, map(answering, tokens), accepted=303, seconds=SECONDS)
                rate, _ = stored_per_second(peer, SECONDS, CONNECTIONS)
                if number:
                    ours.append(load.per_second)
                    theirs.append(rate)
        figures += [
            figure(f"Wellserved, in turns with {peer.name}", "a second", ours),
            figure(peer.name, "a second", theirs),
        ]
        claims.append(Claim(f"to {peer.name}", statistics.median(ours) / statistics.median(theirs), GOAL))
    return write(NAME, figures, claims, "their own way to store somebody's words, same PostgreSQL, same core")
