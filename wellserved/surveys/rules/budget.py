"""At most so many people a week: chances that add up to the budget, and a draw that can be repeated.

How it stays honest. A week's weights are settled when it begins. What each chance then is depends on them, on the
time, and on how many came by so far; never on who was drawn. The chances are laid end to end on a line. Each piece of
length 1 is a place for one ask: in each piece exactly one is drawn, everybody with their own chance. So the chances of
a week never add up to more than the budget, no more people are drawn than it says, and nobody's chance hangs on the
luck of others. Everybody has one chance in a week, however often they come by: so who is on the line depends on no
draw of that week either.

Source of the draw: J.-C. Deville's systematic sampling, as in G. Chauvet, "On a characterization of ordered pivotal
sampling", Bernoulli 18 (2012). Source of the weights: `measures.allocate`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from wellserved.measures.allocation import Known, allocate

WHOLE = 1_000_000_000  # chances are whole numbers of billionths, so that sums are exact
SPENT = WHOLE // 10_000  # of one ask: with less than that left of a budget, it is spent
PLAN_WEEKS = 2  # a plan looks so many weeks ahead
SLACK = 0.02  # of a week's volume is always expected still to come, so that the budget is never quite gone
AT_MOST = 2.0  # nobody's even chance is more than so many times that of the whole week: no rush at its end
TRUST = 0.5  # what came in earlier weeks counts for so much of a week, against the pace of this one …
A_GUESS = 0.1  # … and a mere guess for so much
GUESSED = 4.0  # where nothing is known of the volume: so many times the budget
LIKELY, ASKED = 1.5, 5.0  # before anybody answered, three in ten are taken to
Place = tuple[int, int]  # service, client


@dataclass(frozen=True)
class CellFacts:
    """What is known of a service for a client, from the weeks before."""

    coming: float  # how many are eligible in a week
    asked: int
    n: int  # answers with both sides
    bullseye: int


@dataclass(frozen=True)
class Plan:
    """What is settled when a team's week begins. Weights are against 1, the even chance."""

    budget: int
    volume: float = 0.0  # how many are expected to be eligible in the week; 0: not known
    weights: Mapping[Place, float] = field(default_factory=dict)
    newcomer: float = 1.0  # the weight of a cell that was not known then
    mix: tuple[tuple[float, float], ...] = ((1.0, 1.0),)  # who is to come: weights, and the share that has each
    began: float = 1.0  # the share of the week that was to come when asking within a budget began

    def weight(self, place: Place) -> float:
        return self.weights.get(place, self.newcomer)


@dataclass(frozen=True)
class Line:
    """How far the week has come."""

    seen: int = 0  # who had a chance
    laid: int = 0  # their chances together, in billionths
    asked: int = 0


def plan_week(cells: Mapping[Place, CellFacts], budget: int, volume: float, floor: float) -> Plan:
    """The weights of a week. `floor` is the least weight: a share of the even chance, from 0 to 1."""
    coming = sum(cell.coming for cell in cells.values())
    if not coming:
        return Plan(budget, volume)
    volume = volume or coming
    asked, answered = sum(cell.asked for cell in cells.values()), sum(cell.n for cell in cells.values())
    usual = (answered + LIKELY) / (asked + ASKED)
    ahead = volume / coming * PLAN_WEEKS
    known = [Known(c.bullseye, c.n, c.coming * ahead, min((c.n + ASKED * usual) / (c.asked + ASKED), 1.0))
             for c in cells.values()]  # fmt: skip
    somebody_new = Known(0, 0, min(volume, 1.0), min(usual, 1.0))
    chances = allocate([*known, somebody_new], float(budget * PLAN_WEEKS), floor)
    even = min(budget / volume, 1.0)
    weights = [max(chance / even, floor) for chance in chances]
    mix: dict[float, float] = {}
    for weight, cell in zip(weights, cells.values(), strict=False):
        mix[round(weight, 2)] = mix.get(round(weight, 2), 0.0) + cell.coming / coming
    return Plan(budget, volume, dict(zip(cells, weights, strict=False)), weights[-1], tuple(sorted(mix.items())))


