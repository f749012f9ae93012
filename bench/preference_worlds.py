"""Worlds of clients with tastes, to try proposals on: which kind of page lands with whom. Made before the method.

Only here is it known what a client likes. A format's chance to land with a client is the inverse logit of

    level + format + kind's taste for it + client's own taste for it

where the client's own taste drifts: it keeps `memory` of itself from one explanation to the next and is renewed by as
much as keeps its spread. After a miss a client may say what would suit them better. Nothing here knows of any method.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

CLIENTS, FORMATS, KINDS = 200, 6, 4


@dataclass(frozen=True)
class Tastes:
    """How clients differ, in logits, and what else happens."""

    name: str
    says: str
    level: float = 0.6
    format_sd: float = 0.3
    kind_sd: float = 0.3
    client_sd: float = 0.7
    memory: float = 0.985  # of a client's taste, from one explanation to the next
    picky_sd: float = 0.0  # some clients like everything, some nothing
    turns: float = 0.0  # the chance, before each explanation, that a client's own tastes are made anew
    speaks: float = 0.0  # the chance that a miss comes with a word on what would suit better
    clients: int = CLIENTS
    formats: int = FORMATS
    kinds: int = KINDS


WORLDS = (
    Tastes("drifting", "200 clients of four kinds, six formats; tastes spread by 0.7 and drift. Clients only react."),
    Tastes("spoken", "The same; four misses in ten come with a word on what would suit better.", speaks=0.4),
    Tastes("picky", "As drifting, and some clients like everything while some like nothing.", picky_sd=0.8),
    Tastes("turning", "As drifting, and one in fifty explanations meets a client whose tastes are new.", turns=0.02),
    Tastes("alike", "Clients hardly differ: there is nothing to learn from one that all do not say.", client_sd=0.1),
    Tastes("steady", "As drifting, but nothing drifts.", memory=1.0),
    Tastes("far apart", "Clients differ twice as much.", client_sd=1.4),
)


@dataclass
class World:
    """One world that goes on: ask `chance`, propose, let it `react`, and `pass_time`."""

    tastes: Tastes
    seed: int
    kind: NDArray[np.int64] = field(init=False)
    _shared: NDArray[np.float64] = field(init=False)
    _own: NDArray[np.float64] = field(init=False)
    _chance: np.random.Generator = field(init=False)

    def __post_init__(self) -> None:
        it = self.tastes
        self._chance = np.random.default_rng([self.seed, *it.name.encode()])
        draw = self._chance.standard_normal
        self.kind = self._chance.integers(0, it.kinds, it.clients)
        formats = it.format_sd * draw(it.formats)
        kinds = it.kind_sd * draw((it.kinds, it.formats))
        picky = it.picky_sd * draw((it.clients, 1))
        self._shared = it.level + formats + kinds[self.kind] + picky
        self._own = it.client_sd * draw((it.clients, it.formats))

    @property
    def chance(self) -> NDArray[np.float64]:
        """The true chance to land now: clients × formats. For oracles and judges only."""
        return 1 / (1 + np.exp(-self._shared - self._own))

    def react(self, proposed: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
        """Whether each client's page landed; and which format they then wished for, −1 where nothing was said.

        A wish is for another format than the one that missed, the likelier the better it would have suited.
        """
        everyone = np.arange(self.tastes.clients)
        landed = self._chance.random(self.tastes.clients) < self.chance[everyone, proposed]
        appeal = self._shared + self._own + self._chance.gumbel(size=self._own.shape)
        appeal[everyone, proposed] = -np.inf
        speaks = ~landed & (self._chance.random(self.tastes.clients) < self.tastes.speaks)
        return landed, np.where(speaks, appeal.argmax(axis=1), -1)

    def pass_time(self) -> None:
        """Until the next explanation: tastes drift, and now and then turn."""
        it = self.tastes
        fresh = it.client_sd * self._chance.standard_normal(self._own.shape)
        self._own = it.memory * self._own + np.sqrt(1 - it.memory**2) * fresh
        anew = self._chance.random((it.clients, 1)) < it.turns
        self._own = np.where(anew, it.client_sd * self._chance.standard_normal(self._own.shape), self._own)


def smaller(tastes: Tastes, clients: int) -> Tastes:
    """The same world with fewer clients."""
    return replace(tastes, clients=clients)
