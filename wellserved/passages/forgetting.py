"""What people wrote, where this room knows the contact. What came by an open door, surveys finds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from wellserved.kit.forgetting import STANDS_IN, Piece, Whose
from wellserved.passages.models import Passage, PassedOn


def letters_about(passage: Passage) -> Q:
    """The reply to it, and what one of us was told of it."""
    begins = (f"low:passage:{passage.pk}:", f"late:passage:{passage.pk}:", f"reply:passage:{passage.pk}:")
    found = Q(thread_kind="passage", thread_id=passage.pk)
    for beginning in begins:
        found |= Q(key__startswith=beginning)
    return found


def pieces_of(passages: Callable[[Whose], QuerySet[Passage]]) -> tuple[Piece, ...]:
    """The words that are found so, and to whom they were passed on."""
    whose_words: Callable[[Whose], QuerySet[Any]] = lambda whose: PassedOn.objects.filter(passage__in=passages(whose))  # noqa: E731
    return (
        Piece("What members were told of it", PassedOn, whose_words, row="goes with the words", ours=True,
              words={"what_was_right": STANDS_IN, "words": ""}),
        Piece("Words of theirs, and who read them", Passage, passages, row="goes with the words",
              who={"contact_id": None}, words={"words": "", "quotes": ""},
              told=("written_at", "words", "read_at"), keeps=("source_kind",), letters=letters_about),
    )  # fmt: skip


PIECES = pieces_of(lambda whose: Passage.objects.filter(contact=whose.contact_id))
