"""Chance had its say, or was not asked yet."""

from __future__ import annotations

from wellserved.surveys.rules.reasons.words import Words

CHANCE: dict[str, Words] = {
    "sampled_out": Words(
        "Left out by chance",
        "It was left out by chance; {share} in 100 are asked.",
        "Only some are asked. The chance that each had is kept, so that rates stay fair.",
    ),
    "not_drawn": Words(
        "Not drawn this week",
        "It was not drawn this week; the chance was {chance}.",
        "The team asks at most so many people a week, most where least is known. Everybody had a chance; it is kept.",
    ),
    "had_chance": Words(
        "Had their chance this week",
        "This person had their chance earlier this week: everybody has one a week.",
        "Whoever comes often is not asked more often for it.",
    ),
    "spent": Words(
        "This week's asks are spent",
        "This week's {most} asks are spent: many more came by than anybody expected.",
        "The team asks at most so many people a week. On Monday there are new ones.",
    ),
    "not_decided": Words(
        "Not decided yet",
        "It has just closed, and chance has not spoken yet. That takes a few seconds.",
        "Within a weekly budget one draw decides about all. Try again in a moment.",
    ),
}
