"""A backup, restored: everything is as it was, on the same kind of database and on the other, and nothing is sent."""

from __future__ import annotations

import gzip
import io
import os
import sqlite3
import tarfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.site import Site, running_site

HERE = os.environ.get("DATABASE_URL", "")
WAYS = [("", ""), (HERE, HERE), (HERE, ""), ("", HERE)] if HERE.startswith("postgres") else [("", "")]
FILL = """
from datetime import date, datetime, UTC
from django.db import transaction
from wellserved.people.models import *
from wellserved.people.actions import create_admin
from wellserved.journal.actions import record
from wellserved.journal.models import Cursor
from wellserved.mail.models import Release
from wellserved.mail.queries import fingerprint
from wellserved.interactions.models import Interaction
from wellserved.accounts.actions import create_token
from wellserved.files.actions import path_of
from wellserved.jobs.tests import work
admin = create_admin(email="ada@campus.example", password="a long enough word", name="Ada Ådmin “α” 漢字")
team = Team.objects.create(name="Desk")
Membership.objects.create(member=admin, team=team, leads=True)
client = Client.objects.create(name="Biology", active_from=date(2026, 1, 2))
many = [Contact(name=f"C{n}", email=f"c{n}@x.example", client=client) for n in range(2500)]
Contact.objects.bulk_create(many)
create_token(name="x", role="admin")
with transaction.atomic():
    record(kind="thing.happened", subject_kind="thing", subject_id=7, n=1.25, words=["ä"], deep={"b": None, "a": True})
Cursor.objects.create(name="reader", last_id=2)
Release.objects.create(fingerprint=fingerprint())
work.note.enqueue("later")
import hashlib
data = b"a picture" * 1000
target = path_of(hashlib.sha256(data).hexdigest())
target.parent.mkdir(parents=True, exist_ok=True)
target.write_bytes(data)
"""
ASK = """
from wellserved.accounts.models import Account
from wellserved.mail.queries import mail_is_held
from wellserved.people.models import Client, Contact
print(mail_is_held(), Contact.objects.count(), Account.objects.get().check_password("a long enough word"))
print(Client.objects.create(name="new after the restore").pk > 1)
"""


def run(site: Site, code: str) -> str:
    return site.cli("django", "shell", "-v", "0", "-c", code).stdout


def filled(site: Site) -> Path:
    run(site, FILL)
    return Path(site.cli("backup", str(site.home / "one.backup")).stdout.strip())


def contents(path: Path) -> dict[str, bytes]:
    with tarfile.open(path) as tar:
        held = {told.name: tar.extractfile(told).read() for told in tar}  # type: ignore[union-attr]
    return {name: gzip.decompress(raw) if name.endswith(".gz") else raw for name, raw in held.items()}


def repacked(path: Path, target: Path, **changes: bytes | None) -> Path:
    """The same archive with members changed, added or left out."""
    with tarfile.open(path) as old, tarfile.open(target, "w") as new:
        names = [told.name for told in old]
        for name in [*names, *(name for name in changes if name not in names)]:
            raw = changes[name] if name in changes else old.extractfile(name).read()  # type: ignore[union-attr]
            if raw is not None:
                told = tarfile.TarInfo(name)
                told.size = len(raw)
                new.addfile(told, io.BytesIO(raw))
    return target


@pytest.mark.parametrize(("source", "target"), WAYS, ids=lambda url: "postgresql" if url else "sqlite")
def test_a_restored_copy_holds_everything_and_its_mail(source: str, target: str) -> None:
    with (
        running_site(start=False, prepared=True, DATABASE_URL=source) as here,
        running_site(start=False, DATABASE_URL=target) as there,
    ):
        first = filled(here)
        assert first.stat().st_mode & 0o077 == 0
        assert "False 2500 True" in run(here, ASK), "where it was made, mail was released"
        there.cli("restore", str(first))
        second = Path(there.cli("backup", str(there.home / "two.backup")).stdout.strip())
        before, after = contents(first), contents(second)
        changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
        assert changed == {"manifest.json", "data/journal.entry.jsonl.gz"}  # that it was backed up and restored
        assert after["data/journal.entry.jsonl.gz"].startswith(before["data/journal.entry.jsonl.gz"])
        assert "True 2500 True\nTrue" in run(there, ASK)
        there.start()  # and it serves
        assert there.stop() == 0


