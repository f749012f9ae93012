"""Months of one client: how often a change is seen that is none, and how soon one that is. And charts, and the formula.

`change_points` itself is called, on months of 40 answers, with a baseline estimated from 12.
"""

from __future__ import annotations

import numpy as np

from bench.report import QUICK, Claim, figure, write
from wellserved.measures import change_points, p_chart, p_prime, run_rules, xmr
from wellserved.measures.contrasts import false_alarms

NAME = "changes"
RATES = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
TYPICAL = 0.8
MONTHLY, BASELINE, WATCHED = 40, 12, 60
RUNS = 200 if QUICK else 1_000
LIVES = 60 if QUICK else 400
DROP = 0.15


def main() -> bool:
    chance = np.random.default_rng(20261122)
    alarms = {rate: _alarms(chance, rate) for rate in RATES}
    found = {rate: _found(chance, rate, BASELINE) for rate in RATES}
    later = {rate: _found(chance, rate, 24) for rate in (0.6, 0.7, TYPICAL)}
    charts = {points: _charts(chance, points) for points in (20, 26, 52, 105)}
    formula = _formula(chance)
    most = max(share for by in charts.values() for share in by.values())
    figures = [
        figure("false alarms in five years of months, by rate", "a client", [it[0] for it in alarms.values()]),
        figure("the same with a sixth year, five watched, by rate", "a client", [it[1] for it in alarms.values()]),
        figure("a drop of 15 points seen within 3 months, by rate", "of 1", [it[2] for it in found.values()]),
        figure("charts of unchanged weeks with a signal", "of 1", [it for by in charts.values() for it in by.values()]),
        figure("false alarms, seen over said, by how many are said", "of 1", list(formula.values())),
    ]
    claims = [
        Claim(
            "false alarms a client in five years, worst rate", max(it[0] for it in alarms.values()), 0.6, at_most=True
        ),
        Claim(f"a drop from {TYPICAL:g} seen within 3 months", found[TYPICAL][2], 0.8),
        Claim("charts of unchanged weeks, most with a signal", most, 0.06, at_most=True),
        Claim("false alarms, seen over said, worst", max(formula.values()), 1.25, at_most=True),
    ]
    notes = {
        "months": f"{MONTHLY} answers, {BASELINE} of baseline and {WATCHED} watched; a change begins a new baseline",
        "false alarms in five years of months, and in six, by rate": {
            rate: tuple(round(one, 3) for one in it) for rate, it in alarms.items()
        },
        "drop of 15 points after 12 months, seen within 1, 2, 3 months, by rate before": found,
        "the same after 24 months": later,
        "charts of unchanged weeks with a signal, 0.05 allowed": charts,
        "rules": {points: (round(run_rules(points).limit, 2), run_rules(points).run) for points in charts},
        "false alarms a point, said: seen over said": formula,
        "runs": {"drops": RUNS, "lives": LIVES},
    }
    return write(NAME, figures, claims, "the goals themselves", notes)


def _alarms(chance: np.random.Generator, rate: float) -> tuple[float, float]:
    """In five years of data, the first of which makes the baseline; and in five years after the baseline."""
    months = BASELINE + WATCHED
    lives = chance.binomial(MONTHLY, rate, (LIVES, months)).tolist()
    seen = [[change.seen for change in change_points(life, [MONTHLY] * months).points] for life in lives]
    return float(np.mean([sum(at < WATCHED for at in one) for one in seen])), float(np.mean([len(one) for one in seen]))


def _found(chance: np.random.Generator, rate: float, before: int) -> tuple[float, ...]:
    """The share of runs in which the drop is seen within 1, 2 and 3 months; nothing else was seen before it."""
    seen = np.zeros(3)
    runs = 0
    while runs < RUNS:
        calm = chance.binomial(MONTHLY, rate, before).tolist()
        if change_points(calm, [MONTHLY] * before).points:
            continue
        runs += 1
        life = calm + chance.binomial(MONTHLY, rate - DROP, 3).tolist()
        points = change_points(life, [MONTHLY] * (before + 3)).points
        if points and (points[0].difference.estimate or 0) < 0:
            seen[points[0].seen - before :] += 1
    return tuple((seen / RUNS).round(3).tolist())


def _charts(chance: np.random.Generator, points: int) -> dict[str, float]:
    """Charts held to 5 in 100, of points that never changed: normal ones, and weeks of 30 to 200 answers."""
    found = {"xmr": 0.0, "p": 0.0, "p′, wobbling": 0.0}
    for _ in range(RUNS):
        sizes = chance.integers(30, 201, points)
        steady, wobbling = (
            chance.binomial(sizes, 0.7),
            chance.binomial(sizes, np.clip(chance.normal(0.7, 0.05, points), 0, 1)),
        )
        found["xmr"] += any(xmr(chance.normal(size=points).tolist(), 0.05).signals)
        found["p"] += any(p_chart(steady.tolist(), sizes.tolist(), 0.05).signals)
        found["p′, wobbling"] += any(p_prime(wobbling.tolist(), sizes.tolist(), 0.05).signals)
    return {kind: round(count / RUNS, 3) for kind, count in found.items()}


def _formula(chance: np.random.Generator) -> dict[float, float]:
    """How many false alarms a point come to be, over how many are said: up to the first one of each series."""
    series, weeks, baseline = (4_000, 104, 52) if QUICK else (30_000, 104, 52)
    seen = dict.fromkeys((0.03, 0.01, 0.003, 0.001, 0.0003), 0.0)
    watched = dict.fromkeys(seen, 0.0)
    for rate in (0.6, 0.8, 0.9):
        counts = chance.binomial(50, rate, (series, weeks)).astype(float)
        strength, _ = false_alarms(counts, np.full(counts.shape, 50.0), baseline, 104, 1.0)
        for said in seen:
            alarm = strength <= said
            first = np.where(alarm.any(axis=1), alarm.argmax(axis=1), weeks)
            seen[said] += (first < weeks).sum()
            watched[said] += (np.minimum(first + 1, weeks) - baseline).sum()
    return {said: round(float(seen[said] / watched[said] / said), 3) for said in seen}
