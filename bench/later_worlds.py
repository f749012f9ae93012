"""Worlds that were written down when the method was settled, and before it was tried on them. Nothing here is tuned.

`gain` stands where the sizes differ and every cell is large enough to be known: there the goal is the same as ever.
Elsewhere it is left open, and what the best possible would be is reported beside what came out.
"""

from __future__ import annotations

from bench.worlds import Cell, World, grid, zipf


def _uneven(total: float, sizes: list[float], rates: list[float], answers: list[float]) -> tuple[Cell, ...]:
    """One service, clients of these sizes (they are made to add up)."""
    return tuple(
        Cell(1, i + 1, total * size / sum(sizes), rate, share)
        for i, (size, rate, share) in enumerate(zip(sizes, rates, answers, strict=True))
    )


def _powers(count: int, ratio: float) -> list[float]:
    return [ratio**i for i in range(count)]


LATER = (
    World(
        "skewed clients",
        "Twelve clients, each a fifth smaller than the one before it; the largest is twelve times the smallest.",
        _uneven(900, _powers(12, 0.8), [0.85 - 0.02 * i for i in range(12)], [0.35] * 12),
        budget=90,
        people_per_ticket=12,
        gain=0.3,
    ),
    World(
        "from half to nearly all",
        "Ten clients whose shares of bullseyes lie between 0.50 and 0.98, the large ones in no order.",
        _uneven(
            1000,
            [30, 4, 12, 3, 25, 5, 8, 3, 20, 6],
            [0.5, 0.55, 0.61, 0.66, 0.71, 0.77, 0.82, 0.87, 0.93, 0.98],
            [0.3] * 10,
        ),
        budget=90,
        people_per_ticket=12,
        gain=0.3,
    ),
    World(
        "drifting",
        "Two services for six clients; over the half-year every second cell gets worse by 0.25, the others better.",
        tuple(
            Cell(one.service, one.client, one.weekly, one.rate, one.answers, drift=0.25 * (-1) ** i)
            for i, one in enumerate(grid(1000, [0.7, 0.3], [0.4, 0.24, 0.14, 0.1, 0.07, 0.05]))
        ),
        budget=90,
        people_per_ticket=12,
        gain=0.3,
    ),
    World(
        "newcomers",
        "Eight clients; three of the smaller appear in weeks 8, 15 and 18, when the year is under way.",
        tuple(
            Cell(1, i + 1, 1000 * size, 0.75 - 0.02 * i, 0.35, begins={3: 8, 5: 15, 7: 18}.get(i, 0))
            for i, size in enumerate([0.34, 0.22, 0.14, 0.1, 0.07, 0.05, 0.04, 0.04])
        ),
        budget=100,
        people_per_ticket=12,
        restless=0.2,
        gain=0.3,
    ),
    World(
        "small and silent",
        "Two services for seven clients; the smaller a client, the fewer of those asked answer: from 45 to 12 in 100.",
        tuple(
            Cell(one.service, one.client, one.weekly, one.rate, 0.45 - 0.055 * (one.client - 1))
            for one in grid(1200, [0.6, 0.4], [0.35, 0.22, 0.15, 0.1, 0.08, 0.06, 0.04])
        ),
        budget=140,
        people_per_ticket=10,
        gain=0.3,
    ),
    World(
        "often the same people",
        "Five clients of uneven size where few people come often: most of those who come by were asked lately.",
        _uneven(700, [50, 25, 13, 8, 4], [0.8, 0.72, 0.7, 0.64, 0.6], [0.4] * 5),
        budget=60,
        people_per_ticket=2,
    ),
    World(
        "small team",
        "One of many small teams: 40 closings a week, two services for three clients, seven asks.",
        grid(40, [0.65, 0.35], [0.55, 0.3, 0.15]),
        budget=7,
        people_per_ticket=8,
    ),
    World(
        "smaller team",
        "Another: 18 closings a week, four services, no clients told apart, four asks.",
        tuple(Cell(i + 1, 0, weekly, 0.8 - 0.05 * i, 0.4) for i, weekly in enumerate([9.0, 5.0, 3.0, 1.0])),
        budget=4,
        people_per_ticket=10,
    ),
    World(
        "desk of the sample campus",
        "As the service desk of the demo: 84 closings a week, four services for sixty clients, fifteen asks.",
        grid(84, [0.38, 0.3, 0.2, 0.12], zipf(60)),
        budget=15,
        people_per_ticket=4,
        restless=0.3,
    ),
    World(
        "short of time",
        "As skewed clients, with a quarter of the asks: the budget is small against what there is to know.",
        _uneven(900, _powers(12, 0.8), [0.85 - 0.02 * i for i in range(12)], [0.35] * 12),
        budget=22,
        people_per_ticket=12,
    ),
)
