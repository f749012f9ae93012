"""Every form about complaints, praise and letters, fed with garbage: a clear answer, never an error of ours."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from urllib.parse import quote_from_bytes
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from tests.architecture.access import ROLES, Page
from tests.architecture.test_access import table
from tests.cast import Cast
from wellserved.journal.models import Entry

ROOMS = ("cases", "kudos", "hardones", "wording", "mail", "promises")
CASED = {"thank", "complain_at_door"}  # named otherwise, and of these rooms all the same
NAMES = (
    "words", "understood", "kind", "cause", "improvement", "why", "team", "concerned", "owner", "text", "due_at", "to",
    "away_from", "reason", "name", "email", "member", "avoid", "offer", "language", "number", "key", "what", "word",
    "wanted", "shown", "host", "port", "address", "sign", "made", "giver_name", "giver_email", "acknowledge_hours",
)  # fmt: skip
TEXTS = {
    "null bytes, and directions turned round": b"a\x00b" + "\u202egnp.exe\u2066\u200f".encode(),
    "a header broken out of": b"x\r\nBcc: " + b", ".join(b"p%d@all.example" % n for n in range(10_000)),
    "half a letter": b"\xed\xa0\x80\xff\xfe",
    "a number of a million digits": b"9" * 40_000,
    "a script": b"<script>alert(1)</script>{{token:case:0000000000000000}}{% debug %}",
}


def pages() -> list[Page]:
    found = {}
    for page in table():
        module = getattr(page.make, "__module__", "")
        room = next((one for one in ROOMS if f"wellserved.{one}." in module), "")
        if room or page.name in CASED or page.name.startswith(("case", "kudos", "phrase", "hard_one", "letter")):
            found.setdefault(page.name, page)
    return list(found.values())


def a_browser(cast: Cast, page: Page) -> Browser | None:
    """Of somebody who may enter."""
    if page.public:
        return Browser(raise_request_exception=False)
    role = next((one for one in ROLES[1:] if page.expected(one) < 400), "")
    if not role:
        return None
    browser = Browser(raise_request_exception=False)
    browser.force_login(getattr(cast, role).account)
    return browser


def an_archive_in_an_archive() -> bytes:
    out = b"inner"
    for _ in range(4):
        file = BytesIO()
        with ZipFile(file, "w") as archive:
            archive.writestr("inner.zip", out)
        out = file.getvalue()
    return out


@pytest.mark.django_db
@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_garbage_is_answered(cast: Cast, page: Page) -> None:
    href, browser = reverse(page.name, kwargs=page.make(cast)), a_browser(cast, page)
    if browser is None:
        return
    shown = browser.get(href)
    names = {*NAMES, *re.findall(r'name="([^"]{1,40})"', shown.content.decode() if not shown.streaming else "")}
    for what, raw in TEXTS.items():
        body = "&".join(f"{name}={quote_from_bytes(raw)}" for name in sorted(names - {"csrfmiddlewaretoken"}))
        if len(body) > 2_000_000:
            body = "&".join(f"{name}={quote_from_bytes(raw[:30_000])}" for name in sorted(names)[:60])
        got = browser.post(href, body, "application/x-www-form-urlencoded")
        assert got.status_code < 500, f"{what}: {got.status_code}"
    for content in (an_archive_in_an_archive(), b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"):
        upload = SimpleUploadedFile("a\u202egpj.exe", content, "image/jpeg")
        given: dict[str, Any] = {"words": "x", "photos": [upload], "file": upload}
        assert browser.post(href, given).status_code < 500
    for kind in ("application/json", "multipart/form-data; boundary=x"):
        assert browser.post(href, b"{", kind).status_code < 500, kind
    told = [str(entry.details) for entry in Entry.objects.all()]
    assert not any(mark in one for one in told for mark in ("all.example", "<script", "gnp.exe")), "words are kept"
