"""Whom to ask, when only so many may be: our draw beside plain random sampling with as many asks, in simulated years.

The worlds stand in bench/worlds.py. Both ask the same people at most once in 30 days.
"""

from __future__ import annotations

import random
import statistics
from collections import defaultdict
from dataclasses import dataclass, field

from bench.report import QUICK, Claim, Figure, figure, write
from bench.worlds import WEEKS, WINDOW, WORKING_DAYS, WORLDS, Cell, Closing, World, year
from wellserved.measures import hajek, wilson
from wellserved.surveys.rules.budget import WHOLE, CellFacts, Line, Plan, chances_for, draw, number_for, plan_week

NAME = "sampling"
YEARS = 2 if QUICK else 12
RUNS = 20 if QUICK else 2_000
UNBIASED = ("help desk",)  # small enough for so many runs; its small cells are the least content
FLOOR = 0.33
REST = 30.0  # days
BATCH = 25  # closings that are decided about together
PROFILE = (*WORKING_DAYS, 0.0, 0.0)


@dataclass
class Asked:
    """What came of asking in one year: everything that was drawn in the weeks looked at, with its chance."""

    asks: list[int] = field(default_factory=list)  # a week
    answers: dict[Cell, list[Closing]] = field(default_factory=lambda: defaultdict(list))
    weighted: list[tuple[bool, float]] = field(default_factory=list)
    frame: list[bool] = field(default_factory=list)  # what all would have said who had a chance and would answer

    def note(self, closing: Closing, chance: int, counts: list[int], *, looked_at: bool) -> None:
        counts[0] += 1
        if closing.would_answer and looked_at:
            self.frame.append(closing.bullseye)
        if not chance:
            return
        counts[1] += 1
        if closing.would_answer:
            counts[2] += 1
            counts[3] += closing.bullseye
            if looked_at:
                self.answers[closing.cell].append(closing)
                self.weighted.append((closing.bullseye, chance / WHOLE))

    def widths(self, world: World) -> list[float]:
        return [_width([closing.bullseye for closing in self.answers[cell]]) for cell in world.cells]


