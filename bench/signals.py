"""Sixty teams at once, every week: how often a signal is none, and how soon one is there that should be.

What the page *Signals* does (wellserved/insight/signals/judging.py) is done here each week: `wobbles_of` all teams, the
strength of each (as `watch`, for many worlds at once), and `in_families`, the teams being one of three families beside
services and clients. The first world of each is judged by the page's own function, which must say the same. A
team's own page asks about that team alone.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bench.report import QUICK, Claim, figure, write
from wellserved.insight.signals.judging import BASELINE, MEMORY, Q, Weeks, judge
from wellserved.measures import in_families, wobbles_of
from wellserved.measures.contrasts import NONE, false_alarms

NAME = "signals"
TEAMS, WEEKLY, YEAR = 60, 50, 52
OTHERS = [1.0]  # services and clients in which nothing happens
WORLDS = 60 if QUICK else 300
PAGES = 960 if QUICK else 3_000
DROPS = 100 if QUICK else 300
HARSH = "weeks that wobble by 8 points"  # shown, not promised: near 1 such weeks are far from any model
RATES = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
TYPICAL = 0.8
Counts = NDArray[np.float64]


def main() -> bool:
    chance = np.random.default_rng(20261122)
    fifty = np.full((TEAMS, 1), 50)
    calm = {
        "50 answers a week": _quiet_years(chance, fifty, 0.0),
        "10 to 400 answers a week": _quiet_years(chance, chance.integers(10, 401, (TEAMS, 1)), 0.0),
        "weeks that wobble by 4 points": _quiet_years(chance, fifty, 0.04),
        HARSH: _quiet_years(chance, fifty, 0.08),
    }
    twenty = {history: {rate: _among(chance, rate, 0.2, 4, history) for rate in RATES} for history in (26, 52, 104)}
    ten = {history: {rate: _own(chance, rate, 0.1, 8, history) for rate in RATES} for history in (26, 52, 104)}
    needed = {weekly: _own(chance, 0.6, 0.1, 8, 52, weekly) for weekly in (50, 60, 70, 80)}
    alone, together = ([it[i] for world, it in calm.items() if world != HARSH] for i in (0, 1))
    figures = [
        figure("own pages with a false signal in a year", "of 1", alone),
        figure("years of sixty teams with a false signal anywhere", "of 1", together),
        figure("20 points in one of 60, within 4 weeks, by rate", "of 1", [it[-1] for it in twenty[52].values()]),
        figure("10 points on its own page, within 8 weeks, by rate", "of 1", [it[-1] for it in ten[52].values()]),
    ]
    claims = [
        Claim("own pages with a false signal in a year, worst world", max(alone), 0.05, at_most=True),
        Claim("years of sixty teams with any false signal, worst world", max(together), 0.05, at_most=True),
        Claim(f"20 points from {TYPICAL:g}, one of 60 teams, within 4 weeks", twenty[52][TYPICAL][-1], 0.8),
        Claim(f"10 points from {TYPICAL:g}, own page, within 8 weeks", ten[52][TYPICAL][-1], 0.8),
    ]
    notes = {
        "no change": {world: {"own page": alone, "any of sixty": both} for world, (alone, both) in calm.items()},
        "20 points in one of 60: seen after 1, 2, 3, 4 weeks, by weeks of history and rate before": twenty,
        "10 points on its own page: seen after 1 to 8 weeks, by weeks of history and rate before": ten,
        "10 points from 0.6: seen after 1 to 8 weeks, by answers a week": needed,
        "runs": {"years of sixty teams": WORLDS, "pages": WORLDS * TEAMS, "drops": DROPS, "drops on own page": PAGES},
        "before": "weeks of history before the drop, all that are known; the year of no change has 52 before it",
    }
    return write(NAME, figures, claims, "the goals themselves", notes)


def _quiet_years(chance: np.random.Generator, weekly: NDArray[np.int64], wobble: float) -> tuple[float, float]:
    """The share of pages, and of worlds, with a false signal within a year, after a year of history."""
    own = anywhere = 0
    for _ in range(WORLDS):
        sizes = np.maximum(chance.poisson(weekly, (TEAMS, 2 * YEAR)), 1)
        rates = chance.uniform(0.55, 0.95, (TEAMS, 1)) + wobble * chance.standard_normal(sizes.shape)
        counts = chance.binomial(sizes, np.clip(rates, 0, 1)).astype(float)
        p = _p(counts, sizes.astype(float))[:, YEAR:]
        own += int((p <= Q).any(axis=1).sum())
        anywhere += bool(_rejected(p).any())
    return round(own / (WORLDS * TEAMS), 4), round(anywhere / WORLDS, 4)


def _among(chance: np.random.Generator, rate: float, drop: float, weeks: int, history: int) -> tuple[float, ...]:
    """In how many worlds the one team that fell is signalled among sixty, week by week."""
    seen = np.zeros(weeks)
    for world in range(DROPS):
        counts = chance.binomial(WEEKLY, rate, (TEAMS, history + weeks)).astype(float)
        counts[0, history:] = chance.binomial(WEEKLY, rate - drop, weeks)
        p = _p(counts, np.full(counts.shape, float(WEEKLY)))
        if world == 0:  # the function itself says the same
            teams = [Weeks(i, [int(it) for it in row], [WEEKLY] * len(row)) for i, row in enumerate(counts)]
            calm = [Weeks(0, [40] * history, [WEEKLY] * history)]
            told = judge({"team": teams, "service": calm, "client": calm})["team"]
            assert np.allclose([one.p for one in told], p[:, -1])
            assert [one.stands for one in told] == _rejected(p)[:, -1].tolist()
        hit = _rejected(p[:, history:])[0]
        seen += np.maximum.accumulate(hit)
    return tuple((seen / DROPS).round(3).tolist())


def _own(
    chance: np.random.Generator, rate: float, drop: float, weeks: int, history: int, weekly: int = WEEKLY
) -> tuple[float, ...]:
    """In how many runs a team's own page signals the drop, week by week, beside sixty such teams."""
    before, after = (PAGES, history), (PAGES, weeks)
    counts = np.hstack([chance.binomial(weekly, rate, before), chance.binomial(weekly, rate - drop, after)]).astype(
        float
    )
    sizes = np.full(counts.shape, float(weekly))
    wobble = np.concatenate(
        [wobbles_of(list(zip(counts[i : i + TEAMS], sizes, strict=False))) for i in range(0, PAGES, TEAMS)]
    )
    strength, _ = false_alarms(counts, sizes, BASELINE, MEMORY, wobble[:, None])
    hit = np.maximum.accumulate(YEAR * strength[:, history:] <= Q, axis=1)
    return tuple(hit.mean(axis=0).round(3).tolist())


def _p(counts: Counts, sizes: Counts) -> Counts:
    wobble = np.array(wobbles_of(list(zip(counts, sizes, strict=True))))[:, None]
    strength, _ = false_alarms(counts, sizes, BASELINE, MEMORY, wobble)
    return np.where(strength < NONE, np.minimum(1.0, YEAR * strength), 1.0)


def _rejected(p: Counts) -> NDArray[np.bool_]:
    """Teams × weeks: what stands, week by week, beside services and clients."""
    found = np.zeros(p.shape, dtype=bool)
    for week in np.flatnonzero((p <= Q).any(axis=0)):
        found[:, week] = in_families([p[:, week].tolist(), OTHERS, OTHERS], Q)[0].rejected
    return found
