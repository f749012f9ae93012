"""Which kind of page will land with this client? Learnt from every reaction, of this client first, then of its like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from wellserved.measures.rates import quantile
from wellserved.measures.shapes import FEWEST, Interval
from wellserved.measures.trees import CHANCE, GRID, Floats, beliefs

LANDED, MISSED = np.log(CHANCE), np.log(1 - CHANCE)
TYPICAL = 0.5  # the logit around which a wish is taken to have been uttered
SET_ASIDE = 0.5  # a colleague who chose another format counts for half a wish of the client
BOLDNESS, SETTLES = 0.35, 5.0
HALF_LIFE = 1000.0  # days after which a reaction counts for half

Reason = Literal["nothing", "all", "kind", "own", "trying"]


@dataclass(frozen=True)
class Reaction:
    """What became of one page: whether it landed (clear and answered), how long ago, and what was wished for instead.

    `landed` None stands for a proposal that a colleague set aside: `format` was proposed, `wish` was chosen.
    """

    client: Hashable
    format: str
    landed: bool | None
    kind: Hashable = None
    contact: Hashable = None
    age: float = 0.0  # days
    wish: str | None = None


@dataclass(frozen=True)
class Sent:
    """How many landed and how many did not, with one format."""

    landed: int = 0
    missed: int = 0


@dataclass(frozen=True)
class Preference:
    """Each format's chance to land for this client, what is proposed, and what a sentence about it is made of.

    `chances` are named by format; their n is how many pages of the format anybody reacted to, so that `too_few` keeps a
    page silent while nobody knows. `proposal` is what to try next, `likeliest` the format with the highest estimate;
    where they differ the proposal is there to learn from (`because` is "trying"). Else `because` says whose reactions
    speak for it most: this client's "own", those of its "kind", of "all", or "nothing" while fewer than five are known.
    `own`, `kind`, `all` count what landed and missed by format, `wishes` what this client wished for.
    """

    chances: Mapping[str, Interval]
    proposal: str
    likeliest: str
    because: Reason
    own: Mapping[str, Sent]
    kind: Mapping[str, Sent]
    all: Mapping[str, Sent]
    wishes: Mapping[str, int]

    @property
    def too_few(self) -> bool:
        """Whether nothing is known yet that would be worth a sentence."""
        return self.because == "nothing"


def preference(
    reactions: Sequence[Reaction],
    client: Hashable,
    formats: Sequence[str],
    kind: Hashable = None,
    contact: Hashable = None,
    seed: int = 0,
    half_life: float = HALF_LIFE,
    level: float = 0.95,
) -> Preference:
    """A hierarchical Bayesian model of which format lands: contact within client within kind of client within all.

    The logit of a format's chance with a client is normal around that of its kind, this around that of all, this around
    one mean of all formats; contacts lie around their client (see `trees.beliefs`, exact on a grid; how much clients
    and kinds differ is learnt, too). So a client without a history is taken for one of its kind, and what one client
    disliked hardly touches those who like it. A reaction counts ½^(age/half_life), for tastes drift.

    A wish after a miss ("shorter", "call me": one format f of the others, J of them) is a choice among them, softmax of
    their logits; near equal tastes its log likelihood is, for each, η·[it is f] − η/J − (η − ½)²(1 − 1/J)/2J.

    The proposal is Thompson's, tamed: from each format's posterior one chance is drawn with `seed`, moved toward the
    mean to a part b = 0.35/(1 + n/5) of its distance, n being how many reactions the client has; the highest is
    proposed. With b = 1 it would be plain Thompson sampling, which tries more than ten explanations can repay; with b =
    0, nothing would be tried that did badly at first. In simulation (`bench preference`): docs/reference/method.md.

    Source: A. Gelman and others, Bayesian Data Analysis (2013), chapter 5; W. R. Thompson, Biometrika 25 (1933);
    wishes: R. D. Luce, Individual Choice Behavior (1959); forgetting: M. West and J. Harrison, Bayesian Forecasting and
    Dynamic Models (1997), section 6.3 (discounting).

    >>> told = [Reaction("Harbour Dental", "timeline", True), Reaction("Harbour Dental", "timeline", True),
    ...         Reaction("Harbour Dental", "letter", False), Reaction("Old Mill", "letter", True),
    ...         Reaction("Old Mill", "letter", True), Reaction("Old Mill", "timeline", False)]
    >>> got = preference(told, "Harbour Dental", ["letter", "timeline"])
    >>> got.proposal, got.because, got.own["timeline"], got.own["letter"]
    ('timeline', 'own', Sent(landed=2, missed=0), Sent(landed=0, missed=1))
    >>> {name: round(chance.estimate, 2) for name, chance in got.chances.items()}
    {'letter': 0.56, 'timeline': 0.69}
    """
    quantile(level)  # refuses what is no level
    if not formats or len(set(formats)) != len(formats):
        raise ValueError("each format has a name of its own, and there is one at least")
    if half_life <= 0 or any(not one.age >= 0 for one in reactions):
        raise ValueError("an age is not below 0, and the half-life above")
    place = {name: i for i, name in enumerate(formats)}
    known = [one for one in reactions if one.format in place]  # what is no longer offered teaches nothing here
    kind_of = {one.client: one.kind for one in known}
    kind_of[client] = kind_of.get(client) if kind is None else kind
    at = _learn(known, place, kind_of, (client, contact), half_life)
    own = _counted([one for one in known if one.client == client], formats)
    like = _counted([one for one in known if kind_of[one.client] == kind_of[client]], formats)
    everybody = _counted(known, formats)
    means = at @ CHANCE
    tried = sum(sent.landed + sent.missed for sent in own.values())
    chosen = int(propose(at[None], np.array([tried]), np.random.default_rng(seed))[0])
    best = int(means.argmax())
    chances = {
        name: _interval(at[i], everybody[name].landed + everybody[name].missed, level) for name, i in place.items()
    }
    wishes = Counter(
        one.wish for one in known if one.client == client and one.wish in place and one.wish and one.landed is not None
    )
    because = _because(formats[chosen], chosen == best, (own, like, everybody), wishes)
    return Preference(
        chances,
        formats[chosen],
        formats[best],
        because,
        own,
        like,
        everybody,
        dict(wishes),
    )


def propose(chances: Floats, tried: Floats, chance: np.random.Generator) -> np.ndarray:
    """The place of the format to try, for each client: from beliefs (clients × formats × grid) and reactions so far."""
    means = chances @ CHANCE
    drawn = CHANCE[np.minimum((chances.cumsum(axis=-1) < chance.random((*means.shape, 1))).sum(axis=-1), len(GRID) - 1)]
    bold = BOLDNESS / (1 + np.asarray(tried, dtype=float) / SETTLES)
    found: np.ndarray = (means + bold[:, None] * (drawn - means)).argmax(axis=1)
    return found


def wished(formats: int, missed: int, wish: int) -> Floats:
    """What a wish says about each format (formats × grid): a choice among all but the one that missed."""
    others = formats - 1
    found = np.tile(-GRID / others - 0.5 * (1 - 1 / others) / others * (GRID - TYPICAL) ** 2, (formats, 1))
    found[wish] += GRID
    found[missed] = 0.0
    return found


def _learn(
    known: Sequence[Reaction],
    place: Mapping[str, int],
    kind_of: Mapping[Hashable, Hashable],
    asked: tuple[Hashable, Hashable],
    half_life: float,
) -> Floats:
    """What is believed of who is asked about: formats × grid."""
    clients = {name: i for i, name in enumerate(kind_of)}
    kinds = {name: i for i, name in enumerate(dict.fromkeys(kind_of.values()))}
    pairs = [(one.client, one.contact) for one in known] + [asked]
    contacts = {pair: i for i, pair in enumerate(dict.fromkeys(pair for pair in pairs if pair[1] is not None))}
    wide = (len(place), len(GRID))
    at_clients, at_contacts = np.zeros((len(clients), *wide)), np.zeros((len(contacts), *wide))
    for one in known:
        where = (
            at_clients[clients[one.client]] if one.contact is None else at_contacts[contacts[one.client, one.contact]]
        )
        weight = 0.5 ** (one.age / half_life)
        if one.landed is not None:
            where[place[one.format]] += weight * (LANDED if one.landed else MISSED)
        if one.wish is not None and one.wish in place and one.wish != one.format and len(place) > 1:
            heed = weight * (1.0 if one.landed is not None else SET_ASIDE)
            where += heed * wished(len(place), place[one.format], place[one.wish])
    believed = beliefs(
        at_clients,
        at_contacts,
        np.array([kinds[kind] for kind in kind_of.values()], dtype=np.int64),
        np.array([clients[client] for client, _ in contacts], dtype=np.int64),
        len(kinds),
    )
    found: Floats = believed.clients[clients[asked[0]]] if asked[1] is None else believed.contacts[contacts[asked]]
    return found


def _counted(some: Sequence[Reaction], formats: Sequence[str]) -> dict[str, Sent]:
    seen = Counter((one.format, one.landed) for one in some)
    return {name: Sent(seen[name, True], seen[name, False]) for name in formats}


def _interval(belief: Floats, n: int, level: float) -> Interval:
    """Mean and equal-tailed interval; between the points of the grid the distribution is taken for even."""
    mean, step = float(belief @ CHANCE), float(GRID[1] - GRID[0])
    ends = np.interp([(1 - level) / 2, (1 + level) / 2], np.concatenate([[0.0], belief.cumsum()]),
                     np.concatenate([GRID - step / 2, [GRID[-1] + step / 2]]))  # fmt: skip
    low, high = 1 / (1 + np.exp(-ends))
    return Interval(mean, min(float(low), mean), max(float(high), mean), n)


def _because(
    name: str, best: bool, seen: tuple[Mapping[str, Sent], Mapping[str, Sent], Mapping[str, Sent]], wishes: Counter[str]
) -> Reason:
    own, like, everybody = seen
    if sum(sent.landed + sent.missed for sent in everybody.values()) < FEWEST:
        return "nothing"
    if not best:
        return "trying"
    mine = own[name].landed + wishes[name] or sum(sent.missed for other, sent in own.items() if other != name)
    if mine:
        return "own"
    return "kind" if like[name].landed and like != everybody else "all"
