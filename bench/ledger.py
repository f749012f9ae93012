"""The ledger of asks with a million decisions: how long its page and its API wait for the database, on both."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time

from bench.report import QUICK, Claim, Figure, figure, write
from tests.servers.postgres import running

NAME = "ledger"
DECISIONS = int(os.environ.get("ROWS") or (20_000 if QUICK else 1_000_000))
ROUNDS = 5 if QUICK else 15
GOAL = 50.0  # ms

TEAMS, SERVICES, CLOSINGS = 20, 5, 20
# Of 1,000 decisions: 300 were asked, one waits, and the others fell to these reasons, a rare one among them.
SHARES = (
    (300, "asked", "due"),
    (301, "waiting", "due"),
    (700, "not_asked", "window"),
    (850, "not_asked", "sampled_out"),
    (930, "not_asked", "no_contact"),
    (990, "not_asked", "too_old"),
    (998, "not_asked", "opted_out"),
    (1000, "not_asked", "own_work"),
)


def main() -> bool:
    figures: list[Figure] = []
    claims: list[Claim] = []
    for database in ("SQLite", "PostgreSQL"):
        with (
            tempfile.TemporaryDirectory(prefix="wellserved-bench-") as home,
            running() if database == "PostgreSQL" else contextlib.nullcontext("") as url,
        ):
            env = {**os.environ, "WELLSERVED_HOME": home, "DATABASE_URL": url, "WELLSERVED_LOG_LEVEL": "WARNING"}
            run = [sys.executable, "-m", "wellserved.site.cli"]
            subprocess.run([*run, "django", "migrate", "--verbosity", "0"], env=env, check=True)
            code = "from bench import ledger; ledger.measure()"
            said = subprocess.run(
                [*run, "django", "shell", "--verbosity", "0", "-c", code],
                env=env,
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            ).stdout
            for what, took in json.loads(said.splitlines()[-1]).items():
                figures.append(figure(f"{database}: {what}", "ms", took))
                claims.append(Claim(f"{database}: {what}, ms", figures[-1].median, GOAL, at_most=True))
    return write(NAME, figures, claims, "nothing: a goal in milliseconds", {"decisions": DECISIONS, "rounds": ROUNDS})


def measure() -> None:
    """Inside an empty installation: fill it, then read as the page and the API do."""
    from datetime import timedelta

    from django.db import connection

    from wellserved.journal.shapes import By
    from wellserved.kit.clock import now
    from wellserved.people.models import Team
    from wellserved.people.shapes import Actor
    from wellserved.surveys.actions.counting import count_weeks
    from wellserved.surveys.models import Decision
    from wellserved.surveys.queries.ledger import Filters, counted, ledger, ledger_lines

    fill(DECISIONS)
    began = time.perf_counter()
    while count_weeks():
        pass
    took: dict[str, list[float]] = {"counting a year once over, a week": [1000 * (time.perf_counter() - began) / 52]}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    team = Team.objects.order_by("pk").values_list("pk", flat=True)[3]
    manager = Actor("manager", None, frozenset(), frozenset(), By("system"))
    moment = now()
    views = {
        "30 days": Filters(days="30"),
        "a year": Filters(days="365"),
        "all time": Filters(days=""),
        "a year of a team": Filters(days="365", team=team),
        "a year of a service": Filters(days="365", service=2),
        "a reason over a year": Filters(days="365", reason="window"),
        "who waits, over all time": Filters(days="", outcome="waiting"),
        "a team's rare reason": Filters(days="365", team=team, reason="own_work"),
        "page 150 of a year": Filters(days="365", page=150),
    }
    for _ in range(ROUNDS):
        for name, filters in views.items():
            began = time.perf_counter()
            ledger(manager, filters, moment)
            between = time.perf_counter()
            ledger_lines(manager, filters, moment)
            done = time.perf_counter()
            took.setdefault(f"counts, {name}", []).append(1000 * (between - began))
            took.setdefault(f"lines, {name}", []).append(1000 * (done - between))
        began = time.perf_counter()
        counted({}, moment - timedelta(days=90), moment)
        between = time.perf_counter()
        list(
            Decision.objects.filter(decided_at__gte=moment - timedelta(days=90), pk__gt=DECISIONS // 2).order_by("pk")[
                :101
            ]
        )
        took.setdefault("API: reasons of 90 days", []).append(1000 * (between - began))
        took.setdefault("API: a page of decisions", []).append(1000 * (time.perf_counter() - between))
    print(json.dumps(took))


def fill(decisions: int) -> None:
    """A year of closings, one decision each, in twenty teams and five services; most are not asked."""
    from django.db import connection

    from wellserved.interactions.models import Interaction, Service
    from wellserved.people.models import Team

    teams = [Team.objects.create(name=f"Team {n}").pk for n in range(TEAMS)]
    services = [Service.objects.create(name=f"Service {n}").pk for n in range(SERVICES)]
    about = decisions // CLOSINGS
    Interaction.objects.bulk_create(
        (Interaction(source="bench", external_id=str(n), team_id=teams[n % TEAMS]) for n in range(about)),
        batch_size=2_000,
    )
    first = Interaction.objects.order_by("pk").values_list("pk", flat=True)[0]
    place = "(i % 1000 * 7919 % 1000)"  # no step of it is too large for a column of four bytes
    outcome = " ".join(f"WHEN {place} < {upto} THEN '{outcome}'" for upto, outcome, _ in SHARES)
    reason = " ".join(f"WHEN {place} < {upto} THEN '{reason}'" for upto, _, reason in SHARES)
    ago = f"(365.0 * 86400 * (1 - i * 1.0 / {decisions}))"
    at = (
        f"now() - {ago} * interval '1 second'"
        if connection.vendor == "postgresql"
        else f"strftime('%Y-%m-%d %H:%M:%f000', 'now', '-' || {ago} || ' seconds')"
    )
    sql = f"""
        INSERT INTO surveys_decision
            (interaction_id, closing, outcome, reason, detail, decided_at, team_id, service_id)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {about * CLOSINGS - 1})
        SELECT {first} + i % {about}, 1 + i / {about}, CASE {outcome} END, CASE {reason} END, '{{}}', {at},
            {teams[0]} + (i * 31) % {TEAMS}, {services[0]} + (i * 17) % {SERVICES} FROM n
    """
    with connection.cursor() as cursor:
        cursor.execute(sql)
