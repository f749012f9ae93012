"""One thing and one person are asked about once: it was answered, or another ask stands before it."""

from __future__ import annotations

from wellserved.surveys.rules.reasons.words import Words

ONCE: dict[str, Words] = {
    "answered": Words(
        "Answered already",
        "There is an answer about it already.",
        "What was answered is not asked about again, even when it is opened and closed again.",
    ),
    "pending": Words(
        "Asked already, and still open",
        "There is an open ask about it already.",
        "Nobody holds two links about one thing.",
    ),
    "another_waits": Words(
        "About to be asked about something else",
        "Another ask to this contact is about to leave.",
        "Where a team draws, whoever waits for a letter already is not drawn for a second, and whoever was drawn keeps "
        "their place. Nobody gets two letters.",
    ),
}
