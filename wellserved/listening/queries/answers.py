"""Every answer of a round as it was noted down: running text, with its quotes."""

from __future__ import annotations

from itertools import groupby

from wellserved.listening.models import Round
from wellserved.listening.queries.board import spoken_in
from wellserved.listening.shapes import Answer, Piece


def answers_of(one: Round) -> list[tuple[str, list[Answer]]]:
    """By question, who heard what where. One query."""
    rows = (
        spoken_in(one.pk)
        .order_by("question", "call__member__name_key", "call__place", "call_id", "place", "pk")
        .values_list(
            "question",
            "call_id",
            "call__member__name",
            "call__contact__client__name",
            "text",
            "is_quote",
            "new_paragraph",
            "sorted__theme__name",
        )
    )
    found: dict[int, list[Answer]] = {number: [] for number in range(len(one.questions))}
    for (question, _, heard_by, client), pieces in groupby(rows, key=lambda row: row[:4]):
        said = tuple(Piece(*row[4:7], theme=row[7] or "") for row in pieces)
        if question in found and any(piece.text.strip() for piece in said):
            found[question].append(Answer(heard_by.split()[0], client or "", said))
    return [(one.questions[number], answers) for number, answers in found.items()]
