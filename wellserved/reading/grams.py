"""Texts as rows of numbers: the pieces of words that are in them, the rarer the heavier."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from scipy.sparse import csr_matrix

_WORDS = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_UNSPACED = re.compile("([\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]+|[\u0e00-\u0eff]+|[\u1780-\u17ff]+)")
SHORTEST, LONGEST = 3, 5
LONGEST_TEXT = 2_000  # characters that are looked at


def words_of(text: str) -> list[str]:
    """The words of a text, folded; where a script has no spaces, its pairs of characters.

    >>> words_of("Die Öffnungszeiten, bitte!"), words_of("等太久")
    (['die', 'öffnungszeiten', 'bitte'], ['等太', '太久'])
    """
    found: list[str] = []
    for word in _WORDS.findall(unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).casefold()):
        for place, part in enumerate(_UNSPACED.split(word)):
            if place % 2:
                found += [part[i : i + 2] for i in range(len(part) - 1)] or [part]
            elif part:
                found.append(part)
    return found


def pieces_of(text: str) -> Iterator[str]:
    """What two texts have in common if they are alike: words, and the pieces of three to five characters in them.

    Pieces make "open", "opens" and "opening" alike without knowing any language.
    """
    for word in words_of(text):
        yield word
        framed = f" {word} "
        for length in range(SHORTEST, LONGEST + 1):
            for start in range(len(framed) - length + 1):
                yield framed[start : start + length]


def rows_of(texts: Sequence[str], known: Sequence[str] | None = None) -> csr_matrix:
    """One row of length one for each text: weights (1 + ln tf) · (ln((1 + n) / (1 + df)) + 1)², normed.

    n is how many texts there are, df in how many a piece is, tf how often in this one. The rarity counts twice, for
    in texts as short as these most of what is common is grammar. Pieces that are in one text only have no column,
    but count in its length: a text that is mostly its own is far from all others. With `known` the weights are those
    of these other texts.

    Source: G. Salton and C. Buckley, "Term-weighting approaches in automatic text retrieval", Information Processing
    & Management 24 (1988); pieces of words as in W. B. Cavnar and J. M. Trenkle, "N-gram-based text categorization",
    SDAIR-94.
    """
    base = texts if known is None else known
    counts = [Counter(pieces_of(text)) for text in texts]
    of_base = counts if known is None else [Counter(pieces_of(text)) for text in known]
    df = Counter(piece for count in of_base for piece in count)
    least = 2 if known is None else 1
    column = {piece: number for number, piece in enumerate(sorted(piece for piece, n in df.items() if n >= least))}
    weight = {piece: (math.log((1 + len(base)) / (1 + df[piece])) + 1) ** 2 for piece in df}
    rarest = (math.log(1 + len(base)) + 1) ** 2
    data: list[float] = []
    columns: list[int] = []
    starts = [0]
    for count in counts:
        row = {piece: (1 + math.log(n)) * weight.get(piece, rarest) for piece, n in count.items()}
        norm = math.sqrt(sum(value * value for value in row.values())) or 1.0
        for piece, value in row.items():
            if piece in column:
                columns.append(column[piece])
                data.append(value / norm)
        starts.append(len(columns))
    return csr_matrix((np.array(data), np.array(columns, int), np.array(starts)), (len(texts), len(column)))
