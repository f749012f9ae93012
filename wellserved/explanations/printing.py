"""The page as a PDF: one page A4, or plain words about what to cut and which letter cannot be printed."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from typst import TypstError

from wellserved.explanations.page import Page
from wellserved.explanations.shapes import PageFormat
from wellserved.files.actions import path_of
from wellserved.kit.typeset import Typeset, typeset_with_files, without_glyph

TEMPLATE = Path(__file__).resolve().parent / "print" / "page.typ"
SIDE = 1400  # pixels: as much as a page shows
LINE = 17.0  # points from one line to the next
TOP = 62.0  # points: where a page begins
WORDS_A_LINE = 11
REGIONS = {"pt-br": ("pt", "BR"), "zh-hans": ("zh", "CN")}
MOST_NAMED = 5


@dataclass(frozen=True)
class Printed:
    """A page as it really came out. It may leave only if nothing is wrong with it."""

    pdf: bytes
    pages: int
    problems: tuple[str, ...] = ()


def printed(page: Page, used: PageFormat, link: str, set_: Callable[..., Typeset] = typeset_with_files) -> Printed:
    """Set it. Problems say what to mend, in words for whoever writes it."""
    missing = list(dict.fromkeys(name for text in page.texts() for name in without_glyph(text)))
    if missing:
        return Printed(b"", 0, (_no_glyph(missing),))
    files = {"code.svg": code_svg(link)}
    pictures = []
    for number, picture in enumerate(page.pictures, start=1):
        name = f"picture-{number}.jpg"
        try:
            files[name] = _small(path_of(picture.sha256).read_bytes())
        except OSError:
            return Printed(b"", 0, ("A picture is no longer there. Take it off the page, and add it again.",))
        pictures.append({"file": name, "alt": picture.alt})
    try:
        found = set_(TEMPLATE, as_data(page, link, pictures), files)
    except (TypstError, RuntimeError, ValueError):
        return Printed(b"", 0, ("The page could not be set. What you wrote is kept; choose another format for now.",))
    problems = (_too_long(page, found, used),) if found.pages > 1 else ()
    return Printed(found.pdf, found.pages, problems)


def as_data(page: Page, link: str, pictures: list[dict[str, str]]) -> dict[str, Any]:
    """What the template reads."""
    lang, region = REGIONS.get(page.language, (page.language, None))
    kept = page.as_json()
    lines_first = page.template != "letter"
    return {**kept, "lang": lang, "region": region, "link": link, "pictures": pictures, "lines_first": lines_first}


def code_svg(link: str) -> bytes:
    """The link as a code, black on white."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(link)
    code.make(fit=True)
    rows = code.get_matrix()
    size = len(rows)
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'.encode()


def _no_glyph(missing: list[str]) -> str:
    named = ", ".join(missing[:MOST_NAMED])
    more = f" and {len(missing) - MOST_NAMED} more" if len(missing) > MOST_NAMED else ""
    return f"Our fonts have no letter for {named}{more}. Write it in another way: on paper it would be an empty box."


def _too_long(page: Page, found: Typeset, used: PageFormat) -> str:
    """By how much, and where there is most to cut."""
    over = (found.pages - 2) * 45 + max(1, math.ceil((found.ends - TOP) / LINE) - 4)
    parts = [
        (one.heading, _words(one.paragraphs) + sum(len(line.words.split()) + 3 for line in one.lines))
        for one in page.sections
    ]
    if page.annex:
        parts.append((page.annex_heading, _words(page.annex)))
    longest = max(parts, key=lambda part: part[1], default=("", 0))
    cut = max(over, 1) * WORDS_A_LINE
    said = f"It runs onto {'a second page' if found.pages == 2 else f'{found.pages} pages'}. Cut about {cut} words"
    if longest[0]:
        said += f"; “{longest[0]}” is the longest part, with {longest[1]}"
    return f"{said}. {used.name} is meant for about {used.words}."


def _words(paragraphs: tuple[str, ...]) -> int:
    return sum(len(words.split()) for words in paragraphs)


def _small(data: bytes) -> bytes:
    """As a JPEG of what a page can show; see-through parts become paper."""
    with Image.open(BytesIO(data), formats=["JPEG", "WEBP"]) as opened:
        opened.thumbnail((SIDE, SIDE))
        clean = Image.new("RGB", opened.size, "white")
        layer = opened.convert("RGBA")
        clean.paste(layer, mask=layer.getchannel("A"))
    out = BytesIO()
    clean.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


Files = Mapping[str, bytes]
