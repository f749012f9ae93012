"""What came of a habit: whether it mattered, what customers noticed, and how often letters say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Sum

from wellserved.cases.models import Message
from wellserved.habits import rules
from wellserved.habits.models import Habit
from wellserved.habits.queries.habits import last_day, today
from wellserved.habits.shapes import HEARD, Matter, Noticed, Span, Spotted, Went
from wellserved.measures import FEWEST, difference_in_differences, newcombe, wilson
from wellserved.measures.shapes import NOTHING
from wellserved.passages.models import Passage
from wellserved.people.models import Membership
from wellserved.people.rules import fold
from wellserved.surveys.models import Response
from wellserved.tallies.queries import tallied_days

MOST = 5_000  # answers or letters that one page looks through; the newest
Counted = dict[int, tuple[int, int]]


def what_it_did(habit: Habit, tries: Sequence[int], waits: Sequence[int]) -> Matter:
    """Difference in differences of the share of 5, from the tallies. One query."""
    day = today()
    start, end = habit.starts_on, min(last_day(habit), day)
    since = start - 2 * rules.LOOK_BACK
    teams = [*tries, *waits]
    days = _by_day(teams, since, end)
    earlier, before, after = (
        _between(days, first, last)
        for first, last in (
            (since, start - rules.LOOK_BACK - rules.DAY),
            (start - rules.LOOK_BACK, start - rules.DAY),
            (start, end),
        )
    )
    effect = difference_in_differences(*rules.clusters(tries, waits, before, after))
    come_back = None
    if effect.too_few and start <= day <= last_day(habit):
        come_back = rules.enough_by(tries, waits, before, after, starts_on=start, today=day)
    return Matter(
        effect,
        difference_in_differences(*rules.clusters(tries, waits, earlier, before)),
        _spans(days, tries, waits, since, start, end),
        start - rules.LOOK_BACK,
        end,
        come_back,
        *(Went(rules.mean_of_teams(teams, before), rules.mean_of_teams(teams, after)) for teams in (tries, waits)),
    )


def what_they_noticed(habit: Habit, tries: Sequence[int], waits: Sequence[int]) -> Noticed | None:
    """What customers said to the question about it. None where they are not asked. One query."""
    if habit.survey_id is None or habit.asked_since is None:
        return None
    rows = (
        Response.objects.filter(
            team_id__in=[*tries, *waits],
            invitation__version__survey=habit.survey_id,
            invitation__day__gte=habit.asked_since,
            own__has_key=habit.question_id,
        )
        .order_by("-first_at")
        .values_list("team_id", "own")[:MOST]
    )
    known = {key for key, _ in HEARD}
    trying = set(tries)
    sides: dict[bool, list[str]] = {True: [], False: []}
    for team, own in rows:
        said = own.get(habit.question_id)
        if said in known:
            sides[team in trying].append(said)
    (k1, n1), (k2, n2) = ((side.count("yes"), len(side)) for side in (sides[True], sides[False]))
    gap = newcombe(k1, n1, k2, n2) if min(n1, n2) >= FEWEST else NOTHING
    return Noticed(wilson(k1, n1), wilson(k2, n2), gap)


def what_letters_say(habit: Habit, tries: Sequence[int]) -> Spotted | None:
    """In how many letters to customers by members of teams that try it the words stand. None where none are looked for.

    Nothing is said before five people have written some. Three queries.
    """
    if not habit.phrases:
        return None
    writers = set(Membership.objects.filter(team__in=tries).values_list("member_id", flat=True))
    first, last = habit.starts_on, min(last_day(habit), today())
    span = (first, last + rules.DAY)
    written: list[tuple[int, str]] = [
        (member or 0, words)
        for member, words in Message.objects.filter(member__in=writers, at__date__range=span)
        .exclude(words="")
        .order_by("-at")
        .values_list("member_id", "words")[:MOST]
    ]
    replies = Passage.objects.filter(reader__in=writers, replied_at__date__range=span, reply__isnull=False)
    written += [
        (reader or 0, _our_own(text))
        for reader, text in replies.order_by("-replied_at").values_list("reader_id", "reply__text")[:MOST]
    ]
    if len({member for member, _ in written}) < FEWEST:
        return Spotted(0, NOTHING)
    wanted = [f" {_words_of(phrase)} " for phrase in habit.phrases]
    found = sum(any(phrase in f" {_words_of(text)} " for phrase in wanted) for _, text in written)
    return Spotted(len(written), wilson(found, len(written)))


def _our_own(text: str) -> str:
    """A reply without the words it answers."""
    return "\n".join(line for line in text.splitlines() if not line.startswith(">"))


def _words_of(text: str) -> str:
    """Only letters and figures, so that commas and kinds of apostrophes do not matter."""
    return " ".join("".join(it if it.isalnum() else " " for it in fold(text.replace("’", "'"))).split())


def _by_day(teams: Sequence[int], first: date, last: date) -> list[tuple[int, date, int, int]]:
    rows = (
        tallied_days()
        .filter(team__in=teams, day__range=(first, last))
        .values("team", "day")
        .annotate(great=Sum("felt_5"), n=Sum("felt_1") + Sum("felt_2") + Sum("felt_3") + Sum("felt_4") + Sum("felt_5"))
        .order_by()
    )
    return [(row["team"], row["day"], row["great"], row["n"]) for row in rows]


def _between(days: Sequence[tuple[int, date, int, int]], first: date, last: date) -> Counted:
    found: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for team, day, great, n in days:
        if first <= day <= last:
            k, m = found[team]
            found[team] = k + great, m + n
    return dict(found)


def _spans(
    days: Sequence[tuple[int, date, int, int]],
    tries: Sequence[int],
    waits: Sequence[int],
    since: date,
    start: date,
    end: date,
) -> tuple[Span, ...]:
    """Two weeks each, from sixteen weeks before it began; the last one may be shorter."""
    found = []
    first = since
    while first <= end:
        counts = _between(days, first, min(first + rules.SPAN - timedelta(days=1), end))
        tried, waited = rules.mean_of_teams(tries, counts), rules.mean_of_teams(waits, counts)
        found.append(Span(first, tried, waited, first >= start))
        first += rules.SPAN
    return tuple(found)
