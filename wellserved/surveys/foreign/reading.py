"""A file of another product, whichever it is."""

from __future__ import annotations

from wellserved.surveys.foreign.lime_text import read_lime_text
from wellserved.surveys.foreign.lime_xml import read_lime_xml
from wellserved.surveys.foreign.shapes import MOST_BYTES, Foreign, UnreadableError
from wellserved.surveys.foreign.surveyjs import read_surveyjs


def read_foreign(data: bytes) -> Foreign:
    """Known by how it begins, not by its name. Raises UnreadableError, saying what is wrong."""
    if len(data) > MOST_BYTES:
        raise UnreadableError(f"It is larger than {MOST_BYTES // 1_000_000} MB.")
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if not start:
        raise UnreadableError("It is empty.")
    if start == b"<":
        return read_lime_xml(data)
    return read_surveyjs(data) if start in b"{[" else read_lime_text(data)
