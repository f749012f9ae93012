"""A photo is what its content says, is drawn anew, and brings nothing along."""

from __future__ import annotations

import hashlib
import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from wellserved.files.actions import draw_anew, path_of, store_photo
from wellserved.files.models import Blob
from wellserved.files.queries import open_blob
from wellserved.files.shapes import LONGEST_SIDE, MOST_BYTES, PhotoRefusedError
from wellserved.files.tests.pictures import picture, upload, with_a_place


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_the_usual_kinds_are_taken_whatever_they_are_called(db: Any, kind: str) -> None:
    blob = store_photo(upload=upload(picture(kind), name="x.exe", content_type="text/html"))
    assert blob.content_type == "image/jpeg"
    with open_blob(blob) as file:
        data = file.read()
    assert (hashlib.sha256(data).hexdigest(), len(data)) == (blob.sha256, blob.size)
    assert opened(data).size == (640, 480)


def test_where_it_was_taken_is_gone_and_it_stands_upright() -> None:
    data = picture(size=(800, 400), exif=with_a_place(held=6), comment=b"secret words", icc_profile=b"not a profile")
    assert b"Telephone Maker" in data
    clean, _ = draw_anew(data)
    image = opened(clean)
    assert image.size == (400, 800)
    assert not dict(image.getexif())
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    for trace in (b"Telephone", b"Exif", b"secret", b"GPS"):
        assert trace not in clean
    red, _, blue = image.getpixel((200, 100))  # held on its side: what was left is now above
    assert red > 150 > blue


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "HEIF"])
def test_other_kinds_lose_their_metadata_too(kind: str) -> None:
    clean, _ = draw_anew(picture(kind, exif=with_a_place()))
    assert b"Telephone" not in clean
    assert not dict(opened(clean).getexif())


def test_a_large_picture_becomes_smaller_and_a_small_one_stays() -> None:
    assert max(opened(draw_anew(picture(size=(5000, 2500)))[0]).size) == LONGEST_SIDE
    assert opened(draw_anew(picture("PNG", size=(9, 7)))[0]).size == (9, 7)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK", "I;16"])
def test_every_kind_of_colour_is_drawn(mode: str) -> None:
    image = Image.new(mode, (40, 30))
    out = BytesIO()
    image.save(out, "JPEG" if mode == "CMYK" else "PNG")
    clean, content_type = draw_anew(out.getvalue())
    assert content_type == ("image/webp" if mode in ("RGBA", "LA") else "image/jpeg")
    assert opened(clean).size == (40, 30)


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "not a photo"),
        (b"<?xml version='1.0'?><svg/>", "not a photo"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "not a photo"),
        (b"%PDF-1.7", "not a photo"),
        (b"BM" + b"\0" * 60, "not a photo"),
        (b"", "not a photo"),
        (b"\xff\xd8\xff<script>alert(1)</script>", "damaged"),
        (picture()[:3000], "damaged"),
        (picture("PNG")[:400], "damaged"),
        (picture("WEBP")[:200], "damaged"),
        (picture("HEIF")[:300], "damaged"),
        (png_that_claims(8_000, 8_000), "more points"),
        (png_that_claims(30_000, 30_000), "more points"),
        (png_that_claims(2**31 - 1, 2**31 - 1), "more points"),
    ],
)
def test_what_is_no_photo_is_refused_in_plain_words(data: bytes, words: str) -> None:
    with pytest.raises(PhotoRefusedError, match=words):
        draw_anew(data)


def test_a_file_that_is_something_else_as_well_is_only_a_picture_afterwards() -> None:
    clean, _ = draw_anew(picture() + b"PK\x03\x04<script>alert(1)</script>")
    assert b"script" not in clean
    assert b"PK\x03\x04" not in clean


def test_too_large_a_file_is_refused_before_it_is_read(db: Any) -> None:
    file = upload(b"")
    file.size = MOST_BYTES + 1
    with pytest.raises(PhotoRefusedError, match="12 MB"):
        store_photo(upload=file)


def test_the_same_picture_is_kept_once(db: Any) -> None:
    first, second = (store_photo(upload=upload(picture())) for _ in range(2))
    assert (first.pk, Blob.objects.count()) == (second.pk, 1)
    folder = path_of(first.sha256).parent
    assert [path.name for path in folder.iterdir()] == [first.sha256[2:]]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "WEBP", "HEIF"]), st.data())
def test_no_broken_file_breaks_more_than_itself(kind: str, data: Any) -> None:
    good = bytearray(picture(kind, size=(32, 24)))
    for _ in range(data.draw(st.integers(1, 8))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    try:
        clean, content_type = draw_anew(bytes(good))
    except PhotoRefusedError:
        return
    assert content_type in ("image/jpeg", "image/webp")
    opened(clean)
