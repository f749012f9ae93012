"""The texts of a survey, one by one: what is translated, what is missing, and putting one in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from wellserved.kit.languages import LANGUAGES
from wellserved.surveys.rules.definition import Definition, Question, Texts

WHERE = {
    "title": "The heading",
    "achieved": "The first question: did they get it?",
    "felt": "The second question: how did it feel?",
    "high": "Above the qualities",
    "low": "Above the qualities, after a low face",
    "words": "Above their own words",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One text: its key in forms, what it is, and in which languages it is there."""

    key: str
    where: str
    texts: Texts


def slots(definition: Definition) -> Iterator[Slot]:
    """Every text that somebody here wrote, in the order of the page."""
    for key, where in WHERE.items():
        if texts := definition.wording.get(key):
            yield Slot(f"wording.{key}", where, texts)
    for number, question in enumerate(definition.questions, 1):
        yield Slot(f"{question.id}.label", f"Question {number}", question.label)
        for option in question.options:
            yield Slot(f"{question.id}.{option.id}", f"Question {number}, an answer", option.label)
        if question.kind == "scale":
            for key, texts in (("first", question.first_label), ("last", question.last_label)):
                if texts:
                    yield Slot(f"{question.id}.{key}", f"Question {number}, an end of the scale", texts)


def missing(definition: Definition) -> dict[str, list[Slot]]:
    """For each language but the one it was written in: what is not there yet, or was put otherwise since.

    Only languages that somebody began.
    """
    return {language: _missing_in(definition, language) for language in begun(definition)}


def begun(definition: Definition) -> list[str]:
    """The languages that at least one text is translated into."""
    there = {language for slot in slots(definition) for language, text in slot.texts.items() if text}
    return [language for language in LANGUAGES if language in there and language != definition.language]


def translate(definition: Definition, language: str, texts: Mapping[str, str]) -> Definition:
    """With these texts, by slot key, in this language; an empty one takes the translation away."""
    wording = {key: _put(there, language, texts.get(f"wording.{key}")) for key, there in definition.wording.items()}
    questions = tuple(_translated(question, language, texts) for question in definition.questions)
    stale = {
        key: tuple(one for one in there if one != language or key not in texts)
        for key, there in definition.stale.items()
    }
    return replace(definition, wording=wording, questions=questions, stale={k: v for k, v in stale.items() if v})


def marked(before: Definition, after: Definition) -> Definition:
    """After a change: whatever was put in other words, in the language it was written in, is to be translated anew.

    Until somebody has looked at it again in that language. A translation that was changed as well is fresh.
    """
    base, earlier = after.language, {slot.key: slot.texts for slot in slots(before)}
    stale = {}
    for slot in slots(after):
        was = earlier.get(slot.key, slot.texts)
        kept = {one for one, text in slot.texts.items() if one != base and text and was.get(one) == text}
        reworded = before.language == base and was.get(base) != slot.texts.get(base)
        languages = kept if reworded else kept & set(after.stale.get(slot.key, ()))
        if languages:
            stale[slot.key] = tuple(sorted(languages))
    return replace(after, stale=stale)


def _missing_in(definition: Definition, language: str) -> list[Slot]:
    return [
        slot
        for slot in slots(definition)
        if not slot.texts.get(language) or language in definition.stale.get(slot.key, ())
    ]


def _translated(question: Question, language: str, texts: Mapping[str, str]) -> Question:
    def said(key: str) -> str | None:
        return texts.get(f"{question.id}.{key}")

    return replace(
        question,
        label=_put(question.label, language, said("label")),
        options=tuple(replace(one, label=_put(one.label, language, said(one.id))) for one in question.options),
        first_label=_put(question.first_label, language, said("first")),
        last_label=_put(question.last_label, language, said("last")),
    )


def _put(texts: Texts, language: str, text: str | None) -> Texts:
    if text is None:
        return texts
    others = {key: value for key, value in texts.items() if key != language}
    return others | {language: text} if text else others
