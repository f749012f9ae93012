"""A listening round of 60 members and 2,000 eligible contacts: planned, drawn, and everybody invited, on SQLite."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.report import QUICK, Claim, figure, write

NAME = "round"
MEMBERS, CONTACTS, EACH = 60, 2_000, 3
TURNS = 1 if QUICK else 3
SCRIPT = """
import json, os, resource, time
import django
django.setup(set_prefix=False)
from datetime import timedelta
from django.core.management import call_command
call_command("migrate", verbosity=0)
from wellserved.interactions.models import Interaction, Served
from wellserved.journal.shapes import SYSTEM
from wellserved.kit.clock import now
from wellserved.listening.actions.drawing import start_round
from wellserved.listening.actions.inviting import invite_to_calls
from wellserved.listening.actions.planning import plan_round
from wellserved.listening.shapes import Plan
from wellserved.mail.composing import compose
from wellserved.mail.models import Letter
from wellserved.people.models import Client, Contact, Member, Membership, Team
from bench.rounds import CONTACTS, EACH, MEMBERS

team, client = Team.objects.create(name="Desk"), Client.objects.create(name="Campus")
members = [Member.objects.create(name=f"Member {n}", email=f"m{n}@campus.example") for n in range(MEMBERS)]
Membership.objects.bulk_create(Membership(member=one, team=team) for one in members)
contacts = Contact.objects.bulk_create(
    Contact(client=client, name=f"Person {n}", name_key=f"person {n}", email=f"p{n}@campus.example")
    for n in range(CONTACTS)
)
served = Interaction.objects.bulk_create(
    Interaction(source="bench", external_id=str(n), contact=one, client=client, team=team, closings=1,
                closed_at=now() - timedelta(days=3))
    for n, one in enumerate(contacts)
)
Served.objects.bulk_create(Served(interaction=one, member=members[n % MEMBERS]) for n, one in enumerate(served))
found = {}
def measured(name, work):
    began = time.process_time()
    result = work()
    found[name] = time.process_time() - began
    return result
today = now().date()
plan = Plan("Autumn", (team.pk,), today, today + timedelta(days=14), calls_each=EACH)
one = plan_round(plan=plan, member=None, by=SYSTEM)
measured("drawing", lambda: start_round(round_id=one.pk, member=None, by=SYSTEM))
ids = list(one.calls.values_list("pk", flat=True))
assert len(ids) == MEMBERS * EACH
counts = measured("inviting", lambda: invite_to_calls(call_ids=ids, by=SYSTEM))
assert counts["invited"] == MEMBERS * EACH, counts
measured("composing", lambda: [compose(letter).message().as_bytes() for letter in Letter.objects.all()])
print(json.dumps(found))
"""


def main() -> bool:
    """Processor time: what the machine computes, whatever else waits."""
    turns = []
    for _ in range(TURNS):
        with tempfile.TemporaryDirectory(prefix="wellserved-bench-") as home:
            given = {"WELLSERVED_HOME": home, "DJANGO_SETTINGS_MODULE": "wellserved.site.settings", "DATABASE_URL": ""}
            done = subprocess.run(
                [sys.executable, "-c", SCRIPT],
                env={**os.environ, **given},
                cwd=Path(__file__).parents[1],
                capture_output=True,
                text=True,
                check=True,
            )
            turns.append(json.loads(done.stdout.splitlines()[-1]))
    figures = [figure(name, "s", [turn[name] for turn in turns]) for name in ("drawing", "inviting", "composing")]
    whole = figure("drawing and sending", "s", [sum(turn.values()) for turn in turns])
    notes = {"members": MEMBERS, "eligible": CONTACTS, "letters": MEMBERS * EACH, "database": "SQLite"}
    claims = [Claim("drawing and sending, s of processor", whole.median, 5, at_most=True)]
    beside = "the goal itself; composing is every letter made ready to leave"
    return write(NAME, [*figures, whole], claims, beside, notes)
