"""Text from strangers, made safe to keep."""

from __future__ import annotations

import re

# NUL and other controls, halves of characters, and the marks that make text read backwards. Line ends and tabs stay,
# and so do the two marks (U+200E, U+200F) that people who write Arabic or Hebrew type themselves.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """What somebody wrote, without what cannot be stored, or would deceive who reads it."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def beginning(text: str, most: int) -> str:
    """The beginning of a text on one line, ending between two words; a word longer than all the room is cut."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    kept = line[:most]
    return (kept.rsplit(" ", 1)[0] if " " in kept else kept[:-1]).rstrip(" ,.;:-–") + "…"