def test_what_is_there_is_not_replaced_by_accident(tmp_path: Path) -> None:
    with running_site(start=False, prepared=True) as site:
        path = filled(site)
        again = site.cli("restore", str(path), check=False)
        assert again.returncode == 1
        assert "There is data here already" in again.stderr
        run(site, "from wellserved.people.models import Contact; Contact.objects.all().delete()")
        site.cli("restore", "--force", str(path))
        assert "2500 True" in run(site, ASK)
        site.start()
        running = site.cli("restore", "--force", str(path), check=False)
        assert "Stop it first" in running.stderr


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Path]]:
    """A site and a good backup of it. Nothing that follows may change either."""
    with running_site(start=False, prepared=True) as site:
        yield site, Path(site.cli("backup", str(tmp_path_factory.mktemp("kept") / "good")).stdout.strip())


@pytest.mark.parametrize(
    "harm",
    [
        "cut off",
        "cut in half",
        "a changed byte",
        "a member too many",
        "a way out",
        "a link",
        "no manifest",
        "not a tar",
    ],
)
def test_a_damaged_or_malicious_backup_changes_nothing(harm: str, backed_up: tuple[Site, Path], tmp_path: Path) -> None:
    site, good = backed_up
    bad = tmp_path / "bad"
    raw = contents(good)["data/people.client.jsonl.gz"]
    if harm == "cut off":
        bad.write_bytes(good.read_bytes()[:-20_000])
    elif harm == "cut in half":
        bad.write_bytes(good.read_bytes()[: good.stat().st_size // 2])
    elif harm == "a changed byte":
        repacked(good, bad, **{"data/people.client.jsonl.gz": gzip.compress(raw + b" ")})
    elif harm == "a member too many":
        repacked(good, bad, **{"files/aa/bb": b"?"})
    elif harm == "a way out":
        repacked(good, bad, **{"files/../../../tmp/out": b"?"})
    elif harm == "a link":
        bad.write_bytes(good.read_bytes())
        with tarfile.open(bad, "a") as tar:
            told = tarfile.TarInfo("files/aa/bb")
            told.type, told.linkname = tarfile.SYMTYPE, "/etc/passwd"
            tar.addfile(told)
    elif harm == "no manifest":
        repacked(good, bad, **{"manifest.json": None})
    else:
        bad.write_bytes(b"hello" * 1000)
    state = sorted(path.name for path in site.home.iterdir())
    done = site.cli("restore", "--force", str(bad), check=False)
    assert done.returncode == 1
    assert "was not restored" in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in site.home.iterdir()) == state
    assert not (site.home / "wellserved.toml.from-backup").exists()


def test_a_backup_is_made_while_others_write(tmp_path: Path) -> None:
    """On SQLite a writer is not stopped by a backup, and the backup does not see what came after it began."""
    with running_site(start=False, prepared=True, DATABASE_URL="") as site:
        filled(site)
        busy = sqlite3.connect(site.home / "wellserved.sqlite3", isolation_level=None, check_same_thread=False)
        busy.execute("BEGIN IMMEDIATE")
        busy.execute("UPDATE people_contact SET name = 'changed'")
        raw = contents(Path(_while_writing(site, busy, tmp_path)))["data/people.contact.jsonl.gz"]
        assert b"changed" not in raw


def _while_writing(site: Site, busy: sqlite3.Connection, tmp_path: Path) -> str:
    """Back up beside an open write; its own line in the journal waits until that is done."""
    draft = tmp_path / ".busy.backup.part"

    def commit_once_it_reads() -> None:
        while not (draft.exists() and draft.stat().st_size):
            time.sleep(0.02)
        busy.execute("COMMIT")

    other = threading.Thread(target=commit_once_it_reads, daemon=True)
    other.start()
    done = site.cli("backup", str(tmp_path / "busy.backup")).stdout.strip()
    other.join(5)
    busy.close()
    return done
