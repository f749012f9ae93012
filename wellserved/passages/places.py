"""Where a passage is read: each room whose words have readers says which of its pages shows them.

In the room's AppConfig.ready: read_at("explanation", "explanation_reaction")
"""

from __future__ import annotations

from django.urls import reverse

_places = {"response": "feedback_one"}


def read_at(source_kind: str, url: str) -> None:
    """Passages of this kind are read at this address, which takes the source's id alone."""
    _places[source_kind] = url


def place_of(source_kind: str, source_id: int) -> str:
    """The page; nothing for those that have none of their own."""
    return reverse(_places[source_kind], args=[source_id]) if source_kind in _places else ""
