"""Nothing leaves unapproved; what left is what the link shows, for as long as it is good."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.explanations.actions.gathering import add_line
from wellserved.explanations.actions.sending import send_explanation, token_of
from wellserved.explanations.models import Explanation, Sending, Version
from wellserved.explanations.rules.moving import NotNowError
from wellserved.explanations.tests.explained import a_line, approved, begun, by, submitted, written
from wellserved.kit.clock import now
from wellserved.mail.composing import compose, with_tokens
from wellserved.mail.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def send(cast: Cast, one: Explanation, channel: str = "pdf") -> Sending:
    return send_explanation(explanation_id=one.pk, channel=channel, member=cast.member, by=by(cast.member))


def page_of(sending: Sending, what: str = "") -> Any:
    return Browser().get(f"/explanation/{token_of(sending)}{what}")


@pytest.mark.parametrize("how", [written, submitted])
def test_nothing_leaves_unapproved(cast: Cast, how: Any) -> None:
    one = how(cast)
    with pytest.raises(NotNowError, match="Nobody has approved"):
        send(cast, one)
    cast.browser("member").post(f"/explanations/{one.pk}/sending/", {"channel": "pdf"})
    assert not Sending.objects.exists() and not Letter.objects.filter(audience="customer").exists()


def test_what_changed_after_the_approval_does_not_leave(cast: Cast) -> None:
    one = approved(cast)
    Explanation.objects.filter(pk=one.pk).update(changed=one.changed + 1)
    with pytest.raises(NotNowError):
        send(cast, one)


def test_the_letter_brings_the_page_and_its_link(cast: Cast) -> None:
    one = begun(cast)
    a_line(one, "Replaced the roller.")
    sending = send(cast, approved(cast, written(cast, one)))
    letter = sending.letter
    assert letter is not None and letter.to_email == "bea@biology.example"
    assert token_of(sending) not in letter.text  # the database opens no page
    message = compose(letter)
    assert f"/explanation/{token_of(sending)}/reaction?landed=yes" in with_tokens(letter.text)
    [(name, content, kind)] = message.attachments
    assert (name, kind) == ("Service explanation.pdf", "application/pdf")
    assert bytes(content).startswith(b"%PDF-") and re.findall(rb"/Pages/Count (\d+)", bytes(content)) == [b"1"]
    one.refresh_from_db()
    assert one.state == "sent"


def test_the_link_shows_what_left_whatever_is_written_later(cast: Cast) -> None:
    one = approved(cast, written(cast, why="It was the server."))
    sending = send(cast, one)
    Version.objects.update(why="Something else.")
    shown = page_of(sending).content.decode()
    assert "It was the server." in shown and "Something else." not in shown
    assert '<h1 class="title">Two visits for one printer</h1>' in shown
    assert f'action="/explanation/{token_of(sending)}/reaction"' in shown
    got = page_of(sending, "/page.pdf")
    assert got["Content-Type"] == "application/pdf" and got.content.startswith(b"%PDF-")


def test_it_speaks_the_language_of_the_contact(cast: Cast) -> None:
    cast.contact.language = "ar"
    cast.contact.save()
    sending = send(cast, approved(cast))
    assert sending.letter and "سألتَ عمّا فعلناه ولماذا" in sending.letter.text
    shown = page_of(sending).content.decode()
    assert 'lang="ar" dir="rtl"' in shown and "لماذا هكذا" in shown


def test_a_link_that_has_run_out_or_never_was_shows_nothing(cast: Cast) -> None:
    sending = send(cast, approved(cast))
    Sending.objects.update(expires_at=now() - timedelta(days=1))
    assert page_of(sending).status_code == 410 and page_of(sending, "/page.pdf").status_code == 404
    assert Browser().get("/explanation/" + "x" * 32).status_code == 404
    Sending.objects.update(expires_at=now() + timedelta(days=1), page={"title": "…"})  # it was forgotten
    assert page_of(sending).status_code == 404


def test_read_aloud_no_letter_leaves(cast: Cast) -> None:
    sending = send(cast, approved(cast), "aloud")
    assert sending.letter is None and sending.channel == "aloud"


def test_without_an_address_it_is_said_so(cast: Cast) -> None:
    cast.contact.email = ""
    cast.contact.save()
    one = approved(cast)
    page = cast.browser("member").post(f"/explanations/{one.pk}/sending/", {"channel": "pdf"}, follow=True)
    assert "We have no address of theirs" in page.content.decode() and not Sending.objects.exists()


HOSTILE = (
    '#include "/etc/passwd"',
    '#import "@preview/cetz:0.3.0": *',
    '#read("main.typ")',
    '\x00\x07\x1b[31m#eval("1")',
    "</article><script>alert(1)</script>",
    "{{token:explanation:aaaaaaaaaaaaaaaa}} {% include 'x' %}",
    "$x$ *bold* _it_ `raw` @ref <label> \\u{41} // comment /* */",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_text_and_never_markup(cast: Cast, words: str) -> None:
    """On paper, on the link, in the letter: as they were typed, and nothing of another file."""
    one = begun(cast, title=words)
    add_line(explanation_id=one.pk, at=now(), sentence=words, minutes=None, member=cast.member, by=by(cast.member))
    sending = send(cast, approved(cast, written(cast, one, why=words, costs=words)))
    shown = page_of(sending).content.decode()
    assert "<script>alert" not in shown and "root:" not in shown
    letter = sending.letter
    assert letter is not None and "root:" not in letter.text
    assert "aaaaaaaaaaaaaaaa" in with_tokens(letter.subject) or "token" not in words
