"""Texts that say much the same, put together; and the texts nearest to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from wellserved.reading.grams import rows_of, words_of

MOST = 2_000
ALIKE = 0.94  # two groups whose texts are on average farther from one another than this stay apart
NAMING = 2  # words that name a group


@dataclass(frozen=True)
class Groups:
    """`labels[i]` is the group of text i: 0 is the largest; -1 is a text that is like no other.

    `words[g]` are the words that set group g apart from the rest: something to begin a name with.
    """

    labels: tuple[int, ...]
    words: tuple[tuple[str, ...], ...] = ()


def group(texts: Sequence[str], k: int | None = None) -> Groups:
    """Put texts into groups by what they have in common; into `k` at most, or into as many as there are.

    The distance of two texts is one less the cosine of their rows (`grams.rows_of`). Beginning with each text alone,
    the two groups with the least mean distance between their texts are joined, again and again (UPGMA): until `k` are
    left, or, without `k`, until the nearest two are farther apart than 0.94. The same texts in the same order give
    the same groups, on every machine. 2,000 texts at most: a ValueError.

    Source: R. R. Sokal and C. D. Michener, "A statistical method for evaluating systematic relationships", University
    of Kansas Science Bulletin 38 (1958). Where to stop was chosen on the sample sentences of the tests.

    >>> group(["You open too late", "Open earlier, not so late", "The walk-up desk", "I love the walk-up desk"]).labels
    (0, 0, 1, 1)
    """
    if len(texts) > MOST:
        raise ValueError(f"{MOST} texts at most can be grouped")
    if k is not None and k < 1:
        raise ValueError("at least one group")
    if len(texts) < 2:
        return Groups((-1,) * len(texts))
    far = _distances(texts)
    tree = linkage(far, "average")
    raw = fcluster(tree, k, "maxclust") if k is not None else fcluster(tree, ALIKE, "distance")
    sizes = Counter(raw.tolist())
    first = {label: raw.tolist().index(label) for label in sizes}
    order = sorted((label for label in sizes if sizes[label] > 1), key=lambda label: (-sizes[label], first[label]))
    rank = {label: number for number, label in enumerate(order)}
    labels = tuple(rank.get(label, -1) for label in raw.tolist())
    return Groups(labels, _words(texts, labels, len(order)))


def nearest(texts: Sequence[str], queries: Sequence[str], n: int) -> list[list[tuple[int, float]]]:
    """For each query the `n` texts most like it: their numbers, and the cosine between 0 and 1; the most alike first.

    Texts that have nothing in common with it are left out.

    >>> nearest(["the hours are short", "a kind word"], ["longer opening hours"], 2)[0][0][0]
    0
    """
    if not texts or not queries or n < 1:
        return [[] for _ in queries]
    known, asked = rows_of(texts, texts), rows_of(queries, texts)
    alike = np.asarray((asked @ known.T).todense())
    found = []
    for row in alike:
        order = np.lexsort((np.arange(len(texts)), -row))[:n]
        found.append([(int(i), float(round(min(row[i], 1.0), 6))) for i in order if row[i] > 0])
    return found


def _distances(texts: Sequence[str]) -> NDArray[np.float64]:
    """Every pair once, row by row, as scipy wants them; rounded, so that the last bit of a sum decides nothing."""
    rows = rows_of(texts)
    alike = np.asarray((rows @ rows.T).todense())
    upper = np.triu_indices(len(texts), 1)
    far: NDArray[np.float64] = np.round(np.clip(1 - alike[upper], 0, 1), 9)
    return far


def _words(texts: Sequence[str], labels: tuple[int, ...], n: int) -> tuple[tuple[str, ...], ...]:
    """For each group the words that are in more of its texts, and in fewer of the others; in two texts at least."""
    said = [set(words_of(text)) for text in texts]
    everywhere = Counter(word for words in said for word in words)
    found = []
    for label in range(n):
        inside = Counter(word for words, own in zip(said, labels, strict=True) if own == label for word in words)
        size = labels.count(label)
        score = {
            word: count / size - (everywhere[word] - count) / max(1, len(texts) - size) + len(word) / 50
            for word, count in inside.items()
            if count > 1 and (len(word) > 2 or ord(word[0]) > 0x2E7F)
        }
        best = sorted(score, key=lambda word: (-score[word], word))
        found.append(tuple(best[:NAMING]))
    return tuple(found)
