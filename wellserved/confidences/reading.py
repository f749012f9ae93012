"""From a batch's counts to what is read of it: the same for the page and for REST."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wellserved.confidences.models import Batch
from wellserved.confidences.shapes import Reading
from wellserved.measures import wilson
from wellserved.people.models import Team
from wellserved.surveys.rules.confiding import in_words
from wellserved.surveys.shapes import FACES, QUALITIES


def readings_of(batches: Iterable[Batch]) -> list[Reading]:
    """Two queries, however many there are."""
    found = list(batches)
    teams = dict(Team.objects.filter(pk__in={one.team_id for one in found}).values_list("pk", "name"))
    return [reading_of(one, teams.get(one.team_id, "Without a team")) for one in found]


def reading_of(batch: Batch, team: str) -> Reading:
    felt, achieved = sum(batch.felt), sum(batch.achieved)
    faces = {value: batch.felt[value - 1] for value, _ in FACES}
    return Reading(
        team_id=batch.team_id,
        team=team,
        quarter=batch.quarter,
        quarter_in_words=in_words(batch.quarter),
        opened_on=batch.opened_on,
        answers=batch.answers,
        bullseye=wilson(batch.bullseye, batch.both),
        achieved=wilson(batch.achieved[2], achieved),
        felt=wilson(batch.felt[4], felt),
        mean=sum(value * count for value, count in faces.items()) / felt if felt else None,
        faces=tuple((name, faces[value]) for value, name in reversed(FACES)),
        named=_most_first(batch.named),
        missing=_most_first(batch.missing),
        words=tuple(batch.words),
    )


def _most_first(counts: Sequence[int]) -> tuple[tuple[str, int], ...]:
    pairs = [(name, count) for (_, name), count in zip(QUALITIES, counts, strict=True) if count]
    return tuple(sorted(pairs, key=lambda pair: -pair[1]))
