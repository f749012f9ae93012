"""What is asked in a call: the same few questions to everybody."""

from __future__ import annotations

MOST_QUESTIONS = 6
LONGEST = 200
THE_THREE = (
    "How did you learn about us?",
    "What do you like or enjoy the most about the service?",
    "If you could change one thing, what would it be?",
)


def three_questions() -> list[str]:
    """What every round begins with."""
    return list(THE_THREE)


def clean_questions(text: str) -> list[str]:
    """Questions as somebody typed them, one a line. A ValueError says what is wrong with them.

    >>> clean_questions("What went  well? \\n\\nWhat did not?")
    ['What went well?', 'What did not?']
    """
    found = [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]
    if not found:
        raise ValueError("A call needs at least one question.")
    if len(found) > MOST_QUESTIONS:
        raise ValueError(f"In ten minutes there is time for {MOST_QUESTIONS} questions at most.")
    if any(len(question) > LONGEST for question in found):
        raise ValueError(f"A question has {LONGEST} characters at most: people only hear it.")
    if len({question.casefold() for question in found}) < len(found):
        raise ValueError("The same question stands there twice.")
    return found
