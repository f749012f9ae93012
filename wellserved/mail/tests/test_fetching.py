"""Letters come in from a real IMAP server, each once, and are kept before they are marked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.servers.imap import PASSWORD, USER, Mailboxes, running_imap
from wellserved.journal.models import Entry
from wellserved.kit.sealing import seal
from wellserved.mail.inward import fetching, storing
from wellserved.mail.inward.fetching import fetch_letters
from wellserved.mail.inward.mailbox import MailboxError, Open
from wellserved.mail.inward.storing import raw_path
from wellserved.mail.models import Arrival, Mailbox

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _server() -> Iterator[Mailboxes]:
    with running_imap() as server:
        yield server


@pytest.fixture
def server(_server: Mailboxes, db: Any, settings: Any, tmp_path: Path, request: Any) -> Mailboxes:
    """The server, with a folder for this test alone, set as the mailbox that letters come in by."""
    settings.FILES_ROOT, settings.MAIL_IN_CA = tmp_path / "files", str(_server.ca)
    sealed = seal(PASSWORD, settings.SECRET_KEY)
    Mailbox.objects.create(
        pk=1, host=_server.host, port=_server.tls_port, username=USER, password_sealed=sealed, folder=_folder(request)
    )
    _server.make(_folder(request))
    return _server


@pytest.fixture
def folder(request: Any) -> str:
    return _folder(request)


def _folder(request: Any) -> str:
    return f"Post {abs(hash(request.node.name)) % 10**9}"


def a_letter(number: int = 1, body: str = "Hello.") -> bytes:
    return f"From: bea@biology.example\r\nMessage-ID: <{number}@x>\r\nSubject: {number}\r\n\r\n{body}\r\n".encode()


def test_what_nobody_has_opened_is_kept_as_it_came_then_marked(server: Mailboxes, folder: str) -> None:
    server.put(a_letter(1), folder)
    server.put(a_letter(2), folder)
    server.put(a_letter(3), folder, seen=True)
    assert fetch_letters() == 2
    assert sorted(raw_path(one).read_bytes() for one in Arrival.objects.all()) == [a_letter(1), a_letter(2)]
    assert server.unseen(folder) == 0 and server.count(folder) == 3
    assert fetch_letters() == 0 and Arrival.objects.count() == 2
    entry = Entry.objects.get(kind="letters_in.fetched")
    assert entry.details == {"looked_at": 2, "new": 2}


def test_what_somebody_opened_before_we_looked_comes_in_all_the_same(server: Mailboxes, folder: str) -> None:
    assert fetch_letters() == 0
    server.put(a_letter(1), folder, seen=True)
    assert fetch_letters() == 1 and Arrival.objects.count() == 1


def test_killed_between_keeping_and_marking_a_letter_comes_in_once(
    server: Mailboxes, folder: str, monkeypatch: Any
) -> None:
    class Killed(BaseException):
        """Stands for SIGKILL."""

    def die(*given: Any) -> None:
        raise Killed

    server.put(a_letter(1), folder)
    monkeypatch.setattr(Open, "taken", die)
    with pytest.raises(Killed):
        fetch_letters()
    monkeypatch.undo()
    assert Arrival.objects.count() == 1 and server.unseen(folder) == 1
    assert fetch_letters() == 1
    assert Arrival.objects.count() == 1 and server.unseen(folder) == 0


def test_a_letter_that_cannot_be_kept_stays_in_the_mailbox(server: Mailboxes, folder: str, monkeypatch: Any) -> None:
    def full(*given: Any) -> None:
        raise OSError(28, "No space left on device")

    server.put(a_letter(1), folder)
    monkeypatch.setattr(storing, "keep_blob", full)
    assert fetch_letters() == 0
    monkeypatch.undo()
    assert server.unseen(folder) == 1 and "No space left" in Mailbox.objects.get().last_error
    assert fetch_letters() == 1 and Arrival.objects.count() == 1
    assert Mailbox.objects.get().last_error == "" and Mailbox.objects.get().failing_since is None


def test_letters_are_moved_where_the_admin_wants_them(server: Mailboxes, folder: str) -> None:
    server.make(f"{folder} done")
    Mailbox.objects.update(move_to=f"{folder} done")
    server.put(a_letter(1), folder)
    assert fetch_letters() == 1
    assert server.count(folder) == 0 and server.count(f"{folder} done") == 1
    assert fetch_letters() == 0


def test_a_mailbox_that_is_numbered_anew_brings_nothing_twice(server: Mailboxes, folder: str) -> None:
    server.put(a_letter(1), folder)
    fetch_letters()
    server.anew(folder)
    server.put(a_letter(2), folder)
    fetch_letters()
    assert Arrival.objects.count() == 2


def test_many_letters_come_in_batches(server: Mailboxes, folder: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(fetching, "BATCH", 2)
    for number in range(5):
        server.put(a_letter(number), folder)
    assert [fetch_letters() for _ in range(4)] == [2, 2, 1, 0]
    assert Arrival.objects.count() == 5


def test_of_a_letter_that_is_too_large_only_the_beginning_is_asked_for(
    server: Mailboxes, folder: str, monkeypatch: Any
) -> None:
    monkeypatch.setattr(storing, "MOST_BYTES", 5_000)
    monkeypatch.setattr(storing, "HEAD", 1_000)
    monkeypatch.setattr("wellserved.mail.inward.mailbox.MOST_BYTES", 5_000)
    monkeypatch.setattr("wellserved.mail.inward.mailbox.HEAD", 1_000)
    raw = a_letter(1, "x" * 20_000)
    server.put(raw, folder)
    fetch_letters()
    [arrival] = Arrival.objects.all()
    assert arrival.cut and arrival.size == len(raw) and raw_path(arrival).read_bytes() == raw[:1_000]


def test_one_letter_that_cannot_be_fetched_holds_up_no_other(server: Mailboxes, folder: str, monkeypatch: Any) -> None:
    server.put(a_letter(1), folder)
    server.put(a_letter(2), folder)
    fetch = Open.fetch

    def broken_first(box: Open, uid: int) -> Any:
        if uid == 1:
            raise MailboxError("The mail server refused FETCH.")
        return fetch(box, uid)

    monkeypatch.setattr(Open, "fetch", broken_first)
    fetch_letters()
    assert Arrival.objects.count() == 1
    monkeypatch.undo()
    fetch_letters()
    assert Arrival.objects.count() == 2


@pytest.mark.parametrize("security", ["starttls", "plain"])
def test_other_ways_of_speaking_to_it(server: Mailboxes, folder: str, security: str) -> None:
    Mailbox.objects.update(security=security, port=server.port)
    server.put(a_letter(1), folder)
    assert fetch_letters() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"folder": "Nowhere"}, "no folder"),
        ({"password_sealed": ""}, "did not accept"),
        ({"password_sealed": "sealed elsewhere"}, "another key"),
        ({"port": 1}, "could not be reached"),
    ],
)
def test_what_is_wrong_is_said_in_words(server: Mailboxes, wrong: dict[str, Any], said: str) -> None:
    Mailbox.objects.update(**wrong)
    assert fetch_letters() == 0
    row = Mailbox.objects.get()
    assert said in row.last_error and row.failing_since and PASSWORD not in row.last_error


def test_a_certificate_that_nobody_trusts_is_refused(server: Mailboxes, settings: Any) -> None:
    settings.MAIL_IN_CA = ""
    assert fetch_letters() == 0
    assert "certificate is not trusted" in Mailbox.objects.get().last_error


def test_the_environment_wins_over_the_page(server: Mailboxes, folder: str, settings: Any) -> None:
    settings.MAIL_IN = {
        "host": server.host, "port": server.tls_port, "security": "tls", "username": USER, "password": PASSWORD,
        "folder": folder,
    }  # fmt: skip
    Mailbox.objects.update(host="nowhere.invalid")
    server.put(a_letter(1), folder)
    assert fetch_letters() == 1


def test_without_a_mailbox_nothing_is_fetched(db: Any) -> None:
    assert fetch_letters() == 0
