"""What came back in the sample year: both sides, qualities and words that go with how it was in truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from wellserved.demo.campus import TEAMS
from wellserved.demo.roster import Roster
from wellserved.demo.seasons import HOURS
from wellserved.demo.stories import STORIES
from wellserved.demo.words import comment
from wellserved.demo.year import Case
from wellserved.surveys.shapes import QUALITIES

KEYS = [key for key, _ in QUALITIES]
GREAT, GOOD, SO_SO, POOR = 0.0, -1.0, -1.55, -2.05


@dataclass(frozen=True)
class Answer:
    """One answer; `was` is its first version when it was changed."""

    first_at: datetime
    changed_at: datetime
    achieved: int | None
    felt: int | None
    qualities: int
    words: str
    may_call: bool
    one_touch: bool
    was: tuple[int | None, int | None] | None = None


def answer_to(random: Random, case: Case, roster: Roster, asked_at: datetime, end: datetime) -> Answer | None:
    """An answer, or silence. People who were very pleased or very let down speak sooner than the rest."""
    if case.story is not None:
        return _story(case.story, end)
    mood = case.feel + random.gauss(0, 0.5)
    felt = 5 if mood > GREAT else 4 if mood > GOOD else 3 if mood > SO_SO else 2 if mood > POOR else 1
    if random.random() > 0.325 + 0.04 * (felt == 5) + 0.12 * (felt <= 2):
        return None
    at = asked_at + timedelta(hours=random.expovariate(1 / 14))
    hour = random.choices([7, 19, 20, 21, *HOURS], [3, 4, 5, 3, *HOURS.values()])[0]
    at = at.replace(hour=hour, minute=random.randrange(60), second=random.randrange(60))
    if at <= asked_at:
        at += timedelta(days=1)
    if at > end:
        return None
    done = case.feel + random.gauss(0, 0.7)
    achieved: int | None = 2 if done > -0.95 else 1 if done > -1.75 else 0
    one_touch = random.random() < 0.13
    if one_touch:
        return Answer(at, at, None, felt, 0, "", False, True)
    mask, named = _qualities(random, case, felt)
    wordy = {5: 0.37, 4: 0.43, 3: 0.6}.get(felt, 0.85)
    words = ""
    if random.random() < wordy:
        words = comment(
            random,
            name=roster.members[case.members[0]].name.split()[0],
            thing=case.thing,
            achieved=achieved,
            felt=felt,
            named=named,
            language=roster.contacts[case.contact].language,
            outage=case.outage,
        )
    changed = random.random() < 0.03
    later = min(at + timedelta(minutes=random.randrange(2, 900)), end) if changed else at
    shown: int | None = felt if random.random() > 0.03 else None
    return Answer(
        at,
        later,
        achieved,
        shown,
        mask,
        words,
        random.random() < (0.35 if felt <= 2 else 0.1),
        False,
        (achieved, max(1, felt - 1)) if changed else None,
    )


def _story(number: int, end: datetime) -> Answer:
    story, at = STORIES[number], end - timedelta(hours=STORIES[number].hours)
    mask = sum(1 << KEYS.index(key) for key in story.named)
    return Answer(at, at, story.achieved, story.felt, mask, story.words, story.may_call, False)


def _qualities(random: Random, case: Case, felt: int) -> tuple[int, list[str]]:
    """A mask and its names, mostly what the team is known for, or what it lacks."""
    typical = TEAMS[case.team].strong if felt >= 4 else TEAMS[case.team].weak
    weights = [4.0 if key in typical else 1.0 for key in KEYS]
    count = random.choices([0, 1, 2, 3, 4], [2, 4, 5, 3, 1] if felt >= 4 else [2, 6, 4, 1, 0])[0]
    named: list[str] = []
    for key in random.choices(KEYS, weights, k=count):
        if key not in named:
            named.append(key)
    return sum(1 << KEYS.index(key) for key in named), named
