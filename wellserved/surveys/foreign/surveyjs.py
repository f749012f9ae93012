"""SurveyJS's JSON: pages of elements, panels inside panels."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from wellserved.surveys.foreign import conditions
from wellserved.surveys.foreign.kinds import NO, SURVEYJS_WITHOUT, YES
from wellserved.surveys.foreign.shapes import MOST_FOUND, Foreign, Found, UnreadableError, our_language, plain, texts_of
from wellserved.surveys.rules.definition import MOST_OPTIONS, Option, Question
from wellserved.surveys.rules.ids import new_id

CHOICES = {"radiogroup": False, "dropdown": False, "buttongroup": False, "checkbox": True, "tagbox": True}
PANELS = ("panel", "flowpanel")
SURVEY_WIDE = {
    "triggers": "Triggers",
    "calculatedValues": "Calculated values",
    "completedHtmlOnCondition": "Thank-you texts by condition",
    "timeLimit": "The time limit",
    "maxTimeToFinish": "The time limit",
}
DEEPEST = 20


def read_surveyjs(data: bytes) -> Foreign:
    """Raises UnreadableError, saying what is wrong."""
    try:
        survey = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnreadableError("It is no well-formed JSON.") from None
    if not isinstance(survey, dict) or not any(key in survey for key in ("pages", "elements", "questions")):
        raise UnreadableError("It is JSON, but not a survey of SurveyJS: it has neither pages nor elements.")
    foreign = Foreign("SurveyJS (.json)")
    locale = survey.get("locale") if isinstance(survey.get("locale"), str) else "en"
    foreign.language = our_language(str(locale or "en")) or "en"
    foreign.title = plain(next(iter(_said(survey.get("title"), foreign.language).values()), ""), 120)
    for key, name in SURVEY_WIDE.items():
        if survey.get(key):
            foreign.leave_out(name, "this has no equivalent here.")
    values: dict[str, dict[str, str]] = {}
    wanted: dict[str, tuple[str, tuple[str, ...]] | None] = {}
    for element, within in _elements(survey, foreign):
        found, codes = _question(element, foreign)
        if found is None:
            continue
        foreign.found.append(found)
        values[found.code] = codes
        condition = element.get("visibleIf")
        if (isinstance(condition, str) and condition.strip()) or within:
            read = conditions.read_surveyjs(condition) if isinstance(condition, str) and not within else None
            wanted[found.code] = read
    conditions.apply(wanted, foreign.found, values)
    return foreign


def _elements(survey: dict[str, Any], foreign: Foreign) -> Iterator[tuple[dict[str, Any], bool]]:
    """Every question, and whether a page or panel around it has a condition."""
    stack = [(survey, False, 0)]
    while stack:
        holder, within, depth = stack.pop()
        inner = [one for key in ("pages", "elements", "questions") for one in _list(holder.get(key))]
        deeper = []
        for one in inner:
            if not isinstance(one, dict):
                continue
            kind = str(one.get("type", ""))
            if kind in PANELS or not kind:
                deeper.append((one, within or bool(one.get("visibleIf")), depth + 1))
                continue
            deeper.append((one, within, -1))
        if depth > DEEPEST:
            foreign.leave_out("Panels", f"they lie more than {DEEPEST} deep in one another.")
            continue
        if depth == -1:
            yield holder, within
            continue
        stack += reversed(deeper)


def _question(element: dict[str, Any], foreign: Foreign) -> tuple[Found | None, dict[str, str]]:
    base, kind, notes = foreign.language, str(element.get("type")), list[str]()
    code = str(element.get("valueName") or element.get("name") or "")[:100]
    said = _said(element.get("title") or element.get("name"), base)
    name = f"“{plain(next(iter(said.values()), code), 120)}”"
    why = _why_not(element, kind, len(foreign.found))
    label = texts_of(said, "question", notes)
    if why or not label:
        foreign.leave_out(name, why or "it has no text in a language that we speak.")
        return None, {}
    label = {base: next(iter(label.values())), **label}
    notes += ["its description is left out"] if element.get("description") else []
    notes += ["it had to be answered there; here every question may be left out"] if element.get("isRequired") else []
    notes += (
        ["its further rules (such as enableIf or validators) are left out"]
        if any(element.get(key) for key in ("enableIf", "requiredIf", "validators", "setValueIf", "defaultValue"))
        else []
    )
    made, codes = _made(element, kind, base, label, notes)
    if isinstance(made, str):
        foreign.leave_out(name, made)
        return None, {}
    return Found(code, made, notes), codes


def _why_not(element: dict[str, Any], kind: str, already: int) -> str:
    if kind in SURVEYJS_WITHOUT:
        return f"{SURVEYJS_WITHOUT[kind]} has no equivalent here."
    if kind not in (*CHOICES, "rating", "boolean", "text", "comment"):
        return f"its kind, {plain(kind, 30)!r}, is not known here."
    if element.get("visible") is False:
        return "it was never shown."
    if element.get("choicesByUrl") or element.get("choicesFromQuestion"):
        return "its answers come from elsewhere."
    if kind == "text" and element.get("inputType", "text") not in ("text", "number", "range", "email", "tel", "url"):
        return f"a field for a {plain(element.get('inputType'), 20)} has no equivalent here."
    return f"only the first {MOST_FOUND} questions are read." if already >= MOST_FOUND else ""


def _made(
    element: dict[str, Any], kind: str, base: str, label: dict[str, str], notes: list[str]
) -> tuple[Question | str, dict[str, str]]:
    """Ours, with their answers by our option ids; or why not."""
    question_id = new_id("q", ())
    if kind == "rating":
        return _rating(element, question_id, base, label, notes)
    if kind == "text" and element.get("inputType") in ("number", "range"):
        low, high = _number(element.get("min")), _number(element.get("max"))
        return Question(question_id, "number", label, at_least=low, at_most=high), {}
    if kind in ("text", "comment"):
        return Question(question_id, "text", label), {}
    given = _choices(element) if kind != "boolean" else _yes_no(element)
    options: list[Option] = []
    codes: dict[str, str] = {}
    for value, text in given:
        words = texts_of(_said(text, base), "option", notes)
        if words and len(options) < MOST_OPTIONS:
            options.append(
                Option(new_id("o", [one.id for one in options]), {base: next(iter(words.values())), **words})
            )
            codes[value] = options[-1].id
    if len(options) < 2:
        return "it has fewer than two answers to choose from.", {}
    notes += [f"only the first {MOST_OPTIONS} of its {len(given)} answers fit"] if len(given) > MOST_OPTIONS else []
    lost = any(element.get(key) for key in ("hasOther", "showOtherItem", "hasComment", "showCommentArea"))
    notes += ["“Other” and comments beside it are left out"] if lost else []
    return Question(question_id, "choice", label, options=tuple(options), several=CHOICES.get(kind, False)), codes


def _rating(
    element: dict[str, Any], question_id: str, base: str, label: dict[str, str], notes: list[str]
) -> tuple[Question | str, dict[str, str]]:
    if element.get("rateValues"):
        return "a rating with values of its own has no equivalent here.", {}
    first = _number(element.get("rateMin", 1))
    last = _number(element.get("rateMax", (first or 0) + (_number(element.get("rateCount")) or 5) - 1))
    if element.get("rateStep", 1) != 1 or first not in (0, 1) or last is None or not 2 <= last <= 10:
        return "our scales go from 0 or 1 up to 10 at most, step by step.", {}
    ends = [
        _said(element.get(key), base) if element.get(key) else {}
        for key in ("minRateDescription", "maxRateDescription")
    ]
    low, high = (texts_of(said, "end", notes) for said in ends)
    question = Question(question_id, "scale", label, first=int(first), last=int(last), first_label=low, last_label=high)
    return question, {value: value for value in question.values}


def _choices(element: dict[str, Any]) -> list[tuple[str, Any]]:
    given = []
    for one in _list(element.get("choices")):
        value = one.get("value") if isinstance(one, dict) else one
        given.append((_code(value), (one.get("text") or value) if isinstance(one, dict) else one))
    return given


def _yes_no(element: dict[str, Any]) -> list[tuple[str, Any]]:
    true, false = element.get("valueTrue", True), element.get("valueFalse", False)
    return [
        (_code(true), element.get("labelTrue") or YES),
        (_code(false), element.get("labelFalse") or NO),
    ]


def _code(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _said(text: Any, base: str) -> dict[str, Any]:
    """A text, or texts by language, where theirs is "default"."""
    if isinstance(text, dict):
        return {(base if code == "default" else str(code)): said for code, said in text.items()}
    return {} if text is None else {base: text}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if abs(number) <= 1e12 else None
