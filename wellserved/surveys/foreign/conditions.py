"""When a question is asked, as other products write it: one question compared with answers, joined by "or"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from wellserved.surveys.foreign.shapes import Found
from wellserved.surveys.rules.definition import Condition

_LIME = re.compile(
    r"""^\(*\s*([A-Za-z][\w]*)(?:\.(?:NAOK|value|shown|code))?\s*(?:==|=|\beq\b)\s*(?:"([^"]*)"|'([^']*)'|(-?\d+))\s*\)*$"""
)
_SURVEYJS = re.compile(
    r"""^\(*\s*\{([^{}]+)\}\s*(=|==|equals?|contains|anyof)\s*(\[[^\]]*\]|"[^"]*"|'[^']*'|[\w.-]+)\s*\)*$""", re.I
)
_LISTED = re.compile(r""""([^"]*)"|'([^']*)'|([\w.-]+)""")
LONGEST = 2_000


def read_lime(text: str) -> tuple[str, tuple[str, ...]] | None:
    """`Q1.NAOK == "A1" or Q1.NAOK == "A2"`: the question's code and the answers' codes; None for anything else."""
    parts = [_LIME.match(part.strip()) for part in re.split(r"\s+or\s+|\|\|", text[:LONGEST], flags=re.I)]
    found = [(part[1], part[2] or part[3] or part[4] or "") for part in parts if part]
    return _joined(found) if len(found) == len(parts) and balanced(text) else None


def read_surveyjs(text: str) -> tuple[str, tuple[str, ...]] | None:
    """`{q1} = 'a' or {q1} anyof ['b', 'c']`; None for anything else."""
    found: list[tuple[str, str]] = []
    for part in re.split(r"\s+or\s+|\|\|", text[:LONGEST], flags=re.I):
        match = _SURVEYJS.match(part.strip())
        if not match:
            return None
        values = [one or two or three for one, two, three in _LISTED.findall(match[3])]
        found += [(match[1].strip(), value) for value in values]
    return _joined(found) if balanced(text) else None


def apply(
    conditions: Mapping[str, tuple[str, tuple[str, ...]] | None],
    found: list[Found],
    values: Mapping[str, Mapping[str, str]],
) -> None:
    """Give each question its condition, by our ids. `values`: their answers by our option ids, for each question."""
    above: dict[str, Found] = {}
    for one in found:
        if one.code in conditions:
            read = conditions[one.code]
            target = above.get(read[0]) if read else None
            codes = values.get(read[0], {}) if read else {}
            ours = tuple(codes[code] for code in (read[1] if read else ()) if code in codes)
            if target and read and ours and len(ours) == len(read[1]):
                one.question = replace(one.question, only_if=Condition(target.question.id, ours))
            else:
                one.notes.append("when it is asked could not be taken over; it is always asked")
        above[one.code] = one


def balanced(text: str) -> bool:
    return text.count("(") == text.count(")")


def _joined(found: list[tuple[str, str]]) -> tuple[str, tuple[str, ...]] | None:
    names = {name for name, _ in found}
    return (names.pop(), tuple(value for _, value in found)) if len(names) == 1 else None
