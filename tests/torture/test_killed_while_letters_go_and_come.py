"""What the worker does is killed fifty times while 500 letters leave, and while 500 come in: none lost, none twice.

A real SMTP server and a real IMAP server on this machine. Run by `make torture`. Each process that is killed runs the
worker's own jobs; the worker itself would wait half a minute for the lease of the dead one each time. They are forks of
one process that has imported everything and opened nothing, so that a life begins with work and not with imports.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest

from tests.servers import postgres
from tests.servers.imap import PASSWORD, USER, running_imap
from tests.servers.site import ROOT, Site, running_site
from tests.servers.smtp import running_sink

pytestmark = pytest.mark.torture
LETTERS, KILLS = 500, 50

BEGIN = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "wellserved.site.settings"
django.setup()
from datetime import timedelta
from wellserved.kit.clock import now
from wellserved.mail.models import Arrival, Letter
"""
QUEUE = f"""{BEGIN}
from wellserved.journal.shapes import SYSTEM
from wellserved.mail.actions import queue_letter, release_mail
release_mail(by=SYSTEM)
for n in range({LETTERS}):
    queue_letter(
        key=str(n), kind="ask", audience="customer", to_email=f"p{{n}}@x.example", subject=str(n), text="Hello"
    )
"""
# Begins life after life, and ends each at a random moment, until enough were killed at work; the last one may finish.
LIVES = """
import random, signal, sys, time
from django.db import connections
def killed_at_work(longest):
    mine, theirs = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.write(theirs, b"!")
            work()
            os._exit(0)
        finally:
            os._exit(1)
    os.close(theirs)
    os.read(mine, 1)
    os.close(mine)
    if longest is not None:
        time.sleep(chance.uniform(0, longest))
        os.kill(pid, signal.SIGKILL)
    status = os.waitpid(pid, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "a life failed by itself"
    return os.WIFSIGNALED(status)
assert all(one.connection is None for one in connections.all())
kills, longest = int(sys.argv[1]), float(sys.argv[2])
chance, killed = random.Random(7), 0
while killed < kills and killed_at_work(longest):
    killed += 1
for _ in range(2):  # once more for what died with a letter in its hands
    killed_at_work(None)
print(killed)
"""
# Ten minutes pass at once: what the dead left behind is taken up again.
SEND = f"""{BEGIN}
from wellserved.mail.tasks import send_letters
def work():
    Letter.objects.filter(state="sending").exclude(claimed_by="").update(claimed_at=now() - timedelta(minutes=11))
    while send_letters() or Letter.objects.filter(state="queued").exists(): pass
{LIVES}"""
SENT = f"""{BEGIN}
import json
print(json.dumps([[l.subject, l.state, bool(l.handed_over_at), bool(l.claimed_by)] for l in Letter.objects.all()]))
"""
FETCH = f"""{BEGIN}
from wellserved.mail.inward.fetching import fetch_letters
from wellserved.mail.inward.delivering import deliver_letters, read_letters
def work():
    Arrival.objects.filter(state__in=["stored", "parsed"]).update(next_try_at=now(), attempts=0)
    while fetch_letters() + read_letters() + deliver_letters(): pass
{LIVES}"""
CAME_IN = f"""{BEGIN}
import json
from wellserved.cases.models import Case
letters = list(Arrival.objects.values_list("subject", "state"))
print(json.dumps([letters, list(Case.objects.values_list("title", flat=True))]))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "sqlite":
        yield ""
    else:
        with postgres.running("-c fsync=on -c synchronous_commit=on -c max_connections=60") as url:
            yield url


@contextmanager
def a_house(database: str, **settings: str) -> Iterator[Site]:
    """An installation with its database, and no process of its own."""
    with running_site(start=False, DATABASE_URL=database, **settings) as site:
        site.cli("prepare")
        yield site


def run(site: Site, code: str, *arguments: object) -> str:
    """What the code prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], env=site.env, cwd=ROOT, stdout=subprocess.PIPE, text=True,
        check=True,
    )  # fmt: skip
    return done.stdout


def test_each_letter_leaves_once_or_is_in_doubt_and_none_is_lost(database: str) -> None:
    with running_sink(pause=0.02) as sink, a_house(database, WELLSERVED_MAIL_URL=sink.url) as site:
        run(site, QUEUE)
        killed = int(run(site, SEND, KILLS, 0.5))
        rows = json.loads(run(site, SENT))
    arrived = Counter(str(message["Subject"]) for message in sink.messages)
    sent = {subject for subject, state, _, _ in rows if state == "sent"}
    doubt = {subject for subject, state, handed, claimed in rows if state == "sending" and handed and not claimed}
    told = f"{killed} kills: {len(sent)} sent, {len(doubt)} in doubt, of which {len(doubt & set(arrived))} arrived"
    assert killed == KILLS, "the letters ran out before the kills"
    assert max(arrived.values()) == 1, f"the server took a letter twice; {told}"
    assert sent | doubt == {str(n) for n in range(LETTERS)} and not sent & doubt, f"a letter is lost; {told}"
    assert sent <= set(arrived) <= sent | doubt, f"what counts as sent has arrived; {told}"
    assert len(doubt) <= killed, told
    sys.stderr.write(f"\n{told}\n")


def test_each_letter_comes_in_once_and_none_is_lost(database: str) -> None:
    with running_imap() as box:
        for n in range(LETTERS):
            box.put(f"From: p{n}@x.example\r\nMessage-ID: <{n}@x>\r\nSubject: {n}\r\n\r\nHello {n}.\r\n".encode())
        given = {"WELLSERVED_MAIL_IN_URL": f"imap+plain://{quote(USER)}:{quote(PASSWORD)}@{box.host}:{box.port}/INBOX"}
        with a_house(database, **given) as site:
            killed = int(run(site, FETCH, KILLS, 0.8))
            rows, cases = json.loads(run(site, CAME_IN))
        assert killed == KILLS, "the letters ran out before the kills"
        each_once = Counter(str(n) for n in range(LETTERS))
        assert Counter(subject for subject, _ in rows) == each_once
        assert {state for _, state in rows} == {"delivered"}
        assert Counter(cases) == each_once, "each letter began one case"
        assert box.unseen() == 0 and box.count() == LETTERS
        sys.stderr.write(f"\n{killed} kills: {len(rows)} letters came in, {len(cases)} cases\n")
