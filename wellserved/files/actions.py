"""Taking in a picture: looked at by its content, drawn anew, kept under its checksum."""

from __future__ import annotations

import threading
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_lazy
from PIL import Image, ImageCms, ImageOps
from pillow_heif import register_heif_opener

from wellserved.files.models import Blob
from wellserved.files.shapes import LONGEST_SIDE, MOST_BYTES, MOST_PIXELS, PhotoRefusedError
from wellserved.kit.blobs import blob_path, keep_blob

register_heif_opener(thumbnails=False)
_drawing = threading.Lock()  # one picture at a time is decoded, so that memory stays bounded
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def store_photo(*, upload: UploadedFile[Any]) -> Blob:
    """Keep a photo, drawn anew without anything that was not picture. Raises PhotoRefusedError in plain words.

    The bytes are durable before the row is written; if the caller's transaction fails, a file without a row remains.
    """
    if (upload.size or 0) > MOST_BYTES:
        raise PhotoRefusedError(gettext("This photo is larger than 12 MB. A smaller copy will do."))
    data, content_type = draw_anew(upload.read())
    digest = keep_blob(Path(settings.FILES_ROOT), data)
    blob, _ = Blob.objects.get_or_create(sha256=digest, defaults={"content_type": content_type, "size": len(data)})
    return blob


def path_of(sha256: str) -> Path:
    """Where the bytes of a checksum lie."""
    return blob_path(Path(settings.FILES_ROOT), sha256)


def draw_anew(data: bytes) -> tuple[bytes, str]:
    """The picture alone, upright, at most 2000 pixels a side, and its content type: JPEG, or WebP if it has holes."""
    kind = _kind(data)
    if kind is None:
        raise PhotoRefusedError(gettext("This is not a photo that we can read. JPEG, PNG, WebP and HEIC are fine."))
    with _drawing:
        try:
            with Image.open(BytesIO(data), formats=[kind]) as opened:
                return _drawn(opened)
        except PhotoRefusedError:
            raise
        except Image.DecompressionBombError:
            raise PhotoRefusedError(TOO_MANY_PIXELS) from None
        except Exception as error:  # whatever a hostile file makes a decoder say
            raise PhotoRefusedError(
                gettext("This photo is damaged: a part of it is missing. Please choose it again.")
            ) from error


TOO_MANY_PIXELS = gettext_lazy("This picture has more points than any telephone takes. A smaller copy will do.")


def _kind(data: bytes) -> str | None:
    """What the content says it is; the name and the sender's word are not asked."""
    if data[:3] == b"\xff\xd8\xff":
        return "JPEG"
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return "HEIF"
    return None


def _drawn(opened: Image.Image) -> tuple[bytes, str]:
    if opened.width * opened.height > MOST_PIXELS:  # the header's word, before anything is decoded
        raise PhotoRefusedError(TOO_MANY_PIXELS)
    opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded no larger than needed
    picture: Image.Image = ImageOps.exif_transpose(opened)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    profile = opened.info.get("icc_profile")
    see_through = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    picture = picture.convert("RGBA" if see_through else "RGB")
    if profile:
        picture = _in_plain_colours(picture, profile)
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)  # the points alone: whatever else the object carries stays behind
    out = BytesIO()
    if see_through:
        clean.save(out, "WEBP", quality=85)
        return out.getvalue(), "image/webp"
    clean.save(out, "JPEG", quality=85, optimize=True, progressive=True)
    return out.getvalue(), "image/jpeg"


def _in_plain_colours(picture: Image.Image, profile: bytes) -> Image.Image:
    """Colours as sRGB, for the profile is left behind. A broken profile is worth no refusal."""
    try:
        done = ImageCms.profileToProfile(
            picture, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return done or picture
