"""Who is quieter than the others, and the weights that put every group in its true proportion."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from wellserved.insight.silence.shapes import Dimension, Reweighted, Voices, Weighing
from wellserved.measures import newcombe, rake, wilson, wilson_weighted
from wellserved.tallies.rules import ALONE

LEVEL = 0.05  # the chance that any group at all is called quieter where all are alike, at most
NAMES = ("bullseye", "achieved", "felt")
# Of each rate: who counts, who hits, and what weights add to these and to the squares.
_SUMS = {
    "bullseye": (("both",), "bullseye", "more_both", "more_bullseye", "more_squares"),
    "achieved": (
        ("achieved_no", "achieved_partly", "achieved_yes"),
        *("achieved_yes", "more_achieved", "more_achieved_yes", "more_achieved_squares"),
    ),
    "felt": (
        ("felt_1", "felt_2", "felt_3", "felt_4", "felt_5"),
        *("felt_5", "more_felt", "more_felt_5", "more_felt_squares"),
    ),
}


Raking = tuple[float, float, tuple[tuple[str, int], ...]]  # design effect, worth, who is missing
_NOBODY: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Cell:
    """Those who are alike in every dimension: where they belong, and what was counted of them."""

    where: tuple[int, ...]
    counts: Mapping[str, int]


def voices(group_id: int, name: str, asked: int, answered: int) -> Voices:
    """A group's response rate. Nobody answers oftener than they were asked."""
    answered = max(0, min(answered, asked))
    return Voices(group_id, name, asked, answered, wilson(answered, asked), False)


def with_quieter_ones(dimensions: Sequence[Dimension], total: Voices) -> tuple[Dimension, ...]:
    """Each group is held against all others of its dimension.

    It is called quieter where Newcombe's interval of the difference lies below 0, at a level divided by how many
    groups are looked at (Bonferroni): so at most one page in twenty names a group where all are alike.
    """
    looked_at = sum(not group.rate.too_few for each in dimensions for group in each.groups)
    level = 1 - LEVEL / max(1, looked_at)

    def judged(group: Voices) -> Voices:
        others, answered = total.asked - group.asked, total.answered - group.answered
        if group.rate.too_few or others < 1 or not 0 <= answered <= others:
            return group
        gap = newcombe(group.answered, group.asked, answered, others, level)
        return replace(group, quieter=gap.high is not None and gap.high < 0)

    return tuple(replace(each, groups=tuple(map(judged, each.groups))) for each in dimensions)


def weigh(cells: Sequence[Cell], dimensions: Sequence[str]) -> Weighing | None:
    """The rates of those who answered, weighted so that each dimension has the proportions of all who were served.

    Dimensions in which all are alike say nothing, and are left out. None where too few answered, or where no weights
    could give every dimension its proportions.
    """
    served = [max(0, cell.counts["served"], cell.counts["asked"]) for cell in cells]
    telling = [at for at, _ in enumerate(dimensions) if len({cell.where[at] for cell in cells}) > 1]
    if not telling:
        return None
    margins: dict[str, dict[Hashable, float]] = {dimensions[at]: {} for at in telling}
    for cell, many in zip(cells, served, strict=True):
        for at in telling:
            margin = margins[dimensions[at]]
            margin[cell.where[at]] = margin.get(cell.where[at], 0) + many
    found: list[Reweighted] = []
    effect, worth, missing = 1.0, 0.0, _NOBODY
    for name in NAMES:
        got = _rate(name, cells, dimensions, telling, margins)
        if got is None:
            if name == NAMES[0]:
                return None
            continue
        rate, raked = got
        found.append(rate)
        if name == NAMES[0]:
            effect, worth, missing = raked
    return Weighing(tuple(found), effect, worth, missing)


def _rate(
    name: str,
    cells: Sequence[Cell],
    dimensions: Sequence[str],
    telling: Sequence[int],
    margins: Mapping[str, Mapping[Hashable, float]],
) -> tuple[Reweighted, Raking] | None:
    """One rate. Those in a cell may have had different chances to be asked: their first weights are kept."""
    counted, hit, more, more_hits, more_squares = _SUMS[name]
    rows = [(cell, sum(cell.counts[column] for column in counted)) for cell in cells]
    first = {cell.where: (n * ALONE + cell.counts[more]) / n / ALONE for cell, n in rows if n > 0}
    rows = [(cell, n) for cell, n in rows if n > 0 and first[cell.where] > 0]
    plain = wilson(sum(cell.counts[hit] for cell, _ in rows), sum(n for _, n in rows))
    if plain.too_few or any(not sum(margins[dimensions[at]][cell.where[at]] for cell, _ in rows) for at in telling):
        return None
    sample = {dimensions[at]: [cell.where[at] for cell, _ in rows] for at in telling}
    raked = rake(sample, margins, [n for _, n in rows], [first[cell.where] for cell, _ in rows])
    if not raked.converged:
        return None
    successes = weight = squares = 0.0
    for (cell, n), each in zip(rows, raked.weights, strict=True):
        mean = first[cell.where]
        weight += each * n
        successes += each * (cell.counts[hit] + cell.counts[more_hits] / ALONE) / mean
        squares += (each / mean) ** 2 * (n + cell.counts[more_squares] / ALONE**2)
    successes = min(max(successes, 0.0), weight)
    rate = wilson_weighted(successes, weight, squares, plain.n)
    missing = tuple((dimension, int(str(category))) for dimension, category in raked.missing)
    effect = plain.n * squares / weight**2
    return Reweighted(name, plain, rate), (effect, plain.n / effect, missing)
