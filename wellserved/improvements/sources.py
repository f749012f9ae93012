"""Where evidence comes from: each room says which of its things somebody may see, and on which page.

A room above registers its kind; this room knows none of them by name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from wellserved.people.shapes import Actor

Seen = Callable[[Actor, Collection[int]], Mapping[int, str]]
Said = Callable[[int], tuple[str, bool]]  # its sentence, and whether it is their own words


@dataclass(frozen=True)
class Source:
    """A kind of evidence. `seen` says of some numbers which this actor may see, and the address of each."""

    name: str
    seen: Seen
    said: Said


_sources: dict[str, Source] = {}


def evidence_from(kind: str, name: str, said: Said) -> Callable[[Seen], Seen]:
    """The decorated function takes an actor and numbers, and gives back the addresses of those that they may see."""

    def register(seen: Seen) -> Seen:
        _sources[kind] = Source(name, seen, said)
        return seen

    return register


def source_of(kind: str) -> Source | None:
    return _sources.get(kind)


def known_kinds() -> tuple[str, ...]:
    return tuple(sorted(_sources))
