"""Which format to propose: ours beside each client on its own, the best for all, and an oracle, in 50 worlds.

The worlds stand in bench/preference_worlds.py, written down before the method. Nothing is known at first. The method
was settled on other seeds than these.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bench.preference_worlds import WORLDS, Tastes, World
from bench.report import QUICK, Claim, Figure, figure, write
from wellserved.measures.tastes import HALF_LIFE, LANDED, MISSED, propose, wished
from wellserved.measures.trees import GRID, beliefs

NAME = "preference"
RUNS = {"drifting": 50, "spoken": 50}
FEW = 4 if QUICK else 6  # of the other worlds
UNUSED = 9000  # the seeds from here on were used by no trial
EXPLANATIONS = 20
AFTER = 10
DAYS = 14.0  # from one explanation to the next

Rates = NDArray[np.float64]


def main() -> bool:
    figures: list[Figure] = []
    claims: list[Claim] = []
    curves: dict[str, dict[str, list[float]]] = {}
    for tastes in WORLDS:
        runs = 4 if QUICK else RUNS.get(tastes.name, FEW)
        lived = [_lived(tastes, UNUSED + seed) for seed in range(runs)]
        ways = {way: np.array([one[way] for one in lived]) for way in lived[0]}
        gap = ways["oracle"] - ways["best for all"]
        closed = (ways["ours"] - ways["best for all"])[:, AFTER:].mean(axis=1) / gap[:, AFTER:].mean(axis=1)
        curves[tastes.name] = {
            way: [round(float(it), 3) for it in (ways[way] - ways["best for all"]).mean(0) / gap.mean(0)]
            for way in ("alone", "ours", "told everything shared")
        }
        figures += [
            figure(
                f"{tastes.name}: lands after {AFTER}, {way}", "of 100", (100 * rates[:, AFTER:].mean(axis=1)).tolist()
            )
            for way, rates in ways.items()
        ]
        figures.append(figure(f"{tastes.name}: gap closed after {AFTER}, ours", "of 1", closed.tolist()))
        if tastes.name in RUNS:
            beats = float(((ways["ours"] - ways["alone"])[:, AFTER:].mean(axis=1) > 0).mean())
            share = float((ways["ours"] - ways["best for all"])[:, AFTER:].mean() / gap[:, AFTER:].mean())
            claims.append(Claim(f"{tastes.name}: worlds in which ours beats each client on its own", beats, 0.9))
            claims.append(Claim(f"{tastes.name}: gap closed", share, 0.4))
    notes = {
        "worlds": {tastes.name: tastes.says for tastes in WORLDS},
        "runs": {**RUNS, "others": FEW},
        "after 10": "mean of explanations 11 to 20",
        "told everything shared": "knows level, formats, kinds, spread and drift exactly, learns each client's own "
        "taste, by Bayes' rule, and hears no wishes: reactions alone cannot close much more",
        "gap closed, by explanation": curves,
        "seeds": f"from {UNUSED}",
    }  # fmt: skip
    return write(NAME, figures, claims, "gap: from the best format for all to an oracle that knows all tastes", notes)


def _lived(tastes: Tastes, seed: int) -> dict[str, Rates]:
    found = {}
    world = World(tastes, seed)
    everyone = np.zeros(tastes.clients, dtype=np.int64)
    best, most = [], []
    for _ in range(EXPLANATIONS):
        best.append(world.chance.mean(axis=0).max())
        most.append(world.chance.max(axis=1).mean())
        world.react(everyone)
        world.pass_time()
    found["best for all"], found["oracle"] = np.array(best), np.array(most)
    found["alone"] = _alone(World(tastes, seed), seed)
    found["ours"] = _ours(World(tastes, seed), seed)
    found["told everything shared"] = _told(World(tastes, seed))
    return found


def _alone(world: World, seed: int) -> Rates:
    """Each client on its own: the format with the highest (landed + 1)/(sent + 2), ties by chance."""
    clients, formats = world.tastes.clients, world.tastes.formats
    chance = np.random.default_rng(seed)
    landed, sent = np.zeros((clients, formats)), np.zeros((clients, formats))
    every, rates = np.arange(clients), []
    for _ in range(EXPLANATIONS):
        chosen = ((landed + 1) / (sent + 2) + 1e-6 * chance.random(sent.shape)).argmax(axis=1)
        rates.append(world.chance[every, chosen].mean())
        good, _ = world.react(chosen)
        landed[every, chosen] += good
        sent[every, chosen] += 1
        world.pass_time()
    return np.array(rates)


def _ours(world: World, seed: int) -> Rates:
    """`measures.preference`, for all clients at once."""
    clients, formats = world.tastes.clients, world.tastes.formats
    chance = np.random.default_rng(seed)
    hints = np.zeros((clients, formats, len(GRID)))
    nobody, every, rates = np.zeros((0, formats, len(GRID))), np.arange(clients), []
    choices = np.array([[wished(formats, miss, wish) for wish in range(formats)] for miss in range(formats)])
    for explanation in range(EXPLANATIONS):
        found = beliefs(hints, nobody, world.kind, np.zeros(0, dtype=np.int64), world.tastes.kinds)
        chosen = propose(found.clients, np.full(clients, float(explanation)), chance)
        rates.append(world.chance[every, chosen].mean())
        good, wishes = world.react(chosen)
        hints *= 0.5 ** (DAYS / HALF_LIFE)
        hints[every, chosen] += np.where(good[:, None], LANDED, MISSED)
        spoke = np.flatnonzero(wishes >= 0)
        hints[spoke] += choices[chosen[spoke], wishes[spoke]]
        world.pass_time()
    return np.array(rates)


def _told(world: World) -> Rates:
    """What could be done at best by reactions: all but each client's own taste is known."""
    tastes = world.tastes
    shared = np.broadcast_to(world._shared, (tastes.clients, tastes.formats))
    chance = 1 / (1 + np.exp(-shared[:, :, None] - GRID))
    own = np.exp(-0.5 * (GRID / tastes.client_sd) ** 2)
    own = np.tile(own / own.sum(), (tastes.clients, tastes.formats, 1))
    drift = max(tastes.client_sd * np.sqrt(1 - tastes.memory**2), 0.05)
    step = np.exp(-0.5 * ((GRID[None] - tastes.memory * GRID[:, None]) / drift) ** 2)
    step /= step.sum(axis=1, keepdims=True)
    every, rates = np.arange(tastes.clients), []
    for _ in range(EXPLANATIONS):
        chosen = (own * chance).sum(axis=-1).argmax(axis=1)
        rates.append(world.chance[every, chosen].mean())
        good, _ = world.react(chosen)
        seen = chance[every, chosen]
        own[every, chosen] *= np.where(good[:, None], seen, 1 - seen)
        own /= own.sum(axis=-1, keepdims=True)
        own = own @ step if tastes.memory < 1 else own
        world.pass_time()
    return np.array(rates)
