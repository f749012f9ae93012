"""The web process is killed again and again while 20,000 people answer: nobody who was thanked is lost.

SQLite, and a PostgreSQL that flushes its log at every commit. Run by `make torture`; only this machine is spoken to.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.links import answering
from bench.load import drive
from tests.servers import postgres
from tests.servers.site import Site, running_site

pytestmark = pytest.mark.torture
ANSWERS, KILLS = 20_000, 6

COUNT = """
import json, time
from wellserved.journal.models import Entry
from wellserved.kit.tokens import hash_token
from wellserved.surveys.models import Invitation, Response
from wellserved.tallies.models import DayTally, Delta
for _ in range(300):
    if not Delta.objects.exists(): break
    time.sleep(0.1)  # the worker folds what is left
saved = {bytes(h) for h in Invitation.objects.filter(response__isnull=False).values_list("token_hash", flat=True)}
tokens = open(%r).read().split()
print(json.dumps({
    "saved": [n for n, token in enumerate(tokens) if hash_token(token) in saved],
    "responses": Response.objects.count(),
    "whole": Response.objects.filter(achieved=2, felt=5, version=1, one_touch=False).exclude(words="").count(),
    "entries": Entry.objects.filter(kind="answer.recorded").values("subject_id").distinct().count(),
    "entries_in_all": Entry.objects.filter(kind="answer.recorded").count(),
    "counted": sum(DayTally.objects.values_list("answered", flat=True)),
}))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    if request.param == "sqlite":
        with running_site(DATABASE_URL="") as site:
            yield site
    else:
        durable = "-c fsync=on -c synchronous_commit=on -c max_connections=60"
        with postgres.running(durable) as url, running_site(DATABASE_URL=url) as site:
            yield site


def test_no_thanked_answer_is_lost_and_none_is_half_written(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    site.cli(
        "django", "shell", "-v", "0", "-c", f"from bench.links import make_links; make_links({ANSWERS}, {str(file)!r})"
    )
    tokens = file.read_text().split()
    killed, over = 0, threading.Event()

    def kill() -> None:
        nonlocal killed
        while not over.wait(1.5) and killed < KILLS:
            site.kill_web()
            killed += 1
            site.wait_until_ready()

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        thanked: set[int] = set()
        left = list(range(ANSWERS))
        end = time.monotonic() + 300
        while left and time.monotonic() < end:  # who was cut off, or asked to try again, tries again
            try:
                load = drive(
                    site.port,
                    [answering(tokens[n]) for n in left],
                    accepted=303,
                    seconds=end - time.monotonic(),
                    after_a_break=0.05,
                )
            except (OSError, TimeoutError):
                time.sleep(0.3)
                continue
            thanked |= {left[place] for place in load.accepted}
            left = [n for n in left if n not in thanked]
    finally:
        over.set()
        killer.join()
    site.wait_until_ready()

    found = json.loads(site.cli("django", "shell", "-v", "0", "-c", COUNT % str(file)).stdout.splitlines()[-1])
    assert killed >= 3, "too quick to be killed often: raise ANSWERS"
    assert len(thanked) == ANSWERS
    assert thanked - set(found["saved"]) == set()
    assert found["whole"] == found["responses"] == found["entries"] == found["entries_in_all"] == ANSWERS
    assert found["counted"] == ANSWERS
