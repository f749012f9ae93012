"""The law of habits: which days may be tapped, what may be said of a team, and how an effect reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import ceil

from wellserved.habits.shapes import TapIn, WeekTried
from wellserved.kit.saying import number
from wellserved.measures import FEWEST, Effect, Interval, mean
from wellserved.measures.shapes import NOTHING

DAY, WEEK = timedelta(days=1), timedelta(days=7)
SPAN = 2 * WEEK  # one point of the picture
LOOK_BACK = 8 * WEEK  # what "before" is made of
SHORTEST, LONGEST = 2 * WEEK, 52 * WEEK
FEWEST_TEAMS, FEWEST_ON_A_SIDE = 6, 2  # as measures.difference_in_differences has it

Counts = Mapping[int, tuple[int, int]]  # team → (how many felt 5, how many said how it felt)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def may_tap(day: date, *, today: date, starts_on: date, last: date) -> bool:
    """Today and yesterday, while the habit is tried: what was longer ago, nobody remembers well."""
    return starts_on <= day <= last and today - DAY <= day <= today


def why_not_from_to(starts_on: date, ends_on: date, today: date) -> str:
    """What is wrong with the days of a new habit, in plain words; empty if nothing is."""
    if starts_on < today - 4 * WEEK:
        return "It begins more than four weeks ago. Choose a later day."
    if starts_on > today + LONGEST:
        return "It begins more than a year from now. Choose an earlier day."
    length = ends_on - starts_on + DAY
    if length < SHORTEST:
        return "Give it two weeks at least: a habit needs them."
    return "" if length <= LONGEST else "Try it for a year at most, and then decide."


def weeks_tried(taps: Iterable[TapIn], starts_on: date, today: date) -> list[WeekTried]:
    """Week by week what may be said of all who try it together; only weeks that are over.

    Each member counts once a week, by the share of their days. Below five members nothing is said, nor where all say
    the same, for then the mean is what each of them said.
    """
    weeks: dict[date, dict[int, list[TapIn]]] = defaultdict(lambda: defaultdict(list))
    for tap in taps:
        weeks[monday_of(tap.day)][tap.member].append(tap)
    found = []
    monday = monday_of(starts_on)
    while monday + WEEK <= today:
        members = weeks.get(monday, {})
        mostly = [sum(tap.kept == 2 for tap in own) / len(own) for own in members.values()]
        felt = [[tap.feeling for tap in own if tap.feeling] for own in members.values()]
        feelings = [sum(own) / len(own) for own in felt if own]
        found.append(WeekTried(monday, _together(mostly, 0, 1), _together(feelings, 1, 5)))
        monday += WEEK
    return found


def _together(values: Sequence[float], least: float, most: float) -> Interval:
    if len(values) < FEWEST or len(set(values)) == 1:
        return NOTHING
    got = mean(values)
    assert got.low is not None
    assert got.high is not None
    return Interval(got.estimate, max(least, got.low), min(most, got.high), got.n)


def clusters(
    tries: Iterable[int], waits: Iterable[int], before: Counts, after: Counts
) -> tuple[list[bool], list[float], list[float]]:
    """Teams with five answers or more in both stretches, by their share of 5, for difference_in_differences."""
    tried: list[bool] = []
    was: list[float] = []
    now: list[float] = []
    for team, tries_it in [*((team, True) for team in tries), *((team, False) for team in waits)]:
        (k1, n1), (k2, n2) = before.get(team, (0, 0)), after.get(team, (0, 0))
        if n1 >= FEWEST and n2 >= FEWEST:
            tried.append(tries_it)
            was.append(k1 / n1)
            now.append(k2 / n2)
    return tried, was, now


def enough_by(
    tries: Iterable[int], waits: Iterable[int], before: Counts, after: Counts, *, starts_on: date, today: date
) -> date | None:
    """When, as answers come in now, six teams (two on each side) may have five answers since it began; None: never.

    A team's pace is that of its days since the start, or, while nobody has answered, of the eight weeks before.
    """
    days = max(1, (today - starts_on).days)
    ready: dict[bool, list[int]] = {True: [], False: []}
    for side, teams in ((True, tries), (False, waits)):
        for team in teams:
            n1, n2 = before.get(team, (0, 0))[1], after.get(team, (0, 0))[1]
            if n1 < FEWEST:
                continue
            pace = n2 / days if n2 else n1 / LOOK_BACK.days
            ready[side].append(0 if n2 >= FEWEST else max(days + 1, ceil(FEWEST / pace)))
    if min(map(len, ready.values())) < FEWEST_ON_A_SIDE or sum(map(len, ready.values())) < FEWEST_TEAMS:
        return None
    both = sorted(ready[True]), sorted(ready[False])
    needed = max(side[FEWEST_ON_A_SIDE - 1] for side in both)
    return starts_on + timedelta(days=max(needed, sorted(both[0] + both[1])[FEWEST_TEAMS - 1]))


def mean_of_teams(teams: Iterable[int], counts: Counts) -> float | None:
    """The mean share of 5 of the teams that have five answers or more; a team counts as much as another."""
    shares = [k / n for k, n in (counts.get(team, (0, 0)) for team in teams) if n >= FEWEST]
    return sum(shares) / len(shares) if shares else None


def effect_in_words(effect: Effect, before: Effect, come_back: date | None, today: date, waits: int) -> str:
    """What may be said of what it did to felt."""
    if not waits:
        return "All teams try it, so there is nothing to hold it against: whatever changed may have changed anyway."
    if effect.too_few:
        if come_back is not None and come_back > today:
            return f"Not enough data. Come back around {around(come_back, today)}."
        teams = effect.tried + effect.waited
        return (
            f"Too few teams to say: {number(teams)} {'has' if teams == 1 else 'have'} answers before and since, and it "
            "takes six, at least two that try it and two that wait."
        )
    low, high = 100 * (effect.effect.low or 0), 100 * (effect.effect.high or 0)
    middle = 100 * (effect.effect.estimate or 0)
    if low <= 0 <= high:
        said = (
            "What it did to felt cannot be told: between "
            f"{_points(low)} and {_points(high)} points. Chance alone could explain what we see."
        )
    else:
        way = "more" if middle > 0 else "less"
        ends = sorted((abs(low), abs(high)))
        said = (
            f"Where it was tried, {abs(middle):.0f} of a hundred {way} felt great than would have otherwise (between "
            f"{ends[0]:.0f} and {ends[1]:.0f})."
        )
    if not before.too_few and before.p is not None and before.p < 0.05:
        said += " But the teams went apart before it began: hold this with care."
    return said


def spread_in_words(weeks: Sequence[WeekTried]) -> str:
    """How it caught on, from the first week of which something may be said to the last."""
    known = [week.mostly for week in weeks if week.mostly.estimate is not None]
    if not known:
        return "Too few to say so far: a week is shown when five people or more have tapped in it, and it is over."
    first, last = known[0], known[-1]
    now = f"{100 * (last.estimate or 0):.0f}% of days"
    if len(known) == 1:
        return f"Those who tapped mostly did it on {now}."
    if (last.low or 0) > (first.high or 0):
        return f"It spread: mostly done on {now}, from {100 * (first.estimate or 0):.0f}% in the first week."
    if (last.high or 0) < (first.low or 0):
        return f"It faded: mostly done on {now}, from {100 * (first.estimate or 0):.0f}% in the first week."
    return f"Mostly done on {now}; more or less than in the first week cannot be told."


def around(day: date, today: date) -> str:
    """ "9 March", or only the month when it is far off: more would be more than we know."""
    if day - today < 8 * WEEK:
        return f"{day.day} {day:%B}"
    return f"{day:%B}" if day.year == today.year or day - today < 26 * WEEK else f"{day:%B %Y}"


def _points(value: float) -> str:
    return f"{value:+.0f}".replace("-", "−")
