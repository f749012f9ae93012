"""The page that asks whether somebody is to be forgotten, the copy that they may have."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from wellserved.custody.tests.everywhere import CANARY, EMAIL, NAME, she_was_everywhere
from wellserved.journal.models import Entry
from wellserved.people.models import Contact


@pytest.fixture(autouse=True)
def files_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def page_of(cast: Cast) -> str:
    return f"/contacts/{cast.contact.pk}/forgetting/"


def test_an_admin_sees_what_there_is_before_it_goes(cast: Cast) -> None:
    she_was_everywhere(cast)
    page = cast.browser("admin").get(page_of(cast)).content.decode()
    for words in ("Letters from them", "Notes of calls with them", EMAIL, "still open", "cannot be undone"):
        assert words in page
    assert cast.browser("admin").get(f"/contacts/{cast.contact.pk}/").content.decode().count("forget them") == 1
    assert "forget them" not in cast.browser("manager").get(f"/contacts/{cast.contact.pk}/").content.decode()


def test_another_name_typed_forgets_nobody(cast: Cast) -> None:
    got = cast.browser("admin").post(page_of(cast), {"way": "words", "why": "asked", "typed": "bob@biology.example"})
    assert "Nothing was changed" in got.content.decode()
    assert Contact.objects.filter(pk=cast.contact.pk).exists()
    assert not Entry.objects.filter(kind="contact.forgotten").exists()


def test_the_name_typed_forgets_them_and_every_page_still_opens(cast: Cast) -> None:
    she_was_everywhere(cast)
    browser = cast.browser("admin")
    got = browser.post(page_of(cast), {"way": "words", "why": "asked", "typed": f" {EMAIL.upper()} "}, follow=True)
    assert "They are forgotten" in got.content.decode()
    assert browser.get(page_of(cast)).status_code == 404
    for path in ("/", "/cases/", "/letters/", "/letters/in/", "/kudos/", "/feedback/", "/rounds/", "/interactions/"):
        assert browser.get(path).status_code in (200, 404), path


def test_their_copy_can_be_read_and_has_nothing_that_we_wrote_among_ourselves(cast: Cast) -> None:
    she_was_everywhere(cast)
    got = cast.browser("admin").post(f"/contacts/{cast.contact.pk}/copy/")
    with zipfile.ZipFile(io.BytesIO(b"".join(got.streaming_content))) as archive:  # type: ignore[attr-defined]
        names = archive.namelist()
        told = json.loads(archive.read("everything.json"))
        text = archive.read("everything.txt").decode()
        letter = archive.read(next(name for name in names if name.startswith("letters/"))).decode()
        about = archive.read("read-me-first.txt").decode()
    assert told["What we know of them"][0]["email"] == EMAIL and NAME in text and CANARY in text
    assert told["Answers that they gave"][0]["words"] == f"{CANARY}, says Bea"
    assert "Notes on their cases" not in told and "What members said was hard" not in told
    assert CANARY in letter and "among ourselves (" in about and "(0 pieces)" not in about
    assert "token" not in text and "seed" not in text
    assert Entry.objects.get(kind="contact.copied").details == {}
