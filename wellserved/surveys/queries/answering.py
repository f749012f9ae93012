"""What a link is at this moment. The token is the capability: who holds it sees this invitation, and no other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wellserved.kit.tokens import hash_token
from wellserved.passages.queries import passages_of
from wellserved.surveys import answer_sql as sql
from wellserved.surveys.models import Photo
from wellserved.surveys.queries.answers import SOURCE_KIND
from wellserved.surveys.shapes import Link

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True, slots=True)
class LinkPage:
    """A link, and what its page says."""

    link: Link
    about: str
    team: str
    language: str = ""  # the contact's, as it was when they were asked; empty if it was not known


def hash_of(token: str) -> bytes | None:
    """The hash that a token is stored by; None if it is no token at all."""
    return hash_token(token) if _TOKEN.fullmatch(token) else None


def find_page(token_hash: bytes) -> LinkPage | None:
    """One query."""
    return find_pages([token_hash]).get(token_hash)


def find_pages(token_hashes: Sequence[bytes]) -> dict[bytes, LinkPage]:
    """The pages of those links that there are, in one query."""
    rows = sql.find_pages(token_hashes)
    return {bytes(row[0]): LinkPage(sql.link_of(row[1:24]), row[24], row[25] or "", row[26]) for row in rows}


def who_has_read(link: Link) -> str:
    """The first name of whoever has read what was said last; empty while nobody has."""
    passage = passages_of(SOURCE_KIND, [link.id]).get(link.id)
    if passage is None or passage.reader is None or passage.read_at is None or link.said is None:
        return ""
    return passage.reader.first_name if passage.version == link.said.version else ""


def count_photos(response_id: int) -> int:
    return Photo.objects.filter(response_id=response_id).count()
