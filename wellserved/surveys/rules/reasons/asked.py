"""Why somebody is asked."""

from __future__ import annotations

from wellserved.surveys.rules.reasons.words import Words

ASKED: dict[str, Words] = {
    "due": Words(
        "Nothing speaks against it",
        "Nothing speaks against it.",
        "All rules were looked at, and none spoke against asking.",
    ),
    "by_hand": Words(
        "Asked by hand",
        "It was asked by hand, past the usual rules.",
        "Somebody here pressed “Ask now”. It is kept out of rates that are weighted by chance.",
    ),
    "second_chance": Words(
        "A second chance",
        "Something had gone wrong and was answered; this was the next time.",
        "The first time that somebody is served after their complaint was answered is asked about, whichever team "
        "served them. Chance has no say, and it is kept out of rates that are weighted by chance.",
    ),
    "forced": Words(
        "Asked through the API",
        "It was asked for through the API, past the usual rules.",
        "A program asked for a link with “force”.",
    ),
}
