"""The `wellserved` command, as an operator meets it: every refusal in plain words, nothing changed by it."""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path

from tests.servers.site import Site, running_site

NEW = (
    "init", "--organisation", "Campus “Nord”", "--base-url", "https://service.example.org", "--time-zone",
    "Europe/Berlin", "--admin-name", "Ada Admin", "--admin-email", "ada@campus.example", "--password-file", "-",
)  # fmt: skip


def refused(site: Site, *arguments: str, stdin: str = "") -> str:
    done = site.cli(*arguments, check=False, stdin=stdin)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_new_installation_is_set_up_once() -> None:
    with running_site(start=False) as site:
        assert "not a web address" in refused(site, *NEW, "--base-url", "service.example.org", stdin="x")
        assert "no time zone" in refused(site, *NEW, "--time-zone", "Europe/Nowhere", stdin="x")
        assert "No password" in refused(site, *NEW[:-2])
        assert "at least ten characters" in refused(site, *NEW, stdin="short\n")
        assert not (site.home / "wellserved.toml").exists()
        site.cli(*NEW, stdin="a long enough word\n")
        toml = site.home / "wellserved.toml"
        assert 'organisation = "Campus “Nord”"' in toml.read_text()
        assert "long enough" not in toml.read_text()
        assert toml.stat().st_mode & 0o077 == 0
        assert "exists already" in refused(site, *NEW, stdin="a long enough word\n")
        count = (
            "from wellserved.accounts.models import Account as A; print([(a.email, a.role) for a in A.objects.all()])"
        )
        assert "[('ada@campus.example', 'admin')]" in site.cli("django", "shell", "-v", "0", "-c", count).stdout


def test_keys_are_made_shown_once_listed_and_revoked() -> None:
    with running_site(start=False) as site:
        assert "wellserved prepare" in refused(site, "token", "create", "--role", "admin", "--name", "x")
        site.cli("prepare")
        secret = site.cli("token", "create", "--role", "admin", "--name", "help desk").stdout
        assert re.fullmatch(r"ws_[\w-]{32}\n", secret)
        listed = site.cli("token", "list").stdout
        assert "help desk" in listed
        assert secret.strip() not in listed
        site.cli("token", "revoke", listed.split()[0])
        assert "revoked" in site.cli("token", "list").stdout
        assert "no key number 7" in refused(site, "token", "revoke", "7")


def test_the_doctor_speaks_in_sentences() -> None:
    with running_site(start=False) as site:
        early = site.cli("doctor", check=False)
        assert early.returncode == 1
        assert "not up to date" in early.stdout
        site.start()
        told = site.cli("doctor").stdout
        for words in (
            "The database answers",
            "A worker gave a sign of life",
            "No mail server is set",
            "Nobody is asked",
        ):
            assert words in told
        site.stop()
        site.env["DATABASE_URL"] = "postgres://nobody@127.0.0.1:1/none"
        away = site.cli("doctor", check=False)
        assert away.returncode == 1
        assert "cannot be reached" in away.stdout


def test_sample_data_is_refused_outside_a_demo() -> None:
    with running_site(start=False) as site:
        assert "only ever made in a demo" in refused(site, "demo-data")


def test_a_mistake_in_the_settings_file_is_said_plainly() -> None:
    with running_site(start=False) as site:
        Path(site.home / "wellserved.toml").write_text("organisatoin = 'x'\n")
        assert "no setting called organisatoin" in refused(site, "serve")


def test_static_files_are_gathered_under_names_that_browsers_may_keep() -> None:
    with running_site() as site:
        page = urllib.request.urlopen(site.url + "/sign-in/").read().decode()
        found = re.search(r'"(/static/frame/tokens\.[0-9a-f]{12}\.css)"', page)
        assert found, page[:2000]
        style = urllib.request.urlopen(site.url + found[1])
        assert "immutable" in style.headers["Cache-Control"]
        assert [folder.name for folder in (site.home / "static").iterdir()] == [
            folder.name for folder in (site.home / "static").glob("????????????????")
        ]


def test_files_come_in_from_the_command_line(tmp_path: Path) -> None:
    rows = tmp_path / "tickets.csv"
    rows.write_text("id,closed,customer mail\n1,2026-11-01T10:00:00Z,a@x.example\n2,not a time,b@x.example\n")
    contacts = tmp_path / "contacts.csv"
    contacts.write_text("name,email,client\nBea,bea@x.example,Biology\nNobody,not an address,Biology\n")
    with running_site(start=False, prepared=True) as site:
        pairs = ("--map", "id=external_id", "--map", "closed=closed_at", "--map", "customer mail=contact_email")
        done = site.cli("import", str(rows), "--source", "desk", *pairs, check=False)
        assert "1 new, 0 changed, 0 the same, 1 refused." in done.stdout, done.stderr
        assert "line 3:" in done.stderr
        people = site.cli("people", "import", "contacts", str(contacts))
        assert "refused" in people.stdout
        assert "line 3" in people.stderr
        assert "0 seals hold over 0 entries" in site.cli("journal", "verify").stdout
