"""Letters made to hurt: each is kept and read or flagged, never lost, never fatal, and ends in exactly one state."""

from __future__ import annotations

import io
import time
import zipfile
from base64 import encodebytes
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wellserved.mail import arrivals
from wellserved.mail.arrivals import NEW, receiver
from wellserved.mail.inward import apart
from wellserved.mail.inward.apart import Reader
from wellserved.mail.inward.delivering import deliver_letters, read_letters
from wellserved.mail.inward.reading import Read, UnreadableError, attachment_in, read
from wellserved.mail.inward.storing import HEAD, MOST_BYTES, key_of, raw_path, store_letter
from wellserved.mail.models import Arrival
from wellserved.mail.shapes import ArrivedLetter

LETTERS = Path(__file__).resolve().parents[4] / "shared" / "data" / "letters"
ENDED = {"delivered", "kept", "ignored"}
NAMES = st.sampled_from(
    ["From", "To", "Cc", "Subject", "Message-ID", "References", "In-Reply-To", "Content-Type", "Date", "Reply-To",
     "Content-Transfer-Encoding", "Content-Disposition", "Return-Path", "Auto-Submitted", "List-Id", "MIME-Version"]
)  # fmt: skip
PIECES = st.sampled_from(
    [b"bea@biology.example", b"Bea <bea@biology.example>", b"<>", b"=?utf-8?q?=00=FF?=", b"=?x?b?!?=", b"\x00", b"\xff",
     "\u202egpj.exe".encode(), b"a\r\nBcc: all@example.org", b"(((((", b'"', b"<<<<", b"multipart/mixed; boundary=b",
     b"multipart/mixed", b"text/html; charset=nowhere", b"message/rfc822", b"base64", b"x-uuencode", b"auto-replied",
     b"multipart/report; report-type=delivery-status; boundary=b", b"attachment; filename*=utf-8'''%00/../x",
     b", " * 50,
     b"<script>", b"name*0*=a; name*9999=b", b"8bit", b" " * 300]
)  # fmt: skip
HEADERS = st.lists(st.tuples(NAMES, st.lists(st.one_of(PIECES, st.binary(max_size=30)), max_size=4)), max_size=12)
BODIES = st.lists(
    st.one_of(
        st.binary(max_size=200),
        st.sampled_from([b"--b\r\n", b"\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Hi", b"--b--\r\n", b"> quoted\r\n",
                         b"On 1 May 2026 Milo wrote:\r\n", b"\r\n\r\n",
                         b"--b\r\nContent-Type: message/rfc822\r\n\r\n"]),
    ), max_size=8,
)  # fmt: skip


def made(headers: list[tuple[str, list[bytes]]], bodies: list[bytes]) -> bytes:
    head = b"".join(name.encode() + b": " + b"".join(pieces) + b"\r\n" for name, pieces in headers)
    return head + b"\r\n" + b"".join(bodies)


def is_safe(found: Read) -> None:
    """What a row can hold, a header can bear, and a reader cannot be deceived by."""
    lines = [found.from_email, found.from_name, found.subject, found.message_id, *found.to, *found.cc]
    lines += [one.name for one in found.attachments]
    for text in lines:
        assert not set("\r\n\x00\u202e\u2066") & set(text)
        text.encode("utf-8")
    for text in (found.new_text, found.whole_text, found.html):
        assert not set("\x00\u202e\u2066") & set(text)
        text.encode("utf-8")
    assert "<script" not in found.html and len(found.to) <= 100 and len(found.subject) <= 300
    assert not any(set("/\\") & set(one.name) for one in found.attachments)


@given(HEADERS, BODIES)
@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_comes_is_read_safely_or_said_to_be_unreadable(headers: Any, bodies: Any) -> None:
    raw = made(headers, bodies)
    try:
        found = read(raw)
    except UnreadableError as error:
        assert str(error)
        return
    is_safe(found)
    for one in found.attachments:
        content = attachment_in(raw, one.part)
        assert content is not None and len(content) == one.size


@pytest.fixture
def alone(db: Any, monkeypatch: Any, settings: Any, tmp_path: Path) -> list[ArrivedLetter]:
    """One receiver, which takes what it is given if the sender is named."""
    monkeypatch.setattr(arrivals, "_receivers", {})
    settings.FILES_ROOT = tmp_path / "files"
    taken: list[ArrivedLetter] = []

    @receiver(NEW)
    def receive(letter: ArrivedLetter) -> bool:
        taken.append(letter)
        return bool(letter.from_email)

    return taken


