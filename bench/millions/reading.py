"""What each page of figures reads, with filters that chance draws; timed inside a filled installation.

PAGES names the function behind each page: one that is added to the house is added here (tests/architecture holds it).
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import connection

from bench.millions.filling import CHANNELS, CLIENTS, MEMBERS, SERVICES, TEAMS
from wellserved.insight import rules
from wellserved.insight.baselines.queries import baseline_visible_to
from wellserved.insight.looking import look_of
from wellserved.insight.queries import pulse
from wellserved.insight.shapes import Period
from wellserved.insight.silence.queries import silence
from wellserved.insight.worth.looking import worth_look_of
from wellserved.insight.worth.queries import worth
from wellserved.journal.shapes import By
from wellserved.kit.clock import local_day, now
from wellserved.people.shapes import Actor
from wellserved.tallies.queries import member_months, quality_months

MANAGER = Actor("manager", None, frozenset(), frozenset(), By("system"))
Chance = random.Random


def period(chance: Chance) -> Period:
    """One of those on the page, or some days of the three years."""
    today = local_day(now(), settings.TIME_ZONE)
    key = chance.choice([*(key for key, _ in rules.PERIODS), "days"])
    first = today - timedelta(days=chance.randrange(30, 1_000))
    return rules.period(key, today, first, first + timedelta(days=chance.randrange(7, 400)))


def one_of(chance: Chance, many: int, share: float) -> int | None:
    return 1 + chance.randrange(many) if chance.random() < share else None


def read_pulse(chance: Chance) -> None:
    team = one_of(chance, TEAMS, 0.5)
    channel = chance.choice(CHANNELS) if chance.random() < 0.2 else None
    pulse(
        actor=MANAGER,
        period=period(chance),
        team=team,
        service=one_of(chance, SERVICES, 0.2),
        client=one_of(chance, CLIENTS, 0.25),
        channel=channel,
        place="Site 3" if chance.random() < 0.1 else None,
    )


def read_silence(chance: Chance) -> None:
    team = one_of(chance, TEAMS, 0.7)
    key = chance.choice([key for key, _ in rules.PERIODS])
    silence(actor=MANAGER, look=look_of({"period": key, "team": str(team or "")}, MANAGER))


def read_worth(chance: Chance) -> None:
    team, client = one_of(chance, TEAMS, 0.5), one_of(chance, CLIENTS, 0.25)
    key = chance.choice([key for key, _ in rules.PERIODS])
    asked = {"period": key, "team": str(team or ""), "client": str(client or "")}
    worth(actor=MANAGER, look=worth_look_of(asked, MANAGER))


def read_baseline(chance: Chance) -> None:
    baseline_visible_to(MANAGER, 1 + chance.randrange(CLIENTS))


def read_member(chance: Chance) -> None:
    member_months(member=1 + chance.randrange(MEMBERS), by=["month"])


def read_qualities(chance: Chance) -> None:
    months: Period = period(chance)
    quality_months(team=one_of(chance, TEAMS, 0.7), first=months.first, last=months.last)


# The name of an address, and what reads its figures. Sheets, and the same over REST, read what their page reads.
PAGES: dict[str, Callable[[Chance], None]] = {
    "pulse": read_pulse,
    "silence": read_silence,
    "worth": read_worth,
    "client_baseline": read_baseline,
    "counts of a member": read_member,
    "counts of qualities": read_qualities,
}

# The other addresses of `insight`, and why they are not timed here.
NOT_TIMED = {
    "silence_sheet": "reads what its page reads",
    "worth_sheet": "reads what its page reads",
    "client_baseline_sheet": "reads what its page reads",
    "improvement_check": "two stretches of one team: less than Pulse reads",
    "improvement_weeks": "two stretches of one team: less than Pulse reads",
    "drivers": "shows what a job worked out",
    "four_to_five": "shows what a job worked out",
    "mine": "reads the counts of a member, timed above",
    "reports": "a list of months",
    "report": "two stretches of a month, each read as Pulse reads",
    "report_paper": "reads what its page reads",
    "report_now": "writes",
    "report_end": "writes",
    "signals": "shows what a job of the night found",
    "signal": "shows what a job of the night found",
    "signal_letters": "writes",
    "signal_word": "writes",
    "annotations": "a list by the page, of what people wrote",
    "annotation": "one row",
    "annotation_removal": "writes",
}


def measure(rounds: int, seed: int = 7) -> None:
    """Each page with the same filters, round by round; milliseconds by page."""
    chance = random.Random(seed)
    connection.ensure_connection()
    took: dict[str, list[float]] = {name: [] for name in PAGES}
    for warm in (True, False):
        for _ in range(max(rounds // 10, 2) if warm else rounds):
            for name, read in PAGES.items():
                began = time.perf_counter()
                read(chance)
                if not warm:
                    took[name].append(1000 * (time.perf_counter() - began))
    print(json.dumps(took))
