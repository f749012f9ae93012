"""LimeSurvey's survey archive structure (.lss): tables as XML. Read with a parser that opens and expands nothing."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from xml.etree.ElementTree import ParseError  # only the error; what parses is defusedxml

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from wellserved.surveys.foreign.lime import GROUP_CONDITION, LimeQuestion, translated
from wellserved.surveys.foreign.shapes import Foreign, UnreadableError, plain

Row = dict[str, str]
MOST_ROWS = 20_000


def read_lime_xml(data: bytes) -> Foreign:
    """Raises UnreadableError, saying what is wrong."""
    try:
        document = fromstring(data, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        raise UnreadableError(
            "It declares entities or a document type. LimeSurvey writes none, and they can be used to do harm: "
            "the file was not read any further."
        ) from None
    except (ParseError, ValueError, LookupError, RecursionError):
        raise UnreadableError("It is no well-formed XML.") from None
    if document.tag != "document" or document.findtext("LimeSurveyDocType", "").strip() != "Survey":
        raise UnreadableError("It is XML, but not a survey of LimeSurvey (an .lss file).")
    tables = {table.tag: _rows(table) for table in document if table.find("rows") is not None}
    if sum(map(len, tables.values())) > MOST_ROWS:
        raise UnreadableError(f"It has more than {MOST_ROWS:,} rows.")
    return _read(tables)


def _rows(table: Any) -> list[Row]:
    return [{cell.tag: (cell.text or "").strip() for cell in row} for row in table.findall("rows/row")]


def _read(tables: dict[str, list[Row]]) -> Foreign:
    foreign = Foreign("LimeSurvey (.lss)")
    base = next((row.get("language", "en") for row in tables.get("surveys", ())), "en")
    settings = tables.get("surveys_languagesettings", [])
    titles = {row.get("surveyls_language", base): row.get("surveyls_title", "") for row in settings}
    foreign.title = plain(titles.get(base) or next(iter(titles.values()), ""), 120)
    questions = _questions(tables, base)
    for name, what in (
        ("assessments", "Assessments"),
        ("quota", "Quotas"),
        ("conditions", "Conditions of the old kind"),
    ):
        if tables.get(name):
            foreign.leave_out(what, "these have no equivalent here.")
    for row in tables.get("groups", ()):
        if row.get("grelevance", "") not in ("", "1"):
            foreign.leave_out(
                f"Group {row.get('gid', '')}",
                GROUP_CONDITION,
            )
    return translated(foreign, base, questions)


def _questions(tables: dict[str, list[Row]], base: str) -> list[LimeQuestion]:
    """Their older files hold the texts in the rows, a row for each language; newer ones in tables beside (…_l10ns)."""
    order = {row["gid"]: _whole(row.get("group_order")) for row in tables.get("groups", ()) if "gid" in row}
    rows = [row for row in tables.get("questions", ()) if row.get("parent_qid", "0") in ("0", "")]
    rows.sort(key=lambda row: (order.get(row.get("gid", ""), 0), _whole(row.get("question_order"))))
    texts = _texts(tables.get("question_l10ns", ()), "qid", "question")
    helps = _texts(tables.get("question_l10ns", ()), "qid", "help")
    found: dict[str, LimeQuestion] = {}
    for row in rows:
        number = row.get("qid", "")
        one = found.setdefault(
            number,
            LimeQuestion(
                code=row.get("title", number),
                kind=row.get("type", ""),
                said=dict(texts[number]),
                help=any(plain(said) for said in (row.get("help", ""), *helps[number].values())),
                relevance=row.get("relevance", ""),
                mandatory=row.get("mandatory", "").upper() in ("Y", "S"),
                other=row.get("other", "").upper() == "Y",
            ),
        )
        if "question" in row:
            one.said[row.get("language", base)] = row["question"]
    _add_parts(tables, base, texts, found)
    _add_answers(tables, base, found)
    for row in tables.get("question_attributes", ()):
        if row.get("qid") in found and row.get("value"):
            found[row["qid"]].attributes[row.get("attribute", "")] = row["value"]
    return list(found.values())


def _add_parts(
    tables: dict[str, list[Row]], base: str, texts: dict[str, dict[str, str]], found: dict[str, LimeQuestion]
) -> None:
    for row in sorted(tables.get("subquestions", ()), key=lambda row: _whole(row.get("question_order"))):
        owner = found.get(row.get("parent_qid", ""))
        if owner:
            said = owner.parts.setdefault(row.get("title", ""), dict(texts[row.get("qid", "")]))
            if "question" in row:
                said[row.get("language", base)] = row["question"]


def _add_answers(tables: dict[str, list[Row]], base: str, found: dict[str, LimeQuestion]) -> None:
    texts = _texts(tables.get("answer_l10ns", ()), "aid", "answer")
    for row in sorted(tables.get("answers", ()), key=lambda row: _whole(row.get("sortorder"))):
        owner = found.get(row.get("qid", ""))
        if owner:
            said = owner.answers.setdefault(row.get("code", ""), dict(texts[row.get("aid", "")]))
            if "answer" in row:
                said[row.get("language", base)] = row["answer"]


def _texts(rows: Any, key: str, text: str) -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        texts[row.get(key, "")][row.get("language", "")] = row.get(text, "")
    return texts


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
