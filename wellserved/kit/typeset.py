"""Pages to print: a Typst file that is ours, and data that is only ever text in it. With our own letters alone.

Typst prints nothing in place of a letter that no font has, and says so nowhere: `in_our_letters` looks first.
The fonts lie beside this file: Figtree and Fraunces, Noto Sans for Greek and Cyrillic, Noto Sans Arabic, and Noto Sans
SC with the characters of GB 2312 and the first level of Big5.
"""

from __future__ import annotations

import json
import struct
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typst

FONTS = Path(__file__).resolve().parent / "fonts"
INSTEAD = "?"


@dataclass(frozen=True)
class Typeset:
    """A PDF, how many pages it really has, and how far down the last one it ends, in points."""

    pdf: bytes
    pages: int
    ends: float = 0.0


def typeset(template: Path, data: Mapping[str, Any]) -> Typeset:
    """Set a page. The template reads `json(bytes(sys.inputs.data))`; nothing in the data is read as markup.

    The template marks its end with `#context [#metadata(counter(page).final().first()) <pages>]`.
    """
    return _set(template, data, for_all=False)


def typeset_with_files(template: Path, data: Mapping[str, Any], files: Mapping[str, bytes]) -> Typeset:
    """The same with pictures: in a folder of their own, which is all that the template can reach.

    It is for everybody to read: PDF/UA-1, so each picture has words beside it and the headings follow one another.
    A second mark, `#context [#metadata(here().position().y.pt()) <end>]`, tells how far down it ends.
    """
    with tempfile.TemporaryDirectory(prefix="wellserved-page-") as folder:
        root = Path(folder)
        for name, data_of_file in files.items():
            (root / Path(name).name).write_bytes(data_of_file)
        page = root / "main.typ"
        page.write_bytes(template.read_bytes())
        return _set(page, data, for_all=True)


def _set(template: Path, data: Mapping[str, Any], *, for_all: bool) -> Typeset:
    nowhere = str(template.parent / "no-packages")
    compiler = typst.Compiler(
        str(template),
        root=str(template.parent),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        package_path=nowhere,
        package_cache_path=nowhere,
    )
    pdf = compiler.compile(format="pdf", pdf_standards="ua-1" if for_all else None)
    found = json.loads(compiler.query("<pages>", field="value"))
    if not isinstance(pdf, bytes) or not found:
        raise ValueError(f"{template.name} does not say how many pages it has")
    ends = json.loads(compiler.query("<end>", field="value"))
    return Typeset(pdf, int(found[0]), float(ends[0]) if ends else 0.0)


def in_our_letters(text: str) -> tuple[str, int]:
    """The text as we can print it, and how many of its characters we cannot; those stand as a question mark.

    >>> in_our_letters("Zoë, 你好, مرحبا"), in_our_letters("ok 🙂")
    (('Zoë, 你好, مرحبا', 0), ('ok ?', 1))
    """
    composed = unicodedata.normalize("NFC", text)
    missing = sum(not _has(letter) for letter in composed)
    return ("".join(letter if _has(letter) else INSTEAD for letter in composed), missing) if missing else (composed, 0)


def without_glyph(text: str) -> list[str]:
    """The characters of a text that we cannot print, each once, with its name: what would stand there as a box.

    >>> without_glyph("ok 🙂")
    ['🙂 (slightly smiling face)']
    """
    composed = unicodedata.normalize("NFC", text)
    found = dict.fromkeys(letter for letter in composed if not _prints(letter))
    return [f"{letter} ({unicodedata.name(letter, f'U+{ord(letter):04X}').lower()})" for letter in found]


def _prints(letter: str) -> bool:
    """As `_has`, but a mark that no font has is missing, too."""
    return ord(letter) in _covered() or unicodedata.category(letter) in ("Zs", "Zl", "Zp", "Cf", "Cc")


def reads_from_the_right(text: str) -> bool:
    """Whether a text begins at the right, by its first letter that says so."""
    return next((unicodedata.bidirectional(letter) in ("R", "AL") for letter in text if _says_where(letter)), False)


def _says_where(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("L", "R", "AL")


def _has(letter: str) -> bool:
    return ord(letter) in _covered() or unicodedata.category(letter) in ("Zs", "Zl", "Zp", "Cf", "Cc", "Mn")


@cache
def _fonts() -> Any:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


@cache
def _covered() -> frozenset[int]:
    return frozenset(code for font in FONTS.glob("*.ttf") for code in _cmap(font.read_bytes()))


def _cmap(font: bytes) -> set[int]:
    """The characters of a font, from its `cmap` table in format 4 or 12 (OpenType 1.9, "cmap")."""
    tables = struct.unpack(">H", font[4:6])[0]
    start = next(
        struct.unpack(">I", font[at + 8 : at + 12])[0]
        for at in range(12, 12 + 16 * tables, 16)
        if font[at : at + 4] == b"cmap"
    )
    found: set[int] = set()
    for number in range(struct.unpack(">H", font[start + 2 : start + 4])[0]):
        at = start + struct.unpack(">I", font[start + 8 + 8 * number : start + 12 + 8 * number])[0]
        kind = struct.unpack(">H", font[at : at + 2])[0]
        if kind == 12:
            for group in range(struct.unpack(">I", font[at + 12 : at + 16])[0]):
                first, last = struct.unpack(">II", font[at + 16 + 12 * group : at + 24 + 12 * group])
                found.update(range(first, last + 1))
        elif kind == 4:
            twice = struct.unpack(">H", font[at + 6 : at + 8])[0]
            ends = struct.unpack(f">{twice // 2}H", font[at + 14 : at + 14 + twice])
            starts = struct.unpack(f">{twice // 2}H", font[at + 16 + twice : at + 16 + 2 * twice])
            for first, last in zip(starts, ends, strict=True):
                found.update(range(first, last + 1))
    return found - {0xFFFF}