def all_come_in(raws: list[bytes]) -> dict[str, int]:
    """Stored, read and handed over until nothing is left to do; how many ended in which state."""
    for raw in raws:
        store_letter(raw=raw, source="imap")
    for _ in range(len(raws) // 20 + 2):
        read_letters()
        deliver_letters()
    states = list(Arrival.objects.values_list("state", flat=True))
    return {state: states.count(state) for state in states}


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(HEADERS, BODIES), min_size=1, max_size=12))
def test_every_letter_ends_in_exactly_one_state_and_none_is_lost(alone: Any, letters: Any) -> None:
    Arrival.objects.all().delete()
    raws = list({made(*one) for one in letters})
    ended = all_come_in(raws)
    assert set(ended) <= ENDED
    kept = {raw_path(one).read_bytes() for one in Arrival.objects.all()}
    assert kept <= set(raws) and len(kept) == Arrival.objects.count()
    for one in Arrival.objects.filter(state="kept"):
        assert one.why


@pytest.mark.skipif(not LETTERS.exists(), reason="the letters lie beside the project")
def test_every_letter_of_the_collection_ends_in_one_state_and_lies_there_as_it_came(alone: list[ArrivedLetter]) -> None:
    raws = [path.read_bytes() for path in sorted(LETTERS.glob("*/*.txt"))]
    assert len(raws) > 110
    ended = all_come_in(raws)
    assert set(ended) == ENDED and sum(ended.values()) == len({key_of(raw) for raw in raws}) > 110
    assert {raw_path(one).read_bytes() for one in Arrival.objects.all()} <= set(raws)
    assert len(alone) > 30, "most of the real ones were written by people, and taken"


def zipped(depth: int = 5) -> bytes:
    content = b"0" * 1_000_000
    for _ in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("inner.zip", content)
        content = out.getvalue()
    return content


def nested(depth: int) -> bytes:
    opening = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))
    return b"From: a@b.example\r\nSubject: deep\r\n" + opening + b"Content-Type: text/plain\r\n\r\nHello.\r\n"


HOSTILE = {
    "ten thousand recipients": b"From: a@b.example\r\nTo: "
    + b", ".join(b"x%d@y.example" % n for n in range(10_000))
    + b"\r\n\r\nHello.\r\n",
    "a zip in a zip in a zip": b"From: a@b.example\r\nContent-Type: application/zip; name=x.zip\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\n" + encodebytes(zipped()),
    "a hundred parts within each other": nested(100),
    "twenty thousand parts within each other": nested(20_000),
    "a comment that never ends": b"From: " + b"(" * 200_000 + b"\r\nTo: a@b.example\r\n\r\nHello.\r\n",
    "a megabyte of encoded words": b"From: a@b.example\r\nSubject: "
    + b"=?utf-8?q?x?= " * 70_000
    + b"\r\n\r\nHello.\r\n",
    "tags that never close": b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n" + b"<div><blockquote>" * 30_000,
    "a text that keeps patterns busy for hours": b"From: a@b.example\r\n\r\n" + b"On a b c " * 2_000,
    "nothing but nulls": b"\x00" * 100_000,
    "a header of two megabytes": b"From: a@b.example\r\nX-Long: " + b"x" * 2_000_000 + b"\r\n\r\nHello.\r\n",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_made_to_hurt_is_over_in_seconds(alone: Any, kind: str) -> None:
    begun = time.monotonic()
    store_letter(raw=HOSTILE[kind], source="imap")
    read_letters()
    deliver_letters()
    assert Arrival.objects.get().state in ENDED
    assert time.monotonic() - begun < apart.SECONDS


def test_of_fifty_megabytes_the_beginning_is_kept_and_flagged(alone: Any) -> None:
    raw = b"From: a@b.example\r\nSubject: Large\r\n\r\n" + b"x" * 50_000_000
    assert store_letter(raw=raw, source="imap") and not store_letter(raw=raw, source="imap")
    read_letters()
    deliver_letters()
    arrival = Arrival.objects.get()
    assert (arrival.cut, arrival.size, arrival.subject) == (True, len(raw), "Large") and len(raw) > MOST_BYTES
    assert raw_path(arrival).stat().st_size == HEAD


def test_a_reader_that_hangs_or_dies_is_replaced_and_the_next_letter_read(tmp_path: Path, monkeypatch: Any) -> None:
    good = tmp_path / "good"
    good.write_bytes(b"From: a@b.example\r\nSubject: Hello\r\n\r\nHello.\r\n")
    with Reader(seconds=10) as reader:
        assert reader.read(good).subject == "Hello"
        assert reader._process
        reader._process.kill()
        reader._process.wait()
        assert reader.read(good).subject == "Hello"
        reader._seconds = -1
        with pytest.raises(UnreadableError, match="too long"):
            reader.read(good)
        reader._seconds = 10
        assert reader.read(good).subject == "Hello"
