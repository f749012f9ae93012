"""Whatever stands in a name or a subject, it adds no header, no recipient and no line."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from django.test import override_settings
from hypothesis import example, given
from hypothesis import strategies as st

from wellserved.mail.composing import compose, is_an_address
from wellserved.mail.models import Letter
from wellserved.mail.rules import hide_tokens, many_lines, next_try, one_line

NASTY = (
    st.text(alphabet=st.sampled_from('ab ü漢\r\n\0\x0b\x85\u2028\u202e\u2066\u200f\ud800"\\<>@,;:=?()%')) | st.text()
)
BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


@given(NASTY, NASTY, NASTY, NASTY)
@example("Bea\r\nBcc: all@example.org", "x\n\nbody", 'a" <evil@example.org>, "', "x\u2028y")
@override_settings(DEFAULT_FROM_EMAIL="help@campus.example")
def test_names_and_subjects_cannot_break_out(name: str, subject: str, sender: str, header: str) -> None:
    letter = Letter(
        to_email="bea@biology.example",
        to_name=name,
        from_name=sender,
        subject=subject,
        text=many_lines(f"Hello {name}"),
        html=f"<p>{name}</p>",
        headers={"X-Note": header},
        message_id="<1@campus.example>",
    )
    raw = compose(letter).message().as_bytes(linesep="\r\n")
    assert b"\0" not in raw
    read = message_from_bytes(raw, policy=policy.default)
    assert [address.addr_spec for address in read["To"].addresses] == ["bea@biology.example"]
    assert [address.addr_spec for address in read["From"].addresses] == ["help@campus.example"]
    assert read["Bcc"] is None and read["Cc"] is None
    allowed = {"Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID", "X-Note", "X-Wellserved"}
    assert set(read.keys()) <= allowed
    for field in ("From", "To", "Subject", "X-Note"):
        assert not set(str(read[field])) & (BIDI | set("\r\n\0"))


@given(NASTY)
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text, 50)
    assert len(line.splitlines()) <= 1 and len(line) <= 50 and one_line(line, 50) == line
    line.encode("utf-8")


@given(NASTY)
def test_a_body_can_be_stored_and_written(text: str) -> None:
    body = many_lines(text)
    assert "\0" not in body and "\r" not in body
    body.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("bea@biology.example", True),
        ("björn@example.org", False),
        ("bea@bücher.example", True),
        ("", False),
        ("bea", False),
        ("bea@x.example\r\nBcc: y@z.example", False),
        ("a@b.example, c@d.example", False),
        ("Bea <bea@b.example>", False),
        ("<script>alert(1)</script>@b.example", False),
        ("{{x}}@b.example", True),
        ("(" * 100 + "@b.example", False),
        ('"' * 99 + "@b.example", False),
        ("a" * 400 + "@b.example", False),
        ("@", False),
    ],
)
def test_what_is_an_address(text: str, fits: bool) -> None:
    assert is_an_address(text) is fits


def test_tokens_are_hidden_from_members() -> None:
    assert (
        hide_tokens("go to https://x/a/{{token:answer:0123456789abc-_1}} now")
        == "go to https://x/a/(a private link) now"
    )


@given(st.integers(0, 10_000))
def test_the_wait_grows_and_is_never_longer_than_two_hours(attempts: int) -> None:
    from datetime import UTC, datetime

    start = datetime(2026, 1, 1, tzinfo=UTC)
    this, after = next_try(attempts, start) - start, next_try(attempts + 1, start) - start
    assert 60 <= this.total_seconds() <= after.total_seconds() <= 7200


@given(st.text(alphabet=st.sampled_from('ab.@<>()[]",:;\\ {}%=?ü\t')) | st.text())
def test_whatever_is_asked_there_is_an_answer(text: str) -> None:
    assert is_an_address(text) in (True, False)
