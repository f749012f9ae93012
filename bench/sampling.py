"""Whom to ask, when only so many may be: our draw beside plain random sampling with as many asks, in simulated years.

The worlds stand in bench/worlds.py and bench/later_worlds.py. Both ask the same people at most once in 30 days. The
first worlds are lived through with seeds that nothing was ever chosen on; the later ones were written down when the
method was settled.
"""

from __future__ import annotations

import statistics
from typing import NamedTuple

from bench.later_worlds import LATER
from bench.report import QUICK, Claim, Figure, figure, write
from bench.worlds import WEEKS, WINDOW, WORLDS, World, year
from bench.years_of_asking import FLOOR, everybody, ours, plain
from wellserved.measures import hajek

NAME = "sampling"
YEARS = 2 if QUICK else 12
RUNS = 20 if QUICK else 2_000
UNUSED = 700_000  # the seeds from here on were used by no trial


class Trial(NamedTuple):
    """A world in which the weighted rate is held against the truth, and what is made harder there."""

    world: str
    says: str = ""
    floor: float = FLOOR
    blocks: float = 0.0  # so many of those drawn are not asked after all
    runs: int = RUNS
    claimed: bool = True  # with few answers a ratio of two estimates is a little off by itself: reported, not promised


UNBIASED = (
    Trial("help desk"),
    Trial("help desk", "a rule blocks one in ten after the draw", blocks=0.1),
    Trial("help desk", "a floor of 0.8", floor=0.8),
    Trial("often the same people"),
    Trial("hard to reach", runs=4 * RUNS),
    Trial("moving", runs=2 * RUNS),
    Trial("even", runs=4 * RUNS),
    Trial("small team", runs=10 * RUNS, claimed=False),
)


def main() -> bool:
    figures: list[Figure] = []
    claims: list[Claim] = []
    for world in (*WORLDS, *LATER):
        widest = [_widest(world, UNUSED + seed) for seed in range(YEARS)]
        mine, even, most, worth = ([one[i] for one in widest] for i in range(4))
        gain = 1 - statistics.mean(mine) / statistics.mean(even)
        figures += [
            figure(f"{world.name}: widest interval, ours", "of 1", mine),
            figure(f"{world.name}: widest interval, plain", "of 1", even),
            figure(f"{world.name}: widest interval, everybody asked", "of 1", most),
            figure(f"{world.name}: answers are worth", "of 1", worth),
            figure(f"{world.name}: narrower by", "of 1", [gain]),
            figure(
                f"{world.name}: narrower by, at the very most",
                "of 1",
                [1 - statistics.mean(most) / statistics.mean(even)],
            ),
        ]
        if world.gain is not None:
            claims.append(Claim(f"{world.name}: widest interval narrower by", gain, world.gain))
    for trial in UNBIASED:
        found, claim = _bias(trial)
        figures += found
        claims += [claim] if trial.claimed and not QUICK else []  # a quick run has too few to say
    notes = {"years": YEARS, "runs for bias": RUNS, "floor": FLOOR, "weeks": WEEKS, "weeks looked at": WINDOW,
             "seeds": f"from {UNUSED}", "later worlds": [world.name for world in LATER],
             "at the very most": "if everybody who may be asked was asked",
             "worth": "Kish: how many even answers the weighted ones are worth, of 1"}  # fmt: skip
    return write(NAME, figures, claims, "as many asks a week, drawn at random from all who may be asked", notes)


def _widest(world: World, seed: int) -> tuple[float, float, float, float]:
    weeks = list(year(world, seed))
    drawn = ours(world, weeks, seed)
    weights = [1 / chance for _, chance in drawn.weighted]
    worth = sum(weights) ** 2 / sum(weight**2 for weight in weights) / len(weights)
    others = plain(weeks, drawn.asks, seed), everybody(weeks)
    return (max(drawn.widths(world)), *(max(one.widths(world)) for one in others), worth)  # type: ignore[return-value]


def _bias(trial: Trial) -> tuple[list[Figure], Claim]:
    world = next(world for world in (*WORLDS, *LATER) if world.name == trial.world)
    named = f"{world.name}, {trial.says}" if trial.says else world.name
    weighted, plainly = _errors(world, trial)
    bias = statistics.mean(weighted)
    figures = [
        figure(f"{named}: error of the weighted rate", "points", weighted),
        figure(f"{named}: error of the unweighted rate", "points", plainly),
        figure(f"{named}: bias of the weighted rate", "points", [bias]),
        figure(f"{named}: bias of the unweighted rate", "points", [statistics.mean(plainly)]),
        figure(f"{named}: standard error of the bias", "points", [statistics.stdev(weighted) / trial.runs**0.5]),
    ]
    return figures, Claim(f"{named}: bias of the weighted rate, points", abs(bias), 0.2, at_most=True)


def _errors(world: World, trial: Trial) -> tuple[list[float], list[float]]:
    """What the rates say beyond the truth, in points: the share among all who had a chance and would answer."""
    weighted, plainly = [], []
    for seed in range(UNUSED, UNUSED + trial.runs):
        drawn = ours(world, list(year(world, seed)), seed, trial.floor, trial.blocks)
        truth = statistics.mean(drawn.frame)
        got = hajek([said for said, _ in drawn.weighted], [chance for _, chance in drawn.weighted]).estimate
        assert got is not None
        weighted.append(100 * (got - truth))
        plainly.append(100 * (statistics.mean(said for said, _ in drawn.weighted) - truth))
    return weighted, plainly
