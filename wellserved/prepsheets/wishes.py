"""Who wants no letters about a service. Rooms above, which hear such wishes, say so here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

# Contact ids in; for each who has wishes the services (by id) about which they want to hear nothing. One query.
Source = Callable[[Collection[int]], Mapping[int, Collection[int]]]
_sources: list[Source] = []


def also_unwanted(source: Source) -> Source:
    """Let another room say who wants to hear nothing about what."""
    if source not in _sources:
        _sources.append(source)
    return source


def unwanted_services(contact_ids: Collection[int]) -> dict[int, set[int]]:
    """The services that each contact wants no letters about."""
    found: dict[int, set[int]] = {}
    for source in _sources:
        for contact_id, services in source(contact_ids).items():
            found.setdefault(contact_id, set()).update(services)
    return found
