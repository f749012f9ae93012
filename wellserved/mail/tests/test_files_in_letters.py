"""Letters with pictures in them and files to open."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from wellserved.kit.blobs import blob_path
from wellserved.mail.actions import queue_letter
from wellserved.mail.composing import compose
from wellserved.mail.models import Letter, LetterFile
from wellserved.mail.shapes import FileIn

PICTURE = FileIn("weeks.png", "image/png", b"\x89PNG\r\n\x1a\nand so on", "weeks")
PAPER = FileIn("march.pdf", "application/pdf", b"%PDF-1.7 and so on")


def a_letter(key: str = "report:1", **more: Any) -> Letter:
    return queue_letter(
        key=key,
        kind="report",
        audience=Letter.Audience.STAFF,
        to_email="mara@campus.example",
        subject="March",
        text="How it felt",
        html='<p>How it felt</p><img src="cid:weeks" alt="Eight weeks">',
        files=[PICTURE, PAPER],
        **more,
    )


def test_a_picture_is_shown_within_and_a_paper_goes_along(db: None) -> None:
    message = message_from_bytes(compose(a_letter()).message().as_bytes(), policy=policy.default)
    parts = {part.get_content_type(): part for part in message.walk()}
    assert parts["image/png"]["Content-ID"] == "<weeks>"
    assert parts["image/png"].get_content_disposition() == "inline"
    assert parts["image/png"].get_content() == PICTURE.data
    assert parts["application/pdf"].get_content_disposition() == "attachment"
    assert parts["application/pdf"].get_filename() == "march.pdf"
    assert parts["application/pdf"].get_content() == PAPER.data
    assert {"text/plain", "text/html"} <= set(parts)


def test_the_same_key_again_brings_no_second_files(db: None) -> None:
    a_letter()
    a_letter()
    assert LetterFile.objects.count() == 2


def test_without_its_files_a_letter_does_not_leave(db: None) -> None:
    letter = a_letter()
    blob_path(Path(settings.FILES_ROOT), letter.files.order_by("pk")[1].sha256).unlink()
    with pytest.raises(ValueError, match=r"march\.pdf"):
        compose(letter)