def ours(world: World, weeks: list[list[Closing]], seed: int, floor: float = FLOOR) -> Asked:
    """Week after week as the product does it: a plan on Monday, then one chance for each person who comes by."""
    found = Asked()
    last: dict[int, float] = {}
    past: list[dict[Cell, list[int]]] = []
    volumes: list[int] = []
    for week, closings in enumerate(weeks):
        plan = _plan(world, past, volumes, floor)
        line, had = Line(), set[int]()
        counts: dict[Cell, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for start in range(0, len(closings), BATCH):
            batch = []
            for closing in closings[start : start + BATCH]:
                rested = week * 7 + closing.day - last.get(closing.contact, -99.0) >= REST
                if rested and closing.contact not in had:
                    had.add(closing.contact)
                    batch.append(closing)
            if not batch:
                continue
            places = [(closing.cell.service, closing.cell.client) for closing in batch]
            chances = chances_for(places, plan, line, _left(batch[-1].day))
            for closing, chance in zip(batch, chances, strict=True):
                chosen, line = draw(line, chance, number_for(f"{world.name}:{seed}:{week}", closing.number, 1))
                found.note(closing, chance if chosen else 0, counts[closing.cell], looked_at=week >= len(weeks) // 2)
                if chosen:
                    last[closing.contact] = week * 7 + closing.day
        assert line.asked <= world.budget
        found.asks.append(line.asked)
        past.append(counts)
        volumes.append(line.seen)
    return found


def plain(weeks: list[list[Closing]], asks: list[int], seed: int) -> Asked:
    """As many asks each week, drawn at random from all who may be asked: everybody's chance is the same."""
    found, chance = Asked(), random.Random(seed)
    last: dict[int, float] = {}
    for week, closings in enumerate(weeks):
        first: dict[int, Closing] = {}
        for closing in closings:
            if week * 7 + closing.day - last.get(closing.contact, -99) >= REST:
                first.setdefault(closing.contact, closing)
        for closing in chance.sample(list(first.values()), min(asks[week], len(first))):
            last[closing.contact] = week * 7 + closing.day
            if closing.would_answer and week >= len(weeks) // 2:
                found.answers[closing.cell].append(closing)
    return found


def _plan(world: World, past: list[dict[Cell, list[int]]], volumes: list[int], floor: float) -> Plan:
    recent = past[-WINDOW:]
    cells = {}
    for cell in world.cells if recent else ():
        seen, asked, n, bullseye = (sum(week[cell][i] for week in recent if cell in week) for i in range(4))
        if seen:
            cells[cell.service, cell.client] = CellFacts(seen / len(recent), asked, n, bullseye)
    volume = statistics.mean(volumes[-4:]) if volumes else 0.0
    return plan_week(cells, world.budget, volume, floor)


def _left(day: float) -> float:
    whole = int(day)
    through = min(max((day - whole) * 24 - 7, 0.0) / 12, 1.0)
    return sum(PROFILE[whole + 1 :]) + PROFILE[whole] * (1 - through)


def _width(said: list[bool]) -> float:
    """Of a cell that nobody answered for, nothing is known: anything from 0 to 1."""
    got = wilson(sum(said), len(said))
    return 1.0 if got.low is None or got.high is None else got.high - got.low


def main() -> bool:
    figures: list[Figure] = []
    claims: list[Claim] = []
    for world in WORLDS:
        widest = [_widest(world, seed) for seed in range(YEARS)]
        mine, even, worth = ([one[i] for one in widest] for i in range(3))
        gain = 1 - statistics.mean(mine) / statistics.mean(even)
        figures += [
            figure(f"{world.name}: widest interval, ours", "of 1", mine),
            figure(f"{world.name}: widest interval, plain", "of 1", even),
            figure(f"{world.name}: answers are worth", "of 1", worth),
            figure(f"{world.name}: narrower by", "of 1", [gain]),
        ]
        if world.gain is not None:
            claims.append(Claim(f"{world.name}: widest interval narrower by", gain, world.gain))
    for world in (world for world in WORLDS if world.name in UNBIASED):
        weighted, plainly = _errors(world)
        bias, left_alone = statistics.mean(weighted), statistics.mean(plainly)
        figures += [
            figure(f"{world.name}: error of the weighted rate", "points", weighted),
            figure(f"{world.name}: error of the unweighted rate", "points", plainly),
            figure(f"{world.name}: bias of the unweighted rate", "points", [left_alone]),
            figure(f"{world.name}: standard error of the bias", "points", [statistics.stdev(weighted) / RUNS**0.5]),
        ]
        if not QUICK:  # a quick run has too few to say
            claims.append(Claim(f"{world.name}: bias of the weighted rate, points", abs(bias), 0.2, at_most=True))
    notes = {"years": YEARS, "runs for bias": RUNS, "floor": FLOOR, "weeks": WEEKS, "weeks looked at": WINDOW,
             "worth": "Kish: how many even answers the weighted ones are worth, of 1"}  # fmt: skip
    return write(NAME, figures, claims, "as many asks a week, drawn at random from all who may be asked", notes)


def _widest(world: World, seed: int) -> tuple[float, float, float]:
    weeks = list(year(world, seed))
    drawn = ours(world, weeks, seed)
    weights = [1 / chance for _, chance in drawn.weighted]
    worth = sum(weights) ** 2 / sum(weight**2 for weight in weights) / len(weights)
    return max(drawn.widths(world)), max(plain(weeks, drawn.asks, seed).widths(world)), worth


def _errors(world: World) -> tuple[list[float], list[float]]:
    """What the rates say beyond the truth, in points: the share among all who had a chance and would answer."""
    weighted, plainly = [], []
    for seed in range(RUNS):
        drawn = ours(world, list(year(world, 10_000 + seed)), seed)
        truth = statistics.mean(drawn.frame)
        got = hajek([said for said, _ in drawn.weighted], [chance for _, chance in drawn.weighted]).estimate
        assert got is not None
        weighted.append(100 * (got - truth))
        plainly.append(100 * (statistics.mean(said for said, _ in drawn.weighted) - truth))
    return weighted, plainly
