"""Worlds to try methods on: what closes in a year, who would answer, and what they would say. Made before the methods.

Each world is one team. A cell is a service for a client; its true share of bullseyes, its weekly volume and how many
of those asked answer are known here, and only here. Nothing in this file knows of any method.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

WEEKS = 26
WINDOW = 13  # weeks at the end that are looked at
WORKING_DAYS = (0.24, 0.22, 0.2, 0.19, 0.15)  # how a week's closings fall on Monday to Friday


@dataclass(frozen=True)
class Cell:
    """One service for one client."""

    service: int
    client: int
    weekly: float  # closings a week, on average
    rate: float  # the true share of bullseyes
    answers: float  # the share of those asked who answer
    begins: int = 0  # the week in which it appears
    drift: float = 0.0  # by so much the share of bullseyes changes from the first week to the last


@dataclass(frozen=True)
class World:
    """A team, its cells, how many people it may ask a week, and what is expected of a method there."""

    name: str
    says: str
    cells: tuple[Cell, ...]
    budget: int
    people_per_ticket: float = 3.0  # contacts of a cell, for each of its weekly closings
    restless: float = 0.0  # how much a week's volume swings around its mean
    moves: bool = False  # half way, the busiest cell goes quiet and the quietest becomes busy
    gain: float | None = None  # by how much the widest interval is to shrink; None: measured, nothing is promised


@dataclass(frozen=True)
class Closing:
    """Something that closed: when in its week (0 to 7 days), in which cell, whom it was for, what they would say."""

    number: int
    week: int
    day: float
    cell: Cell
    contact: int
    would_answer: bool
    bullseye: bool


def year(world: World, seed: int, weeks: int = WEEKS) -> Iterator[list[Closing]]:
    """The closings of each week, in order of time. Always the same for a seed."""
    chance = random.Random(f"{world.name}:{seed}")
    ranked = sorted(world.cells, key=lambda cell: cell.weekly)
    swapped = {ranked[0]: ranked[-1].weekly, ranked[-1]: ranked[0].weekly}
    number = 0
    for week in range(weeks):
        pace = 1 + world.restless * (2 * chance.random() - 1)
        closings = []
        for place, cell in enumerate(world.cells):
            mean = swapped.get(cell, cell.weekly) if world.moves and week >= WEEKS // 2 else cell.weekly
            people = max(int(cell.weekly * world.people_per_ticket), 3)
            if week < cell.begins:
                continue
            rate = cell.rate + cell.drift * (week / (weeks - 1) - 0.5) if cell.drift else cell.rate
            for _ in range(_poisson(mean * pace, chance)):
                number += 1
                contact = place * 100_000 + int(people * chance.random() ** 2)  # a few come often
                closings.append(
                    Closing(
                        number,
                        week,
                        _moment(chance),
                        cell,
                        contact,
                        chance.random() < cell.answers,
                        chance.random() < rate,
                    )
                )
        yield sorted(closings, key=lambda closing: (closing.day, closing.number))


def _poisson(mean: float, chance: random.Random) -> int:
    """Arrivals in one unit of time, counted one by one."""
    count, passed = 0, chance.expovariate(1.0)
    while passed < mean:
        count, passed = count + 1, passed + chance.expovariate(1.0)
    return count


def _moment(chance: random.Random) -> float:
    day = chance.choices(range(len(WORKING_DAYS)), WORKING_DAYS)[0]
    return day + (8 + 10 * chance.random()) / 24


def grid(total: float, services: list[float], clients: list[float]) -> tuple[Cell, ...]:
    """Shares multiplied. Small clients are less well served, and answer a little less: a plain mean would mislead."""
    cells = []
    for s, of_service in enumerate(services):
        for c, of_client in enumerate(clients):
            small = 1 - of_client / max(clients)
            rate = 0.82 - 0.25 * small - 0.03 * (s % 3)
            cells.append(Cell(s + 1, c + 1, total * of_service * of_client, rate, 0.38 - 0.1 * small))
    return tuple(cells)


def zipf(count: int) -> list[float]:
    sizes = [1 / (rank + 1) for rank in range(count)]
    return [size / sum(sizes) for size in sizes]


# The first six. In them even asking everybody would narrow the widest interval by no more than about a quarter against
# plain random sampling: their smallest cells are too small. They show what happens near that limit.
SMALL = (
    World(
        "help desk",
        "Six services for four departments, one of them more than half of all; the smallest cell closes two a week.",
        grid(600, [0.4, 0.2, 0.15, 0.12, 0.08, 0.05], [0.55, 0.25, 0.13, 0.07]),
        budget=60,
    ),
    World(
        "provider",
        "Two services for fifteen companies, the largest fifteen times the smallest, in weeks that swing by half.",
        grid(400, [0.7, 0.3], zipf(15)),
        budget=50,
        restless=0.5,
    ),
    World(
        "hard to reach",
        "Ten cells of the same size; of those asked, between one in ten and one in two answer.",
        tuple(Cell(1, i + 1, 20.0, 0.5 + 0.04 * i, 0.1 + 0.4 * i / 9) for i in range(10)),
        budget=30,
    ),
    World(
        "moving",
        "As the help desk, but half way the busiest cell goes quiet and the quietest becomes the busiest.",
        grid(500, [0.5, 0.3, 0.2], [0.5, 0.3, 0.15, 0.05]),
        budget=50,
        restless=0.3,
        moves=True,
    ),
    World(
        "even",
        "Twelve cells that are the same in everything: there is nothing to gain, and little may be lost.",
        tuple(Cell(1, i + 1, 15.0, 0.7, 0.35) for i in range(12)),
        budget=30,
    ),
    World(
        "long tail",
        "Sixty clients, most of them with a closing or two a month: some cells cannot be known, whoever is asked.",
        grid(300, [1.0], zipf(60)),
        budget=40,
    ),
)
# In these every cell could be known well if everybody was asked: twice as well or better as by plain random sampling.
LARGE = (
    World(
        "campus",
        "Five services for six faculties, 1,500 closings a week; the smallest cell closes nine a week.",
        grid(1500, [0.35, 0.25, 0.18, 0.12, 0.1], [0.36, 0.25, 0.15, 0.1, 0.08, 0.06]),
        budget=150,
        gain=0.3,
        people_per_ticket=12,
    ),
    World(
        "companies",
        "Two services for twelve companies, the largest twelve times the smallest, in weeks that swing by half.",
        grid(1200, [0.65, 0.35], zipf(12)),
        budget=120,
        gain=0.3,
        people_per_ticket=12,
        restless=0.5,
    ),
    World(
        "one giant",
        "One client is three quarters of everything; seven small ones share the rest.",
        grid(800, [0.6, 0.4], [0.75, *[0.25 / 7] * 7]),
        budget=60,
        gain=0.3,
        people_per_ticket=15,
    ),
    World(
        "silent ones",
        "Twelve cells of the same size; in two of them one in twelve answers, in the others two in five.",
        tuple(Cell(1, i + 1, 60.0, 0.6 + 0.02 * i, 1 / 12 if i < 2 else 0.4) for i in range(12)),
        budget=70,
        gain=0.3,
        people_per_ticket=12,
    ),
    World(
        "changing places",
        "Three services for five clients; half way the busiest cell goes quiet and the quietest becomes the busiest.",
        grid(1000, [0.5, 0.3, 0.2], [0.4, 0.25, 0.17, 0.11, 0.07]),
        budget=90,
        gain=0.3,
        people_per_ticket=12,
        restless=0.3,
        moves=True,
    ),
)
WORLDS = (*LARGE, *SMALL)
