"""A habit of the sample year: three teams say what happens next, and it is tapped now and then."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from django.conf import settings
from django.db import transaction

from wellserved.demo.campus import SEED
from wellserved.demo.roster import ROLES
from wellserved.habits.models import Habit, HabitTeam, Tap
from wellserved.habits.rules import LOOK_BACK, monday_of
from wellserved.kit.clock import local_day
from wellserved.people.models import Member, Membership, Team

WEEKS_AGO = 6
TRYING = 3  # of eight teams; the first is the lead's


@transaction.atomic
def try_on_a_habit(end: datetime) -> None:
    random = Random(SEED + 8)  # noqa: S311
    today = local_day(end, settings.TIME_ZONE)
    start = monday_of(today) - timedelta(weeks=WEEKS_AGO)
    teams = list(Team.objects.filter(archived_at=None).order_by("pk").values_list("pk", flat=True))
    habit = Habit.objects.create(
        name="Say what happens next",
        why="Several people said in calls that they would have waited gladly, had they known for what.",
        how="Before you say goodbye: who does what next, and when they hear of it. “Ruth orders it today; you "
        "hear from me on Thursday.”",
        starts_on=start,
        ends_on=start + LOOK_BACK - timedelta(days=1),
        started_by=Member.objects.filter(email=ROLES["lead"].email).first(),
        created_at=end - timedelta(weeks=WEEKS_AGO),
    )
    HabitTeam.objects.bulk_create(
        [HabitTeam(habit=habit, team_id=team, tries=i < TRYING) for i, team in enumerate(teams)]
    )
    members = sorted(set(Membership.objects.filter(team__in=teams[:TRYING]).values_list("member_id", flat=True)))
    taps = []
    for member in members:
        eager = random.uniform(0.15, 0.6)
        day = start
        while day <= today - timedelta(days=1):
            if day.weekday() < 5 and random.random() < 0.6:
                weeks = (day - start).days / 7
                kept = random.choices((2, 1, 0), (eager + 0.09 * weeks, 0.35, 0.5 - 0.07 * weeks))[0]
                feeling = min(5, max(1, round(random.gauss(2.3 + 0.3 * weeks, 0.8)))) if random.random() < 0.7 else None
                taps.append(Tap(habit=habit, member_id=member, day=day, kept=kept, feeling=feeling))
            day += timedelta(days=1)
    Tap.objects.bulk_create(taps)
