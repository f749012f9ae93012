"""LimeSurvey's questions as ours, whichever file they came in."""

from __future__ import annotations

from dataclasses import dataclass, field

from wellserved.surveys.foreign import conditions
from wellserved.surveys.foreign.kinds import LIME_WITHOUT, MAN, NO, WOMAN, YES
from wellserved.surveys.foreign.shapes import MOST_FOUND, Foreign, Found, our_language, plain, texts_of
from wellserved.surveys.rules.definition import MOST_OPTIONS, Option, Question
from wellserved.surveys.rules.ids import new_id

Said = dict[str, str]  # their language code → text
GROUP_CONDITION = "the condition of the whole group is left out; each of its questions has only its own, if any."


@dataclass
class LimeQuestion:
    """A question as both of their formats give it. `answers` and `parts` (subquestions) by code."""

    code: str
    kind: str
    said: Said = field(default_factory=dict)
    help: bool = False
    relevance: str = ""
    mandatory: bool = False
    other: bool = False
    answers: dict[str, Said] = field(default_factory=dict)
    parts: dict[str, Said] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)


def translated(foreign: Foreign, base: str, questions: list[LimeQuestion]) -> Foreign:
    """Fill `foreign` with what ours has an equivalent for, and with what it has not."""
    foreign.language = our_language(base) or "en"
    values: dict[str, dict[str, str]] = {}
    wanted: dict[str, tuple[str, tuple[str, ...]] | None] = {}
    for one in questions:
        name = f"“{plain(one.said.get(base) or next(iter(one.said.values()), one.code), 120)}”"
        if one.kind in LIME_WITHOUT:
            foreign.leave_out(name, f"{LIME_WITHOUT[one.kind]} has no equivalent here.")
            continue
        if len(foreign.found) >= MOST_FOUND:
            foreign.leave_out(name, f"only the first {MOST_FOUND} questions are read.")
            continue
        found, codes = _question(one, foreign.language)
        if found is None:
            foreign.leave_out(name, codes if isinstance(codes, str) else "it cannot be read.")
            continue
        if isinstance(codes, dict):
            values[one.code] = codes
        if one.relevance.strip() not in ("", "1"):
            wanted[one.code] = conditions.read_lime(one.relevance)
        foreign.found.append(found)
    conditions.apply(wanted, foreign.found, values)
    return foreign


def _question(one: LimeQuestion, base: str) -> tuple[Found | None, dict[str, str] | str]:
    """Ours, with their answer codes by our ids; or None and why."""
    notes: list[str] = []
    label = texts_of(one.said, "question", notes)
    if base not in label:
        if not label:
            return None, "it has no text in a language that we speak."
        label = {base: next(iter(label.values())), **label}
    question_id = new_id("q", ())
    notes += ["its help text is left out"] if one.help else []
    notes += ["it had to be answered there; here every question may be left out"] if one.mandatory else []
    codes: dict[str, str] = {}
    if one.kind in ("L", "!", "O", "M", "P", "Y", "G"):
        given = {"Y": {"Y": YES, "N": NO}, "G": {"F": WOMAN, "M": MAN}}.get(one.kind) or (
            one.parts if one.kind in "MP" else one.answers
        )
        options: list[Option] = []
        for code, said in given.items():
            words = texts_of(said, "option", notes)
            if words and len(options) < MOST_OPTIONS:
                option = Option(new_id("o", [had.id for had in options]), {base: next(iter(words.values())), **words})
                options.append(option)
                codes[code] = option.id
        if len(options) < 2:
            return None, "it has fewer than two answers to choose from."
        notes += [f"only the first {MOST_OPTIONS} of its {len(given)} answers fit"] if len(given) > MOST_OPTIONS else []
        notes += ["“Other”, with room for words, is left out"] if one.other else []
        notes += ["the comment beside it is left out"] if one.kind in "OP" else []
        question = Question(question_id, "choice", label, options=tuple(options), several=one.kind in "MP")
    elif one.kind == "5":
        question = Question(question_id, "scale", label, first=1, last=5)
        codes = {value: value for value in question.values}
    elif one.kind == "N":
        low, high = _number(one.attributes.get("min_num_value_n")), _number(one.attributes.get("max_num_value_n"))
        if low is not None and high is not None and low >= high:
            low = high = None
        question = Question(question_id, "number", label, at_least=low, at_most=high)
    elif one.kind in ("S", "T", "U"):
        question = Question(question_id, "text", label)
    else:
        return None, f"its kind, {one.kind[:20]!r}, is not known here."
    return Found(one.code, question, notes), codes


def _number(text: str | None) -> float | None:
    try:
        number = float((text or "").replace(",", "."))
    except ValueError:
        return None
    return number if abs(number) <= 1e12 else None
