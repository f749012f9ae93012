"""The evidence of ideas, as far as somebody may see it. What they may not see is counted, and that is all."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from wellserved.improvements.models import Heard
from wellserved.improvements.shapes import Piece, Pieces
from wellserved.improvements.sources import source_of
from wellserved.kit.text import beginning
from wellserved.people.shapes import Actor

MOST_SHOWN = 200
LONGEST = 400


def evidence_of(actor: Actor, improvement_ids: Collection[int]) -> dict[int, Pieces]:
    """By idea, the newest first. One query, and one or two for each kind of evidence among them."""
    rows = list(
        Heard.objects.filter(improvement_id__in=improvement_ids)
        .order_by("-added_at", "-pk")
        .values_list("improvement_id", "kind", "source_id", "sentence", "quote")[: MOST_SHOWN * 5]
    )
    seen = _seen(actor, {(kind, number) for _, kind, number, _, _ in rows})
    found: dict[int, list[Piece]] = {pk: [] for pk in improvement_ids}
    counts = dict.fromkeys(improvement_ids, 0)
    for improvement_id, kind, number, sentence, quote in rows:
        counts[improvement_id] += 1
        href, source = seen.get((kind, number)), source_of(kind)
        if href and source:
            found[improvement_id].append(Piece(source.name, href, sentence, quote))
    return {pk: Pieces(tuple(pieces[:MOST_SHOWN]), counts[pk]) for pk, pieces in found.items()}


def piece_of(actor: Actor, kind: str, source_id: int) -> Piece | None:
    """A thing as evidence, with what it says itself; None where there is none, or this actor may not see it."""
    source, seen = source_of(kind), _seen(actor, {(kind, source_id)})
    if source is None or not seen:
        return None
    sentence, quote = source.said(source_id)
    return Piece(source.name, seen[kind, source_id], beginning(sentence, LONGEST), quote)


def _seen(actor: Actor, things: Collection[tuple[str, int]]) -> Mapping[tuple[str, int], str]:
    by_kind: dict[str, list[int]] = {}
    for kind, number in things:
        by_kind.setdefault(kind, []).append(number)
    found: dict[tuple[str, int], str] = {}
    for kind, numbers in by_kind.items():
        source = source_of(kind)
        if source:
            found |= {(kind, number): href for number, href in source.seen(actor, numbers).items()}
    return found
