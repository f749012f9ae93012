"""Photos of an answer: who may add them, how many, and who may see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.files.tests.pictures import picture, upload
from wellserved.journal.models import Entry
from wellserved.surveys.models import Photo, Response
from wellserved.surveys.tests.links import LinkForTest, make_link


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def pictures(n: int) -> list[Any]:
    return [upload(picture(size=(20 + i, 20)), name=f"{i}.jpg") for i in range(n)]


def answered(cast: Cast) -> LinkForTest:
    link = make_link(cast)
    Browser().post(link.href, {"felt": "4"})
    return link


def test_photos_come_with_the_answer(cast: Cast) -> None:
    link = make_link(cast)
    got = Browser().post(link.href, {"felt": "4", "words": "See", "photos": pictures(2)})
    assert got.status_code == 303
    assert (Response.objects.get().words, Photo.objects.count()) == ("See", 2)
    entry = Entry.objects.get(kind="answer.photo_added")
    assert (entry.subject_id, entry.actor_kind, entry.details) == (link.invitation.pk, "contact", {"photos": 2})
    assert "2 photos are with your answer" in Browser().get(f"{link.href}?sent").content.decode()


def test_a_photo_alone_is_an_answer(cast: Cast) -> None:
    link = make_link(cast)
    assert Browser().post(link.href, {"photos": pictures(1)}).status_code == 303
    assert (Response.objects.get().felt, Photo.objects.count()) == (None, 1)


def test_photos_can_be_added_afterwards_three_at_most(cast: Cast) -> None:
    link = answered(cast)
    assert Browser().post(link.href, {"only": "photos", "photos": pictures(2)}).status_code == 303
    got = Browser().post(link.href, {"only": "photos", "photos": pictures(4)[2:]})
    assert "Three photos are the most" in got.content.decode()
    assert (Photo.objects.count(), Response.objects.get().felt) == (3, 4)
    assert 'type="file"' not in Browser().get(f"{link.href}?sent").content.decode()


def test_a_bad_photo_is_refused_and_the_rest_is_kept(cast: Cast) -> None:
    link = make_link(cast)
    files = [upload(b"<svg/>", name="x.jpg"), *pictures(1)]
    got = Browser().post(link.href, {"felt": "4", "photos": files})
    page = got.content.decode()
    assert got.status_code == 400
    assert "Photo 1: This is not a photo that we can read." in page
    assert "1 photo is with your answer" in page
    assert (Response.objects.get().felt, Photo.objects.count()) == (4, 1)


def test_photos_without_an_answer_or_a_link_are_not_kept(cast: Cast) -> None:
    assert Browser().post(make_link(cast).href, {"only": "photos", "photos": pictures(1)}).status_code == 409
    assert Browser().post("/a/" + "x" * 32, {"only": "photos", "photos": pictures(1)}).status_code == 404
    assert not Photo.objects.exists()


def test_a_photo_is_shown_to_those_who_may_see_the_answer(cast: Cast) -> None:
    link = answered(cast)
    Browser().post(link.href, {"only": "photos", "photos": pictures(1)})
    href = f"/feedback/{link.invitation.pk}/photos/1/"
    got = cast.browser("lead").get(href)
    assert (got.status_code, got["Content-Type"], got["X-Content-Type-Options"]) == (200, "image/jpeg", "nosniff")
    assert got["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(got.streaming_content)[:3] == b"\xff\xd8\xff"
    assert cast.browser("outsider").get(href).status_code == 404
    for n in ("0", "2", "99999999999999999999"):
        assert cast.browser("lead").get(f"/feedback/{link.invitation.pk}/photos/{n}/").status_code == 404
