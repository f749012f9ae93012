"""Half-years of asking, lived through: by our draw, at random, and everybody. The worlds stand elsewhere."""

from __future__ import annotations

import random
import statistics
from collections import defaultdict
from dataclasses import dataclass, field

from bench.worlds import WINDOW, WORKING_DAYS, Cell, Closing, World
from wellserved.measures import wilson
from wellserved.surveys.rules.budget import WHOLE, CellFacts, Line, Plan, chances_for, draw, number_for, plan_week

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

    def note(self, closing: Closing, chance: int, counts: list[int], *, looked_at: bool, blocked: bool) -> None:
        """`blocked`: should they be drawn, a rule that speaks later keeps us from asking."""
        counts[0] += 1
        if closing.would_answer and looked_at:
            self.frame.append(closing.bullseye)
        if not chance or blocked:
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


def ours(world: World, weeks: list[list[Closing]], seed: int, floor: float = FLOOR, blocks: float = 0.0) -> Asked:
    """Week after week as the product does it: a plan on Monday, then one chance for each person who comes by.

    Of those drawn, `blocks` are not asked after all: of those who come often three times as many as of the others.
    """
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
                blocked = _is_blocked(closing, blocks, seed)
                found.note(
                    closing,
                    chance if chosen else 0,
                    counts[closing.cell],
                    looked_at=week >= len(weeks) // 2,
                    blocked=blocked,
                )
                if chosen and not blocked:
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


def everybody(weeks: list[list[Closing]]) -> Asked:
    """All who may be asked are asked: no draw of any kind can know more than that."""
    found = Asked()
    last: dict[int, float] = {}
    for week, closings in enumerate(weeks):
        for closing in closings:
            if week * 7 + closing.day - last.get(closing.contact, -99) >= REST:
                last[closing.contact] = week * 7 + closing.day
                if closing.would_answer and week >= len(weeks) // 2:
                    found.answers[closing.cell].append(closing)
    return found


def _is_blocked(closing: Closing, blocks: float, seed: int) -> bool:
    if not blocks:
        return False
    often = closing.contact % 100_000 < 4
    return random.Random(f"late:{seed}:{closing.number}").random() < (3 * blocks if often else blocks)


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
