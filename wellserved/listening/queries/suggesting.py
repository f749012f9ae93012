"""Groups of notes that say much the same: suggestions to begin with, never more."""

from __future__ import annotations

from collections.abc import Iterable

from wellserved.listening.models import Meeting, Round
from wellserved.listening.queries.board import notes_in, unsorted_notes
from wellserved.listening.shapes import Note, SuggestedGroup
from wellserved.reading import MOST, group, nearest

MUCH_THE_SAME = 0.5  # of the notes of a group that nobody wanted and of another, so many are in both
FEW = 5


def suggested_groups(one: Round) -> list[SuggestedGroup]:
    """What is not sorted yet, in groups; the largest first. Without those that somebody set aside."""
    notes = unsorted_notes(one)[:MOST]
    found = group([note.text for note in notes])
    ignored = Meeting.objects.filter(round=one).values_list("ignored", flat=True).first() or []
    groups = []
    for label, words in enumerate(found.words):
        together = [note for note, own in zip(notes, found.labels, strict=True) if own == label]
        if not any(_alike(together, other) for other in ignored):
            groups.append(SuggestedGroup(" ".join(words).capitalize(), tuple(together)))
    return groups


def perhaps_too(one: Round, theme_id: int) -> list[Note]:
    """What is not sorted and most like what lies in a theme: a few."""
    lying, notes = notes_in(theme_id), unsorted_notes(one)[:MOST]
    if not lying or not notes:
        return []
    found: dict[int, float] = {}
    for near in nearest([note.text for note in notes], [note.text for note in lying[:40]], FEW):
        for number, alike in near:
            found[number] = max(alike, found.get(number, 0.0))
    best = sorted(found, key=lambda number: (-found[number], number))
    return [notes[number] for number in best[:FEW] if found[number] > 0.15]


def _alike(together: Iterable[Note], other: Iterable[str]) -> bool:
    ids, others = {note.id for note in together}, set(other)
    return len(ids & others) > MUCH_THE_SAME * len(ids | others)
