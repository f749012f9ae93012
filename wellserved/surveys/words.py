"""Answers in words: how somebody would say it, rather than a number."""

from __future__ import annotations

from wellserved.surveys.shapes import FACES, QUALITIES, is_low

ACHIEVED_WORDS = {
    0: "They did not get what they came for.",
    1: "They partly got it.",
    2: "They got what they came for.",
}
ACHIEVED_SHORT = {0: "Not done", 1: "Partly done", 2: "Done"}


# By which door an answer came; tallies.rules.WAYS.
WAY_WORDS = {
    "asked": "",
    "feedback": "By a feedback link",
    "kiosk": "At a kiosk",
    "snippet": "Claimed: by a link in a help desk’s letter",
    "companion": "From somebody who was there, too",
}


def achieved_in_words(achieved: int | None) -> str:
    return "" if achieved is None else ACHIEVED_WORDS[achieved]


def felt_in_words(felt: int | None) -> str:
    return "" if felt is None else f"It felt {dict(FACES)[felt].lower()}."


def in_short(achieved: int | None, felt: int | None) -> str:
    """ "Partly done, felt good"."""
    said = [ACHIEVED_SHORT[achieved]] if achieved is not None else []
    said += [f"felt {dict(FACES)[felt].lower()}"] if felt is not None else []
    text = ", ".join(said)
    return text[:1].upper() + text[1:]


def qualities_of(mask: int) -> list[str]:
    """The names of the qualities in a mask, in their order."""
    return [name for bit, (_, name) in enumerate(QUALITIES) if mask >> bit & 1]


def mood(achieved: int | None, felt: int | None) -> str:
    """Low, good, or mixed: something was missing, or we were not told both sides."""
    if is_low(achieved, felt):
        return "low"
    return "good" if (achieved in (2, None)) and (felt or 0) >= 4 else "mixed"
