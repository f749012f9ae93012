"""Do 95 % intervals hold the truth 95 times in 100? Rates for every n from 10 to 10,000; teams that tried a habit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr
from scipy.stats import t as student

from bench.report import QUICK, Claim, figure, write
from wellserved.measures import difference_in_differences, jeffreys, nps, wilson

NAME = "coverage"
RATES = np.linspace(0.5, 0.99, 99)
SIZES = np.unique(np.round(np.geomspace(10, 10_000, 60)).astype(int)) if QUICK else np.arange(10, 10_001)
SHOWN = (10, 20, 50, 100, 1_000, 10_000)
AT = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
TEAMS = (6, 7, 8, 10, 12, 16, 20, 30, 40)
RUNS = 2_000 if QUICK else 20_000
SHUFFLED = 50 if QUICK else 400
Z = 1.959963984540054


def main() -> bool:
    pointwise = np.array([_wilson(int(n), RATES) for n in SIZES])
    means = pointwise.mean(axis=1)
    habits = {world: {g: _habits(g, world) for g in TEAMS} for world in ("alike", "few answers", "unlike")}
    promised = [share for world in ("alike", "few answers") for share in habits[world].values()]
    shuffled = {g: _shuffled(g) for g in (12, 20, 40)}
    scores = {n: _scores(n) for n in (10, 30, 100, 1_000)}
    figures = [
        figure("Wilson, mean over rates 0.5 to 0.99, for each n", "of 100", (100 * means).tolist()),
        figure("Wilson, each n and rate alone", "of 100", (100 * pointwise.ravel()).tolist()),
        figure("habits: effect held, for each number of teams", "of 100", [100 * it for it in promised]),
        figure("net promoter score held, for each n", "of 100", [100 * it for it in scores.values()]),
    ]
    claims = [
        Claim("Wilson: the least mean coverage over all n", float(means.min()), 0.94),
        Claim("Wilson: the greatest mean coverage over all n", float(means.max()), 0.96, at_most=True),
        Claim("habits, 6 to 40 teams: the least coverage", min(promised), 0.93),
        Claim("habits, 6 to 40 teams: the greatest coverage", max(promised), 0.97, at_most=True),
        Claim("habits that do nothing: found by shuffling", max(shuffled.values()), 0.08, at_most=True),
    ]
    curve = {n: dict(zip(AT, _wilson(n, np.array(AT)).round(3).tolist(), strict=True)) for n in SHOWN}
    notes = {
        "sizes": f"{len(SIZES)} from {SIZES[0]} to {SIZES[-1]}; exact, by adding up the binomial distribution",
        "the n of the least and greatest mean": [int(SIZES[means.argmin()]), int(SIZES[means.argmax()])],
        "the least of all, and where": [round(float(pointwise.min()), 3), int(SIZES[pointwise.min(axis=1).argmin()])],
        "Wilson, by n and rate": curve,
        "Jeffreys, mean by n": {n: round(float(_jeffreys(n).mean()), 3) for n in (10, 20, 50, 100, 1_000)},
        "net promoter score, mean over 21 worlds, by n": {n: round(it, 3) for n, it in scores.items()},
        "habits, by teams": {world: {g: round(it, 3) for g, it in by.items()} for world, by in habits.items()},
        "habits that do nothing, found by shuffling at 0.05": {g: round(it, 3) for g, it in shuffled.items()},
        "worlds of habits":
        "alike: team changes are normal. few answers: 30 to 120 before and after, rates differ by team. "
        "unlike: a third of the teams try, and wobble twice as much as those that wait; shown, not promised",
    }  # fmt: skip
    return write(NAME, figures, claims, "the level that is said: 95 of 100", notes)


def _wilson(n: int, rates: NDArray[np.float64]) -> NDArray[np.float64]:
    """The chance that the interval holds the rate: k/n is no further from it than z·√(p(1 − p)/n), by definition."""
    reach = Z * np.sqrt(n * rates * (1 - rates))
    first, last = np.ceil(n * rates - reach - 1e-9), np.floor(n * rates + reach + 1e-9)
    if n in (10, 50):  # and so says the function
        for rate, low, high in zip(rates, first, last, strict=True):
            held = [k for k in range(n + 1) if wilson(k, n).low <= rate <= wilson(k, n).high]  # type: ignore[operator]
            assert held == list(range(max(0, int(low)), min(n, int(high)) + 1)), (n, rate)
    upper = bdtr(np.minimum(last, n), n, rates)
    return upper - np.where(first > 0, bdtr(np.maximum(first - 1, 0), n, rates), 0.0)


def _jeffreys(n: int) -> NDArray[np.float64]:
    ends = np.array([(it.low, it.high) for it in (jeffreys(k, n) for k in range(n + 1))])
    k = np.arange(n + 1)
    chances = bdtr(k[:, None], n, RATES[None]) - np.where(
        k[:, None] > 0, bdtr(np.maximum(k - 1, 0)[:, None], n, RATES), 0
    )
    held = (ends[:, :1] <= RATES) & (ends[:, 1:] >= RATES)
    return (chances * held).sum(axis=0)


def _scores(n: int) -> float:
    """Mean coverage of the net promoter score over 21 worlds, drawn at random."""
    chance, held = np.random.default_rng(n), []
    known: dict[tuple[int, ...], tuple[float | None, float | None]] = {}
    for promoters in (0.1, 0.3, 0.5, 0.7, 0.9):
        for detractors in (0.02, 0.05, 0.1, 0.3, 0.6):
            if promoters + detractors >= 1:
                continue
            drawn = chance.multinomial(n, [promoters, 1 - promoters - detractors, detractors], size=RUNS // 20)
            for row in map(tuple, drawn.tolist()):
                if row not in known:
                    got = nps(*row)
                    known[row] = (got.low, got.high)
                low, high = known[row]
                held.append(low <= promoters - detractors <= high)  # type: ignore[operator]
    return float(np.mean(held))


def _habits(teams: int, world: str) -> float:
    """How often the interval holds the true effect. The formula for many runs at once, held to the function's."""
    chance = np.random.default_rng([teams, *world.encode()])
    tried = teams // 3 if world == "unlike" else teams // 2
    if world == "few answers":
        base = np.clip(chance.normal(0.7, 0.1, (RUNS, teams)), 0.05, 0.95)
        later = np.clip(base + chance.normal(0, 0.04, (RUNS, teams)), 0.02, 0.98)
        later[:, :tried] = np.clip(later[:, :tried] + 0.05, 0, 0.99)
        n = chance.integers(30, 121, (2, RUNS, teams))
        change = chance.binomial(n[1], later) / n[1] - chance.binomial(n[0], base) / n[0]
        truth = float((later - base)[:, :tried].mean() - (later - base)[:, tried:].mean())
    else:
        change = chance.normal(0, 0.06, (RUNS, teams))
        change[:, :tried] = change[:, :tried] * (2 if world == "unlike" else 1) + 0.05
        truth = 0.05
    one, two = change[:, :tried], change[:, tried:]
    effect = one.mean(axis=1) - two.mean(axis=1)
    squares = one.var(axis=1) * tried + two.var(axis=1) * (teams - tried)
    error = np.sqrt(squares / (teams - 2) * (1 / tried + 1 / (teams - tried)))
    reach = student.ppf(0.975, teams - 2) * error
    got = difference_in_differences([i < tried for i in range(teams)], [0.0] * teams, change[0].tolist()).effect
    assert np.allclose([got.low, got.high], [effect[0] - reach[0], effect[0] + reach[0]])
    return float((abs(effect - truth) <= reach).mean())


def _shuffled(teams: int) -> float:
    chance, found = np.random.default_rng(teams), 0
    for seed in range(SHUFFLED):
        change = chance.standard_t(3, teams).tolist()  # far from normal
        got = difference_in_differences([i % 2 == 0 for i in range(teams)], [0.0] * teams, change, seed=seed)
        found += got.permutation is not None and got.permutation <= 0.05
    return found / SHUFFLED
