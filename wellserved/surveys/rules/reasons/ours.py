"""Somebody of us decided so, or something of ours stands in the way."""

from __future__ import annotations

from wellserved.surveys.rules.reasons.words import Words

OURS: dict[str, Words] = {
    "left_out": Words(
        "Marked not to be asked about",
        "It was marked not to be asked about before it closed.",
        "The file, the help desk or one of us said so.",
    ),
    "by_hand_not": Words(
        "Left out by hand",
        "Somebody here chose not to ask.",
        "Who it was stands with each. If it is often the same, talk about it.",
    ),
    "team_asks_nobody": Words(
        "The team asks nobody",
        "The team that served asks nobody.",
        "An admin switched asking off for this team.",
    ),
    "no_mail": Words(
        "Mail is not set up",
        "Letters cannot leave: mail is not set up.",
        "Nobody can be asked until letters can leave.",
    ),
    "trouble": Words(
        "Something went wrong on our side",
        "Something went wrong on our side when we wanted to ask.",
        "The log says what. Somebody who runs this installation should look.",
    ),
    "letter_cancelled": Words(
        "The letter was cancelled",
        "The letter was cancelled before it left.",
        "An admin took it out of the outbox.",
    ),
}
