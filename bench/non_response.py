"""Who does not answer: how much of the bias weighting takes away, where it can and cannot. And drivers, timed."""

from __future__ import annotations

import time

import numpy as np

from bench.report import QUICK, Claim, figure, write
from wellserved.measures import lmg, rake, wilson, wilson_weighted

NAME = "non-response"
RUNS = 50 if QUICK else 400
TIMES = 2 if QUICK else 5
TEAMS, SERVICES, ROLES = 6, 4, 3
SERVED = 6_000


def main() -> bool:
    worlds = {
        "explained": "who answers and who is content depends on team, service and role, all three of them margins",
        "partly": "the same, but the role is no margin",
        "unexplained": "who is discontent answers half as often: no margin knows that",
        "even": "everybody is as likely to answer: there is nothing to mend, and something to pay",
    }
    found = {world: _world(world) for world in worlds}
    cut = {world: 1 - abs(it[1]) / abs(it[0]) if abs(it[0]) > 0.001 else None for world, it in found.items()}
    seconds = [_drivers(seed) for seed in range(TIMES)]
    figures = [figure(f"{world}: bias before", "points", [100 * it[0]]) for world, it in found.items()]
    figures += [figure(f"{world}: bias after", "points", [100 * it[1]]) for world, it in found.items()]
    figures.append(figure("drivers: ten qualities, 100,000 answers, 1,000 times anew", "s", seconds))
    claims = [
        Claim("explained: bias cut by", cut["explained"] or 0.0, 0.7),
        Claim("explained: interval holds the truth", found["explained"][2], 0.93),
        Claim("drivers, s", figures[-1].median, 5, at_most=True),
    ]
    notes = {
        "worlds": worlds,
        "bias cut by": {world: None if it is None else round(it, 3) for world, it in cut.items()},
        "interval holds the truth: weighted, unweighted": {world: (it[2], it[3]) for world, it in found.items()},
        "design effect": {world: round(it[4], 3) for world, it in found.items()},
        "served": SERVED,
        "runs": RUNS,
    }
    return write(NAME, figures, claims, "the share content among all who were served", notes)


def _world(name: str) -> tuple[float, float, float, float, float]:
    """Mean bias without and with weights, how often the intervals hold the truth, and the design effect."""
    chance = np.random.default_rng([*name.encode()])
    before, after, held, held_before, effects = [], [], 0, 0, []
    for _ in range(RUNS):
        team, service, role = (chance.integers(0, n, SERVED) ** 2 // n for n in (TEAMS, SERVICES, ROLES))
        liking = 1.4 - 1.5 * (team / TEAMS) + 1.0 * (service / SERVICES) - 2.5 * (role / ROLES)
        content = chance.random(SERVED) < 1 / (1 + np.exp(-liking))
        eager = -0.3 - 1.5 * (team / TEAMS) + 1.0 * (service / SERVICES) - 3.0 * (role / ROLES)
        if name == "even":
            eager = np.full(SERVED, -0.8)
        answers = chance.random(SERVED) < 1 / (1 + np.exp(-eager))
        if name == "unexplained":
            answers &= content | (chance.random(SERVED) < 0.5)
        columns = {"team": team, "service": service, "role": role}
        if name == "partly":
            del columns["role"]
        rows, counts = np.unique(np.column_stack([*columns.values(), content])[answers], axis=0, return_counts=True)
        sample = {dimension: rows[:, i].tolist() for i, dimension in enumerate(columns)}
        margins = {dimension: dict(enumerate(np.bincount(column).tolist())) for dimension, column in columns.items()}
        got = rake(sample, margins, counts.tolist())
        assert got.converged
        weights, said = np.array(got.weights), rows[:, -1]
        sums = (
            float((weights * counts * said).sum()),
            float((weights * counts).sum()),
            float((weights**2 * counts).sum()),
        )
        rate, plain = wilson_weighted(*sums, int(counts.sum())), wilson(int((counts * said).sum()), int(counts.sum()))
        truth = content.mean()
        before.append(plain.estimate - truth)
        after.append(rate.estimate - truth)
        held += rate.low <= truth <= rate.high
        held_before += plain.low <= truth <= plain.high
        effects.append(got.design_effect)
    return (
        float(np.mean(before)),
        float(np.mean(after)),
        round(held / RUNS, 3),
        round(held_before / RUNS, 3),
        float(np.mean(effects)),
    )


def _drivers(seed: int) -> float:
    """Processor seconds, where all threads count."""
    chance = np.random.default_rng(seed)
    named = (chance.random((100_000, 10)) < chance.uniform(0.1, 0.6, 10)).astype(int)
    felt = np.clip(np.round(3 + named @ np.linspace(0, 0.6, 10) + chance.normal(-0.8, 0.8, 100_000)), 1, 5)
    began = time.process_time()
    lmg(named, felt, [f"quality {i}" for i in range(10)], seed=seed)
    return time.process_time() - began
