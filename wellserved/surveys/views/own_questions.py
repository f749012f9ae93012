"""What a survey adds to the answer page: its wording, its questions, and the style that shows and hides them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from wellserved.surveys.rules.definition import WORDINGS, Condition, Definition, Question, said_in
from wellserved.surveys.rules.own_answers import PREFIX, chain

STYLE = Path(__file__).parents[1] / "static" / "surveys" / "own.css"


def survey_context(definition: Definition, language: str, own: Mapping[str, Any]) -> dict[str, Any]:
    """What the template of the answer page needs beyond the two questions. `own` are the answers already there."""
    return {
        "faces_said": "" if definition.faces == "icons" else definition.faces,
        "no_qualities": not definition.qualities,
        "no_words": not definition.words,
        "wording": {key: definition.wording.get(key, {}).get(language, "") for key in WORDINGS},
        "own_questions": [
            _shown(one, language, definition.language, _given(own, one.id)) for one in definition.questions
        ],
        "own_style": own_style(definition),
    }


def _given(own: Mapping[str, Any], question_id: str) -> Any:
    """What was answered before: by the question's id as it is kept, by the field's name as it was sent."""
    return own.get(question_id, own.get(PREFIX + question_id))


def own_style(definition: Definition) -> str:
    """Only what this survey needs. A question with a condition is hidden until the answers it looks at are given.

    A browser that does not know :has() shows every question; what does not count is left out when the answer is read.
    """
    rules = "".join(_branch(definition, one) for one in definition.questions if one.only_if)
    parts = _parts() if definition.questions or definition.faces != "icons" else ""
    return parts + (f"@supports selector(:has(*)){{{rules}}}" if rules else "")


def _branch(definition: Definition, question: Question) -> str:
    held = "".join(_holds(condition) for condition in chain(definition, question))
    return f"#{question.id}{{display:none}}form{held} #{question.id}{{display:block}}"


def _holds(condition: Condition) -> str:
    name = condition.of if condition.of in ("achieved", "felt") else PREFIX + condition.of
    ticked = ",".join(f'[name="{name}"][value="{value}"]:checked' for value in condition.values)
    return f":has({ticked})"


def _shown(question: Question, language: str, base: str, value: Any) -> dict[str, Any]:
    """A question as the template shows it, with what was answered before."""
    chosen = {str(one) for one in value} if isinstance(value, list) else {str(value)}
    if isinstance(value, list) and not question.values:  # as it came from a form
        value = value[0] if value else None
    names = {option.id: said_in(option.label, language, base) for option in question.options}
    return {
        "id": question.id,
        "name": PREFIX + question.id,
        "kind": question.kind,
        "label": said_in(question.label, language, base),
        "lang": "" if language in question.label or base == language else base,
        "several": question.several,
        "choices": [(one, names.get(one, one), one in chosen) for one in question.values],
        "first": said_in(question.first_label, language, base),
        "last": said_in(question.last_label, language, base),
        "value": "" if value is None else value,
    }


@cache
def _parts() -> str:
    css = re.sub(r"/\*.*?\*/", "", STYLE.read_text(encoding="utf-8"), flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?|(?<=:) ", lambda found: found.group(1) or "", css).replace(";}", "}").strip()
