"""Which of many groups changed: pure, and the same that bench/signals.py simulates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wellserved.measures import Change, in_families, watch, wobbles_of

Q = 0.05  # the share of false ones among signals; for a page of its own the chance of a false one in a year
MEMORY, BASELINE = 104, 12  # weeks, as `watch` has them
WEEKS_READ = MEMORY + 8
SETTLED = timedelta(days=2)  # so long after a week ends its answers may come in before it is judged


@dataclass(frozen=True)
class Weeks:
    """A group's bullseyes and answers, week by week, up to the week that is judged; `known` is where its last known
    change began (0: there is none)."""

    subject: int
    hits: Sequence[int]
    sizes: Sequence[int]
    known: int = 0


@dataclass(frozen=True)
class Verdict:
    """How a group's latest weeks stand against those before. `at` is the place of the first week of the new level."""

    subject: int
    p: float
    adjusted: float
    stands: bool
    change: Change
    at: int


def judge(families: Mapping[str, Sequence[Weeks]]) -> dict[str, list[Verdict]]:
    """Of each family (teams, services, clients) those that can be held against weeks before, and which changed."""
    watched = {name: _watched(groups) for name, groups in families.items()}
    judged = in_families([[p for _, p, _ in group] for group in watched.values()], Q)
    return {
        name: [
            Verdict(weeks.subject, p, found.adjusted[i], found.rejected[i], change, weeks.known + change.at)
            for i, (weeks, p, change) in enumerate(groups)
        ]
        for (name, groups), found in zip(watched.items(), judged, strict=True)
    }


def _watched(groups: Sequence[Weeks]) -> list[tuple[Weeks, float, Change]]:
    wobbles = wobbles_of([(one.hits, one.sizes) for one in groups])
    found = []
    for one, wobble in zip(groups, wobbles, strict=True):
        latest = watch(one.hits[one.known :], one.sizes[one.known :], wobble=wobble, baseline=BASELINE, memory=MEMORY)
        if latest.change is not None:
            found.append((one, latest.p, latest.change))
    return found


def week_to_judge(today: date) -> date:
    """The Monday of the latest week whose answers have had time to come in."""
    settled = today - SETTLED
    return settled - timedelta(days=settled.weekday() + 7)