def is_spent(plan: Plan, line: Line) -> bool:
    """Whether nothing worth a chance is left. Only a flood that nobody expected comes so far."""
    return plan.budget * WHOLE - line.laid < SPENT


def chances_for(places: Sequence[Place], plan: Plan, line: Line, left: float, queue: float = 0.0) -> list[int]:
    """The chance of each of those who come by together, in billionths.

    `left` is the share of the week that is to come; `queue` how many stand in line behind them at this moment.
    """
    weights = [plan.weight(place) for place in places]
    even = even_chance(weights, plan, line, left, queue)
    return [min(max(int(even * weight * WHOLE), 1), WHOLE) for weight in weights]


def even_chance(here: Sequence[float], plan: Plan, line: Line, left: float, queue: float = 0.0) -> float:
    """The chance of weight 1 by which these, and all who are still to come, use up what is left of the budget."""
    trust, usual = (TRUST, plan.volume) if plan.volume else (A_GUESS, GUESSED * plan.budget)
    week = (usual * trust + line.seen + len(here) + queue) / (trust + max(plan.began - left, 0.0))
    to_come, rest = week * (left + SLACK) + queue + 1, plan.budget - line.laid / WHOLE
    groups = [*((weight, to_come * share) for weight, share in plan.mix), *((weight, 1.0) for weight in here)]
    most = AT_MOST * plan.budget / (week * plan.began)
    certain, even = -1, 0.0
    while even < most:  # whoever is certain to be asked uses 1 of the budget; the others share what remains
        sure = sum(even * weight >= 1 for weight, _ in groups)
        if sure == certain:
            return even
        shared = sum(weight * count for weight, count in groups if even * weight < 1)
        if not shared:
            return most
        used = sum(count for weight, count in groups if even * weight >= 1)
        certain, even = sure, max(rest - used, 0.0) / shared
    return most


def draw(line: Line, chance: int, number: float) -> tuple[bool, Line]:
    """Whether the next on the line is asked, and the line after that. `number` lies from 0 up to 1.

    Exactly one is drawn in each piece of length 1, everybody with their own chance. Who lies across an end may be
    drawn in either piece, and the two parts add up to their chance.
    """
    room = WHOLE - line.laid % WHOLE
    taken = line.asked > line.laid // WHOLE
    if chance <= room:
        chosen = not taken and number * room < chance
    else:
        chosen = not taken or number * (WHOLE - room) < chance - room
    return chosen, Line(line.seen + 1, line.laid + chance, line.asked + chosen)


def number_for(seed: str, interaction_id: int, closing: int) -> float:
    """A number from 0 up to 1 that belongs to this closing in this week's draw. The seed is made before the week."""
    digest = hashlib.sha256(f"{seed}:{interaction_id}:{closing}".encode()).digest()
    return int.from_bytes(digest[:7], "big") / 2**56


def week_left(moment: datetime, profile: Sequence[float]) -> float:
    """The share of a week's volume that is still to come; `profile` is the share of each day, Monday first."""
    today = moment.weekday()
    through = min(max((moment.hour + moment.minute / 60 - 7) / 12, 0.0), 1.0)  # most falls between seven and seven
    return sum(profile[today + 1 :]) + profile[today] * (1 - through)


def profile_of(by_weekday: Mapping[int, int]) -> tuple[float, ...]:
    """The share of each day of the week, from counts; little is known of a day that nothing was counted on.

    >>> [round(share, 2) for share in profile_of({})]
    [0.2, 0.2, 0.2, 0.2, 0.2, 0.0, 0.0]
    """
    counts = [by_weekday.get(day, 0) + (1.0 if day < 5 else 0.02) for day in range(7)]
    return tuple(count / sum(counts) for count in counts)


def weight_of(probability: float | None, least: int, most: int) -> int:
    """How many somebody stands for who was asked with this probability, in thousandths.

    >>> weight_of(0.125, 1000, 1_000_000), weight_of(None, 1000, 1_000_000)
    (8000, 1000)
    """
    return least if not probability else min(max(round(least / probability), least), most)
