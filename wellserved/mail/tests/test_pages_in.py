"""Letters that came in, as people see them: what waits, one letter, its files, and where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from tests.counting import queries_of
from tests.servers.imap import PASSWORD, USER, running_imap
from wellserved.journal.models import Entry
from wellserved.mail import arrivals
from wellserved.mail.arrivals import receiver
from wellserved.mail.inward.delivering import deliver_letters, read_letters
from wellserved.mail.inward.storing import store_letter
from wellserved.mail.models import Arrival, Mailbox
from wellserved.mail.shapes import ArrivedLetter

HTML = (
    b'<p>Hello <b>you</b>.</p><script>alert(1)</script><img src="https://track.example/x.gif" onerror="alert(2)">'
    b'<a href="javascript:alert(3)">here</a><a href="https://ok.example/">there</a><form action="/x"><input></form>'
)


@pytest.fixture(autouse=True)
def alone(monkeypatch: Any, settings: Any, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr(arrivals, "_receivers", {})
    settings.FILES_ROOT = tmp_path / "files"
    yield


def a_letter(body: bytes = b"Hello.", extra: bytes = b"") -> bytes:
    return b"From: Bea <bea@biology.example>\r\nSubject: The projector\r\n" + extra + b"\r\n" + body + b"\r\n"


def come_in(raw: bytes) -> Arrival:
    store_letter(raw=raw, source="imap")
    read_letters()
    deliver_letters()
    return Arrival.objects.latest("pk")


def test_what_nobody_takes_waits_for_a_lead_who_deals_with_it(cast: Cast) -> None:
    arrival = come_in(a_letter())
    lead = cast.browser("lead")
    assert b"One letter waits for somebody" in lead.get("/letters/in/").content
    page = lead.get(f"/letters/in/{arrival.pk}/").content
    assert b"Nobody took it" in page and b"Hello." in page
    lead.post(f"/letters/in/{arrival.pk}/done/")
    assert b"No letter waits for anybody" in lead.get("/letters/in/").content
    assert b"The projector" in lead.get("/letters/in/?show=done").content
    entry = Entry.objects.get(kind="letter_in.done")
    assert (entry.subject_id, entry.actor_id) == (arrival.pk, cast.lead.account.pk)  # type: ignore[union-attr]


def test_a_letter_that_cannot_be_read_is_shown_with_what_is_wrong(cast: Cast) -> None:
    arrival = come_in(b"\x00\x01 no letter at all")
    page = cast.browser("lead").get(f"/letters/in/{arrival.pk}/").content
    assert b"It could not be read" in page and b"none of the headers" in page and b"Hand it" not in page


def test_html_of_strangers_runs_and_loads_nothing(cast: Cast) -> None:
    arrival = come_in(a_letter(HTML, b"Content-Type: text/html\r\n"))
    page = cast.browser("lead").get(f"/letters/in/{arrival.pk}/").content.decode()
    assert "<b>you</b>" in page and 'href="https://ok.example/" rel="noopener noreferrer nofollow"' in page
    for bad in ("alert(", "track.example", "javascript:", "<form action"):
        assert bad not in page


def test_files_are_downloaded_and_can_do_nothing(cast: Cast) -> None:
    raw = a_letter(
        b'--b\r\nContent-Type: text/plain\r\n\r\nSee the file.\r\n--b\r\nContent-Type: text/html\r\n'
        b'Content-Disposition: attachment; filename="../../evil\r\n .html"\r\n\r\n<script>1</script>\r\n--b--\r\n',
        b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n',
    )  # fmt: skip
    arrival = come_in(raw)
    [one] = arrival.attachments
    got = cast.browser("lead").get(f"/letters/in/{arrival.pk}/files/{one['part']}/")
    assert got.content == b"<script>1</script>" and got["Content-Type"] == "application/octet-stream"
    assert got["X-Content-Type-Options"] == "nosniff" and "sandbox" in got["Content-Security-Policy"]
    assert got["Content-Disposition"].startswith("attachment; filename*=UTF-8''") and "/" not in one["name"]
    assert cast.browser("lead").get(f"/letters/in/{arrival.pk}/files/99/").status_code == 404
    whole = cast.browser("lead").get(f"/letters/in/{arrival.pk}/raw/")
    assert whole.content == raw and whole["Content-Type"] == "application/octet-stream"


def test_what_was_delivered_is_not_read_here(cast: Cast) -> None:
    @receiver("", called="something new")
    def receive(letter: ArrivedLetter) -> Any:
        return ("case", 4)

    arrival = come_in(a_letter(b"About Milo, in confidence."))
    manager = cast.browser("manager")
    listed = manager.get("/letters/in/?show=delivered").content
    assert b"case 4" in listed and b"The projector" not in listed
    page = manager.get(f"/letters/in/{arrival.pk}/").content
    assert b"in confidence" not in page and b"The projector" not in page
    assert cast.browser("lead").get(f"/letters/in/{arrival.pk}/").status_code == 404


def test_a_letter_is_handed_to_where_it_belongs(cast: Cast) -> None:
    arrival = come_in(a_letter())
    taken: list[ArrivedLetter] = []

    @receiver("case", called="a case", href=lambda number: f"/cases/{number}/")
    def receive(letter: ArrivedLetter) -> bool:
        taken.append(letter)
        return letter.thread == ("case", 17)

    lead, href = cast.browser("lead"), f"/letters/in/{arrival.pk}/handing/"
    for wrong in ({"kind": "case", "number": "16"}, {"kind": "case"}, {"kind": "case", "number": "x"}, {"kind": "?"}):
        assert lead.post(href, wrong)["Location"] == f"/letters/in/{arrival.pk}/"
    assert Arrival.objects.get().state == "kept"
    lead.post(href, {"kind": "case", "number": "17"})
    stored = Arrival.objects.get()
    assert (stored.state, stored.thread_kind, stored.thread_id) == ("delivered", "case", 17)
    assert b"/cases/17/" in cast.browser("manager").get(f"/letters/in/{arrival.pk}/").content


def test_the_list_takes_the_same_few_queries_however_long(cast: Cast) -> None:
    come_in(a_letter())
    lead = cast.browser("lead")
    few = queries_of(lead, "/letters/in/")
    for number in range(8):
        come_in(a_letter(b"%d" % number))
    assert queries_of(lead, "/letters/in/") == few


def test_an_admin_sets_the_mailbox_and_tries_it(cast: Cast, settings: Any) -> None:
    with running_imap() as server:
        settings.MAIL_IN_CA = str(server.ca)
        server.put(a_letter())
        admin = cast.browser("admin")
        given = {
            "address": "reply@campus.example", "plus": "on", "host": server.host, "security": "tls",
            "port": server.tls_port, "username": USER, "password": PASSWORD, "folder": "", "move_to": "",
        }  # fmt: skip
        admin.post("/letters/mailbox/", given)
        row = Mailbox.objects.get()
        assert PASSWORD not in row.password_sealed and row.folder == "INBOX"
        page = admin.post("/letters/mailbox/look/", follow=True).content.decode()
        assert "It opens. In INBOX: 1 letter, 1 of them unread." in page and PASSWORD not in page
        admin.post("/letters/mailbox/", given | {"password": "", "folder": "Nowhere"})
        assert Mailbox.objects.get().password_sealed == row.password_sealed
        page = admin.post("/letters/mailbox/look/", follow=True).content.decode()
        assert "It does not open. It has no folder of this name." in page
        assert Arrival.objects.count() == 0 and server.unseen() == 1, "trying takes nothing"
    assert [set(e.details["fields"]) for e in Entry.objects.filter(kind="mailbox.set").order_by("pk")][1] == {"folder"}


@pytest.mark.parametrize(
    "wrong", [{"address": "reply+x@campus.example"}, {"address": "nobody"}, {"port": "x"}, {"folder": 'a"b'}]
)
def test_a_mailbox_that_cannot_be_is_not_saved(cast: Cast, wrong: dict[str, str]) -> None:
    given = {"host": "imap.example", "security": "tls", "port": "993", "username": "x"} | wrong
    page = cast.browser("admin").post("/letters/mailbox/", given).content
    assert b'class="wrong' in page or b'role="alert"' in page
    assert not Mailbox.objects.exists()


def from_postmark(**changes: Any) -> dict[str, Any]:
    return {
        "FromFull": {"Email": "bea@biology.example", "Name": "Bea", "MailboxHash": ""},
        "ToFull": [{"Email": "help@campus.example", "Name": "", "MailboxHash": ""}],
        "CcFull": [], "BccFull": [], "Subject": "By webhook", "TextBody": "Hello.", "HtmlBody": "", "Attachments": [],
        "OriginalRecipient": "help@campus.example",
        "Headers": [{"Name": "Message-ID", "Value": "<by-webhook@x>"}],
    } | changes  # fmt: skip


def test_a_providers_webhook_brings_letters_in_once(cast: Cast, settings: Any) -> None:
    settings.MAIL_IN_SECRET = settings.ANYMAIL = None
    body, json_type = json.dumps(from_postmark()), "application/json"
    assert Browser().post("/hooks/mail/postmark/", body, json_type).status_code == 404, "no secret, no address"
    settings.MAIL_IN_SECRET, settings.ANYMAIL = "mail:secret", {"WEBHOOK_SECRET": "mail:secret"}
    assert Browser().post("/hooks/mail/postmark/", body, json_type).status_code == 401
    signed = Browser(headers={"Authorization": "Basic bWFpbDpzZWNyZXQ="})
    assert signed.post("/hooks/mail/nobody/", body, json_type).status_code == 404
    assert signed.get("/hooks/mail/postmark/").status_code == 405
    for _ in range(2):
        assert signed.post("/hooks/mail/postmark/", body, json_type).status_code == 200
    large = json.dumps(from_postmark(TextBody="x" * 4_000_000, Subject="Large"))
    assert signed.post("/hooks/mail/postmark/", large, json_type).status_code == 200
    read_letters()
    assert sorted(Arrival.objects.values_list("source", "subject", "from_email")) == [
        ("postmark", "By webhook", "bea@biology.example"), ("postmark", "Large", "bea@biology.example")
    ]  # fmt: skip
