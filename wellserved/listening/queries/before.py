"""The round before: what it promised, and how the answers moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from wellserved.listening.models import Call, Round, Sorted
from wellserved.listening.queries.decided import outcomes_of
from wellserved.listening.shapes import Outcome, Plan

MOST_THEMES = 12  # of one question, side by side


@dataclass(frozen=True)
class Moved:
    """A theme in both rounds: how many people's words lay in it; None where it was not one then."""

    name: str
    before: int | None
    now: int | None


@dataclass(frozen=True)
class Before:
    """What a round opens with."""

    round: Round
    promises: tuple[Outcome, ...]  # what was to be adjusted
    spoke: tuple[int, int]  # people in calls that were held: then, now
    questions: tuple[tuple[str, tuple[Moved, ...]], ...]

    def count(self, *states: str) -> int:
        return sum(one.state in states for one in self.promises)

    @property
    def done(self) -> int:
        return self.count("done")

    @property
    def late(self) -> int:
        return self.count("late")

    @property
    def dropped(self) -> int:
        return self.count("dropped")

    @property
    def going_on(self) -> int:
        return self.count("open", "unsaid")

    @property
    def said(self) -> str:
        """ "2 done, 1 late"."""
        counts = (
            (self.done, "done"),
            (self.going_on, "still going on"),
            (self.late, "late"),
            (self.dropped, "dropped"),
        )
        return ", ".join(f"{n} {words}" for n, words in counts if n)


def before(one: Round) -> Before | None:
    """None where there was none. A few queries, however much was said. Words of contacts are not in it."""
    last = one.follows
    if last is None:
        return None
    promises = tuple(outcome for outcome in outcomes_of(last.pk) if outcome.decision == "adjust")
    held = Call.objects.filter(state=Call.State.HELD, round__in=[last, one]).values_list("round_id")
    spoke = dict(held.annotate(n=Count("pk")).order_by())
    then, now = _themes(last), _themes(one)
    asked = {question.casefold(): number for number, question in enumerate(last.questions)}
    questions = tuple(
        (question, _side_by_side(then.get(asked.get(question.casefold(), -1), {}), now.get(number, {})))
        for number, question in enumerate(one.questions)
    )
    return Before(last, promises, (spoke.get(last.pk, 0), spoke.get(one.pk, 0)), questions)


def plan_of(one: Round) -> Plan:
    """A round as somebody planned it, to plan another like it."""
    return Plan(
        name=one.name,
        team_ids=tuple(one.teams.order_by("pk").values_list("pk", flat=True)),
        first_day=one.first_day,
        last_day=one.last_day,
        purpose=one.purpose,
        calls_each=one.calls_each,
        questions=tuple(one.questions),
        served_months=one.served_months,
        client_kind=one.client_kind,
        service_ids=tuple(one.services.order_by("pk").values_list("pk", flat=True)),
        groups=one.groups,
    )


def _themes(one: Round) -> dict[int, dict[str, int]]:
    """By question, each theme and how many people's words to it lie there. One query."""
    lying = Sorted.objects.filter(theme__round=one, line__removed_at=None, line__call__state=Call.State.HELD)
    people = lying.values_list("line__question", "theme__name").annotate(n=Count("line__call", distinct=True))
    found: dict[int, dict[str, int]] = {}
    for question, name, n in people.order_by("line__question", "-n", "theme__name"):
        found.setdefault(question, {})[name] = n
    return found


def _side_by_side(then: dict[str, int], now: dict[str, int]) -> tuple[Moved, ...]:
    """Themes of the same name are the same; those of the most people first."""
    before = {name.casefold(): (name, n) for name, n in then.items()}
    after = {name.casefold(): (name, n) for name, n in now.items()}
    found = []
    for key in dict.fromkeys([*after, *before]):
        known: Sequence[tuple[str, int] | None] = (before.get(key), after.get(key))
        name = next(one[0] for one in reversed(known) if one)
        found.append(Moved(name, known[0][1] if known[0] else None, known[1][1] if known[1] else None))
    return tuple(sorted(found, key=lambda one: (-max(one.before or 0, one.now or 0), one.name))[:MOST_THEMES])
