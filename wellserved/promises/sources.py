"""Where promises are made: the kinds of things, and the address of each."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

SOURCES = {
    "response": ("feedback_one", "What they said"),
    "interaction": ("interaction", "The piece of service"),
    "hard_one": ("hard_one", "A hard one"),
    "case": ("case", "The case"),
    "call": ("call", "The call"),
    "theme": ("theme", "What a round’s meeting decided"),
    "improvement": ("improvement", "The improvement"),
}
MADE_ELSEWHERE = {"case", "call", "theme", "improvement"}  # on a page of its own, which knows who may see it


@dataclass(frozen=True)
class Source:
    href: str
    name: str


def source_link(kind: str, source_id: int | None) -> Source | None:
    """The page that a promise was made on."""
    if kind not in SOURCES or source_id is None:
        return None
    url_name, name = SOURCES[kind]
    return Source(reverse(url_name, args=[source_id]), name)
