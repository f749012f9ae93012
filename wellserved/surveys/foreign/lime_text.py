"""LimeSurvey's tab-separated survey structure (.txt): a line for each setting, group, question, part and answer."""

from __future__ import annotations

import csv
import io

from wellserved.surveys.foreign.lime import GROUP_CONDITION, LimeQuestion, translated
from wellserved.surveys.foreign.shapes import Foreign, UnreadableError, plain

NEEDED = {"class", "type/scale", "name", "text"}
SKIPPED = {
    "AS": "assessments",
    "QTA": "quotas",
    "QTAM": "quotas",
    "QTALS": "quotas",
    "C": "conditions of the old kind",
}
MOST_LINES = 20_000


def read_lime_text(data: bytes) -> Foreign:
    """Raises UnreadableError, saying what is wrong."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError("It is not in UTF-8, as LimeSurvey writes it. Export it there once more.") from None
    csv.field_size_limit(2_000_000)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    try:
        header = [name.strip().lower() for name in next(rows, [])]
        if not set(header) >= NEEDED:
            raise UnreadableError(
                "Its first line does not name the columns class, type/scale, name and text, as LimeSurvey’s does."
            )
        lines = [dict(zip(header, row, strict=False)) for row in rows if any(row)]
    except csv.Error as error:
        raise UnreadableError(f"It is no tab-separated file: {error}.") from None
    if len(lines) > MOST_LINES:
        raise UnreadableError(f"It has more than {MOST_LINES:,} lines.")
    return _read(lines)


def _read(lines: list[dict[str, str]]) -> Foreign:
    foreign = Foreign("LimeSurvey (.txt)")
    base = next((_cell(x, "text") for x in lines if _is(x, "S", "language")), "en")
    titles = {_cell(x, "language"): _cell(x, "text") for x in lines if _is(x, "SL", "surveyls_title")}
    foreign.title = plain(titles.get(base) or next(iter(titles.values()), ""), 120)
    questions: dict[str, LimeQuestion] = {}
    current: dict[str, LimeQuestion] = {}  # by language: lines of a language follow one another
    for line in lines:
        kind, language = _cell(line, "class").upper(), _cell(line, "language") or base
        if kind == "Q":
            current[language] = _question(line, language, questions)
        elif kind in ("SQ", "A") and (current.get(language) or current.get(base)):
            owner = current.get(language) or current[base]
            held = owner.parts if kind == "SQ" else owner.answers
            held.setdefault(_cell(line, "name"), {})[language] = _cell(line, "text")
    for what in sorted({SKIPPED[_cell(x, "class").upper()] for x in lines if _cell(x, "class").upper() in SKIPPED}):
        foreign.leave_out(what.capitalize(), "these have no equivalent here.")
    for line in lines:
        if _cell(line, "class").upper() == "G" and _cell(line, "relevance") not in ("", "1"):
            foreign.leave_out(
                f"Group “{plain(_cell(line, 'name'), 80)}”",
                GROUP_CONDITION,
            )
    return translated(foreign, base, list(questions.values()))


def _question(line: dict[str, str], language: str, questions: dict[str, LimeQuestion]) -> LimeQuestion:
    code = _cell(line, "name")
    known = questions.get(code)
    if known is None:
        known = questions[code] = LimeQuestion(
            code=code,
            kind=_cell(line, "type/scale"),
            help=bool(plain(_cell(line, "help"))),
            relevance=_cell(line, "relevance"),
            mandatory=_cell(line, "mandatory").upper() in ("Y", "S"),
            other=_cell(line, "other").upper() == "Y",
            attributes={name: value for name, value in line.items() if name and value},
        )
    known.said[language] = _cell(line, "text")
    return known


def _is(line: dict[str, str], kind: str, name: str) -> bool:
    return _cell(line, "class").upper() == kind and _cell(line, "name") == name


def _cell(line: dict[str, str], name: str) -> str:
    return (line.get(name) or "").strip()
