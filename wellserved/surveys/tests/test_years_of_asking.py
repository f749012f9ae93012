"""Years of random interactions: nobody is ever asked whom a rule protects, and every reason that was given is true.

Closings, opt-outs and asks by hand crowd where rules begin and end: at the edges of pauses, holidays, weekends and
quiet hours, on each person's clock. Years in which all happens at random moments hardly ever meet them.
"""

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

from wellserved.surveys.rules.asking import History, may_ask, may_insist, when_waiting
from wellserved.surveys.rules.known import Pause, Policy, Where
from wellserved.surveys.rules.sampling import Eligible, choose, draw_for
from wellserved.surveys.tests.test_quiet_times import quiet

BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
YEARS = timedelta(days=365 * 3)
A_MINUTE = timedelta(minutes=1)
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland")
ADDRESSES = ("bea@biology.example", "sam@physics.example", "info@law.example", "milo@campus.example")
CHRISTMAS = frozenset(date(year, 12, day) for year in range(2024, 2028) for day in (25, 26))
PAUSES = tuple(
    Pause(name, date(year, first[0], first[1]), date(year, last[0], last[1]))
    for year in (2024, 2025, 2026)
    for name, first, last in (("Exams", (2, 10), (2, 14)), ("Term begins", (10, 6), (10, 6)))
)
EDGES = [day for pause in PAUSES for day in (pause.first, pause.last)] + sorted(CHRISTMAS)


@dataclass(frozen=True)
class Person:
    zone: str
    address: str
    opts_out: datetime | None

    @property
    def where(self) -> Where:
        return Where(self.zone, holidays=CHRISTMAS)


@dataclass(frozen=True)
class Closed:
    at: datetime
    who: int
    service: int
    by_themselves: bool
    heard: datetime
    by_hand: datetime | None  # when somebody presses "Ask now"


@dataclass(frozen=True)
class Ask:
    at: datetime
    about: Closed
    by_hand: bool = False


@dataclass(frozen=True)
class Said:
    """A reason that was given, and when."""

    at: datetime
    reason: str


policies = st.builds(
    Policy,
    go_live_at=st.integers(0, 365).map(lambda day: BEGIN + timedelta(days=day)),
    delay=st.sampled_from([timedelta(), timedelta(hours=1), timedelta(days=2)]),
    window=st.integers(7, 60).map(lambda days: timedelta(days=days)),
    minimum=st.integers(1, 7).map(lambda days: timedelta(days=days)),
    cooldown=st.sampled_from([timedelta(), timedelta(days=90)]),
    max_age=st.integers(1, 10).map(lambda days: timedelta(days=days)),
    sampling_rate=st.sampled_from([1.0, 0.5]),
    quiet_from=st.sampled_from([time(20), time(0), time(12), time(17, 30)]),
    quiet_until=st.sampled_from([time(8), time(13, 30)]),
    on_weekends=st.booleans(),
    on_holidays=st.sampled_from([False, False, True]),
    pauses=st.just(PAUSES),
)


def a_busy_help_desk(random: Random, policy: Policy) -> tuple[list[Person], list[Closed], list[datetime]]:
    """Four people, some 300 closings, and three times the worker stands still."""

    def a_moment(zone: str) -> datetime:
        """At random, or within minutes of an edge: of a day that is off, or of the quiet hours."""
        if random.random() < 0.3:
            return BEGIN + random.random() * YEARS
        if random.random() < 0.1:
            return (policy.go_live_at or BEGIN) + random.uniform(-4, 2) * timedelta(days=1)
        day = random.choice(EDGES) if random.random() < 0.6 else (BEGIN + random.random() * YEARS).date()
        day += timedelta(days=random.choice([-1, 0, 0, 0, 1]))
        edge = random.choice([time(), policy.quiet_from, policy.quiet_until, time(10)])
        moment = datetime.combine(day, edge, ZoneInfo(zone)).astimezone(UTC)
        return moment + random.randint(-3, 3) * A_MINUTE

    people = []
    for _ in range(4):
        zone = random.choice(ZONES)
        people.append(Person(zone, random.choice(ADDRESSES), a_moment(zone) if random.random() < 0.4 else None))
    closed = []
    for heard in random.choices([0, 5, 600, 5_000, 20_000], [6, 6, 3, 2, 1], k=300):
        who = random.randrange(4)
        at = a_moment(people[who].zone) - random.choice([timedelta(), policy.delay])
        by_hand = at + timedelta(minutes=random.choice([1, 300, 5_000])) if random.random() < 0.15 else None
        late = at + timedelta(minutes=heard)
        closed.append(Closed(at, who, random.randint(1, 3), random.random() < 0.1, late, by_hand))
    return people, closed, [BEGIN + random.random() * YEARS for _ in range(3)]


