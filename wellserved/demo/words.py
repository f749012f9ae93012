"""Writes what people said, from parts: no two alike for long, some praise, some pointed, all of it invented."""

from __future__ import annotations

from random import Random

from wellserved.demo import phrases

NO, PARTLY, YES = 0, 1, 2


def comment(
    random: Random, *, name: str, thing: str, achieved: int | None, felt: int | None, named: list[str],
    language: str, outage: bool,
) -> str:  # fmt: skip
    """A comment that goes with the rest of an answer. `named` are the qualities, good ones or missing ones."""
    good = (felt or (5 if achieved == YES else 2)) >= 4
    if language in phrases.OTHER_TONGUES and random.random() < 0.9:
        pool = phrases.OTHER_TONGUES[language]["good" if good else "low"]
        parts = random.sample(pool, 1 if random.random() < 0.6 else 2)
    elif outage and random.random() < 0.7:
        parts = [random.choice(phrases.OUTAGE[:4] + phrases.OUTAGE[6:] if not good else phrases.OUTAGE[4:6])]
    elif good:
        parts = _praise(random, felt or 5, named)
    else:
        parts = _pointed(random, achieved, felt or 2, named)
    return " ".join(_upper(part.format(name=name, thing=thing, Thing=_upper(thing))) for part in parts)


def subject(random: Random, thing: str) -> str:
    """What the ticket was called."""
    return random.choice(phrases.SUBJECTS).format(thing=thing, Thing=_upper(thing))


def _praise(random: Random, felt: int, named: list[str]) -> list[str]:
    qualities = named or ["friendly", "prompt", "efficient"]
    opener = random.choice(phrases.OPENERS) if random.random() < 0.5 else ""
    first = opener + random.choice(phrases.PRAISE[random.choice(qualities)])
    parts = [first]
    if random.random() < 0.4:
        more = random.choice(phrases.PRAISE[random.choice(qualities)])
        parts += [more] if more not in first else []
    if felt == 4 and random.random() < 0.7:
        parts.append(random.choice(phrases.WISHES))
    elif random.random() < 0.35:
        parts.append(random.choice(phrases.THANKS))
    return parts


def _pointed(random: Random, achieved: int | None, felt: int, named: list[str]) -> list[str]:
    parts = []
    if achieved == NO:
        parts.append(random.choice(phrases.OUTCOMES_NO))
    elif achieved == PARTLY and random.random() < 0.6:
        parts.append(random.choice(phrases.OUTCOMES_PARTLY))
    elif felt == 3 and random.random() < 0.5:
        parts.append(random.choice(phrases.SO_SO))
    count = 1 if random.random() < 0.65 else 2
    parts += [random.choice(phrases.MISSING[quality]) for quality in named[:count]]
    return parts or [random.choice(phrases.SO_SO), random.choice(phrases.WISHES)]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
