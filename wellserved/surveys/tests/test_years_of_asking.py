"""Years of random interactions: nobody is ever asked whom a rule protects, whatever closes when."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from wellserved.surveys.rules.asking import History, may_ask, when_waiting
from wellserved.surveys.rules.known import Pause, Policy, Where
from wellserved.surveys.rules.sampling import Eligible, choose, draw_for

BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
YEARS = 60 * 24 * 365 * 3
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland")
ADDRESSES = ("bea@biology.example", "sam@physics.example", "info@law.example", "milo@campus.example")
CHRISTMAS = frozenset(date(year, 12, day) for year in range(2024, 2028) for day in (25, 26))


@dataclass(frozen=True)
class Person:
    zone: str
    address: str
    opts_out: datetime | None


@dataclass(frozen=True)
class Ask:
    at: datetime
    person: int
    service: int
    closed_at: datetime


policies = st.builds(
    Policy,
    go_live_at=st.integers(0, YEARS // 3).map(lambda minute: BEGIN + timedelta(minutes=minute)),
    delay=st.sampled_from([timedelta(), timedelta(hours=1), timedelta(days=2)]),
    window=st.integers(7, 60).map(lambda days: timedelta(days=days)),
    minimum=st.integers(0, 7).map(lambda days: timedelta(days=days)),
    cooldown=st.sampled_from([timedelta(), timedelta(days=90)]),
    max_age=st.integers(1, 10).map(lambda days: timedelta(days=days)),
    sampling_rate=st.sampled_from([1.0, 0.5]),
    quiet_from=st.sampled_from([time(20), time(0), time(12)]),
    quiet_until=st.sampled_from([time(8), time(13, 30)]),
    on_weekends=st.booleans(),
    pauses=st.just((Pause("Exams", date(2025, 2, 1), date(2025, 2, 28)),)),
)
Closed = tuple[int, int, int, bool, int]  # minute, who, which service, whether they served themselves, heard after


def a_busy_help_desk(random: Random) -> tuple[list[Person], list[Closed], list[int]]:
    """Four people, some 300 closings, and three times the worker stands still: dense enough that every rule speaks."""

    def opts_out() -> datetime | None:
        return BEGIN + timedelta(minutes=random.randrange(YEARS)) if random.random() < 0.4 else None

    people = [Person(random.choice(ZONES), random.choice(ADDRESSES), opts_out()) for _ in range(4)]
    closed = [
        (random.randrange(YEARS), random.randrange(4), random.randint(1, 3), random.random() < 0.1, heard)
        for heard in random.choices([0, 5, 600, 20_000], [6, 6, 3, 1], k=300)
    ]
    return people, closed, [random.randrange(YEARS) for _ in range(3)]


@given(st.integers(0, 2**32), policies)
@trying(max_examples=60)
def test_nobody_is_asked_whom_a_rule_protects_in_years(seed: int, policy: Policy) -> None:
    those, closed, stops = a_busy_help_desk(Random(seed))
    asks, decisions = years_of(those, closed, policy, stops)
    assert sorted(decisions) == list(range(len(closed))), "every closing has exactly one decision"
    for ask in asks:
        person, local = those[ask.person], ask.at.astimezone(ZoneInfo(those[ask.person].zone))
        assert person.address not in ("info@law.example",)
        assert person.opts_out is None or ask.at < person.opts_out
        assert policy.go_live_at and ask.closed_at >= policy.go_live_at
        assert ask.closed_at + policy.delay <= ask.at <= ask.closed_at + policy.max_age
        assert policy.on_weekends or local.weekday() < 5
        assert local.date() not in CHRISTMAS and not date(2025, 2, 1) <= local.date() <= date(2025, 2, 28)
        start, end, clock = policy.quiet_from, policy.quiet_until, local.time().replace(microsecond=0)
        assert not (start <= clock < end if start < end else clock >= start or clock < end), local
    for number in range(len(those)):
        mine = [ask for ask in asks if ask.person == number]
        assert all(later.at - earlier.at >= max(policy.window, policy.minimum) for earlier, later in pairwise(mine))
        for service in (1, 2, 3):
            alike = [ask for ask in mine if ask.service == service]
            assert all(later.at - earlier.at >= policy.cooldown for earlier, later in pairwise(alike))


def years_of(
    those: list[Person], closed: list[tuple[int, int, int, bool, int]], policy: Policy, stops: list[int]
) -> tuple[list[Ask], dict[int, str]]:
    """Play it through: decide when we hear of a closing, look once more when its time has come."""
    todo: list[tuple[datetime, int, bool]] = []
    for number, (minute, *_, heard) in enumerate(closed):
        heapq.heappush(todo, (running(BEGIN + timedelta(minutes=minute + heard), stops), number, False))
    asks: list[Ask] = []
    decisions: dict[int, str] = {}
    while todo:
        moment, number, waiting = heapq.heappop(todo)
        minute, who, service, by_themselves, _ = closed[number]
        person, closed_at = those[who % len(those)], BEGIN + timedelta(minutes=minute)
        mine = [ask for ask in asks if ask.person == who % len(those)]
        history = History(
            closed_at=closed_at,
            address=person.address,
            own_work=by_themselves,
            opted_out=person.opts_out is not None and person.opts_out <= moment,
            last_asked_at=max((ask.at for ask in mine), default=None),
            last_asked_alike_at=max((ask.at for ask in mine if ask.service == service), default=None),
            where=Where(person.zone, holidays=CHRISTMAS),
        )
        verdict = may_ask(history, policy, moment)
        if not waiting:
            assert number not in decisions
            [choice] = choose([Eligible(number, 1)], policy, moment, draw_for)
            decisions[number] = verdict.reason if not verdict.ask or choice.chosen else "sampled_out"
            if verdict.ask and choice.chosen and verdict.ask_at:
                heapq.heappush(todo, (running(verdict.ask_at, stops), number, True))
        elif not verdict.ask:
            decisions[number] = when_waiting(verdict).reason
        elif verdict.ask_at and verdict.ask_at > moment:
            heapq.heappush(todo, (running(verdict.ask_at, stops), number, True))
        else:
            assert not by_themselves
            asks.append(Ask(moment, who % len(those), service, closed_at))
    return asks, decisions


def running(moment: datetime, stops: list[int]) -> datetime:
    """The same moment, or when the worker runs again."""
    for minute in sorted(stops):
        stopped = BEGIN + timedelta(minutes=minute)
        if stopped <= moment < stopped + timedelta(days=10):
            moment = stopped + timedelta(days=10)
    return moment