@given(st.integers(0, 2**32), policies)
@trying(max_examples=60, deadline=None)
def test_nobody_is_asked_whom_a_rule_protects_in_years(seed: int, policy: Policy) -> None:
    those, closed, stops = a_busy_help_desk(Random(seed), policy)
    asks, decisions = years_of(those, closed, policy, stops)
    assert sorted(decisions) == list(range(len(closed))), "every closing has exactly one decision"
    for ask in asks:
        person = those[ask.about.who]
        assert person.address != "info@law.example" and not ask.about.by_themselves
        assert person.opts_out is None or ask.at < person.opts_out
        assert not quiet(ask.at, person.where, policy), ask.at.astimezone(ZoneInfo(person.zone))
        if not ask.by_hand:
            assert policy.go_live_at and ask.about.at >= policy.go_live_at
            assert ask.about.at + policy.delay <= ask.at <= ask.about.at + policy.max_age
    for number in range(len(those)):
        mine = sorted((ask for ask in asks if ask.about.who == number), key=lambda ask: ask.at)
        for earlier, later in pairwise(mine):
            assert later.at - earlier.at >= (policy.minimum if later.by_hand else max(policy.window, policy.minimum))
        for service in (1, 2, 3):
            alike = [ask for ask in mine if ask.about.service == service]
            assert all(b.by_hand or b.at - a.at >= policy.cooldown for a, b in pairwise(alike))
    for number, said in decisions.items():
        assert is_true(said, closed[number], those[closed[number].who], policy, asks), (said, closed[number])


def is_true(said: Said, about: Closed, person: Person, policy: Policy, asks: list[Ask]) -> bool:
    """Whether the reason that was given held at that moment: nobody is left out for nothing."""
    before = [said.at - ask.at for ask in asks if ask.about.who == about.who and ask.at <= said.at]
    alike = [said.at - ask.at for ask in asks if ask.about.who == about.who and ask.about.service == about.service
             and ask.at <= said.at]  # fmt: skip
    due, limit = max(about.at + policy.delay, said.at), about.at + policy.max_age
    steps = range(int((limit - due) / timedelta(minutes=30)) + 1)
    in_pause = any(p.first <= due.astimezone(ZoneInfo(person.zone)).date() <= p.last for p in PAUSES)
    held: dict[str, bool] = {
        "window": any(ago < policy.window for ago in before),
        "minimum": any(ago < policy.minimum for ago in before),
        "cooldown": any(ago < policy.cooldown for ago in alike),
        "pause": in_pause,
        "too_old": said.at - about.at > policy.max_age,
        "too_late": said.at > limit
        or (not in_pause and all(quiet(due + n * 30 * A_MINUTE, person.where, policy) for n in steps)),
        "before_go_live": bool(policy.go_live_at and about.at < policy.go_live_at),
        "opted_out": person.opts_out is not None and person.opts_out <= said.at,
        "own_work": about.by_themselves,
        "role_address": person.address == "info@law.example",
        "sampled_out": policy.sampling_rate < 1,
        "asked": any(ask.about is about for ask in asks),
    }
    return held[said.reason]


def years_of(
    those: list[Person], closed: list[Closed], policy: Policy, stops: list[datetime]
) -> tuple[list[Ask], dict[int, Said]]:
    """Play it through: decide when we hear of a closing, look once more when its time has come, ask by hand between."""
    todo: list[tuple[datetime, int, str]] = []
    for number, about in enumerate(closed):
        heapq.heappush(todo, (running(about.heard, stops), number, "decide"))
        if about.by_hand:
            heapq.heappush(todo, (about.by_hand, number, "by hand"))
    asks: list[Ask] = []
    decisions: dict[int, Said] = {}
    while todo:
        moment, number, what = heapq.heappop(todo)
        about = closed[number]
        person, mine = those[about.who], [ask for ask in asks if ask.about.who == about.who]
        history = History(
            closed_at=about.at,
            address=person.address,
            own_work=about.by_themselves,
            opted_out=person.opts_out is not None and person.opts_out <= moment,
            answered=any(ask.about is about for ask in mine),
            last_asked_at=max((ask.at for ask in mine), default=None),
            last_asked_alike_at=max((ask.at for ask in mine if ask.about.service == about.service), default=None),
            where=person.where,
        )
        if what == "by hand":  # once more where quiet time moves it
            verdict = may_insist(history, policy, moment)
            if verdict.ask and verdict.ask_at == moment:
                asks.append(Ask(moment, about, by_hand=True))
                decisions[number] = Said(moment, "asked")
            elif verdict.ask and verdict.ask_at:
                heapq.heappush(todo, (verdict.ask_at, number, "by hand"))
            continue
        if history.answered:
            continue
        verdict = may_ask(history, policy, moment)
        if what == "decide":
            [choice] = choose([Eligible(number, 1)], policy, moment, draw_for)
            decisions[number] = Said(moment, verdict.reason if not verdict.ask else "sampled_out")
            if verdict.ask and choice.chosen and verdict.ask_at:
                heapq.heappush(todo, (running(verdict.ask_at, stops), number, "ask"))
        elif not verdict.ask:
            decisions[number] = Said(moment, when_waiting(verdict).reason)
        elif verdict.ask_at and verdict.ask_at > moment:
            heapq.heappush(todo, (running(verdict.ask_at, stops), number, "ask"))
        else:
            asks.append(Ask(moment, about))
            decisions[number] = Said(moment, "asked")
    return asks, decisions


def running(moment: datetime, stops: list[datetime]) -> datetime:
    """The same moment, or when the worker runs again."""
    for stopped in sorted(stops):
        if stopped <= moment < stopped + timedelta(days=10):
            moment = stopped + timedelta(days=10)
    return moment
