"""Self-checks of the sample year: teams that come to know their customers a little better."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from random import Random

from django.conf import settings
from django.db import transaction

from wellserved.demo.campus import SEED
from wellserved.kit.clock import local_day
from wellserved.people.models import Membership
from wellserved.selfchecks.actions import seal_forecasts
from wellserved.selfchecks.models import SelfCheck
from wellserved.selfchecks.queries import truths_of
from wellserved.selfchecks.rules import due_from, quarter_of
from wellserved.surveys.shapes import QUALITIES

QUARTERS = 3
OFF = (0.2, 0.11, 0.04)  # how far off the guesses are, the oldest quarter first
SAYINGS = (
    "That we are quick, once somebody picks up.",
    "Kind, but they would like to know sooner when it is done.",
    "That they can ask anything here.",
    "",
    "",
)


@transaction.atomic
def look_at_ourselves(end: datetime) -> None:
    random = Random(SEED + 7)  # noqa: S311
    quarters = _quarters_before(local_day(end, settings.TIME_ZONE))
    places = list(Membership.objects.order_by("team_id", "member_id").values_list("member_id", "team_id"))
    truths = truths_of(sorted({team for _, team in places}), quarters)
    checks = []
    for quarter, off in zip(quarters, OFF, strict=True):
        for member, team in places:
            truth = truths.get((team, quarter))
            if truth is None or truth.bullseye.estimate is None or random.random() < 0.2:
                continue
            guess = truth.bullseye.estimate + random.gauss(off, 0.08)
            named = truth.quality if truth.quality is not None and random.random() > off * 3 else random.randrange(10)
            made_at = datetime.combine(due_from(quarter), time(9, random.randrange(60)), tzinfo=UTC)
            checks.append(
                SelfCheck(
                    member_id=member,
                    team_id=team,
                    quarter=quarter,
                    thought=random.choice((1, 2, 2)),
                    how=random.choice((3, 4, 4, 5)),
                    improve=random.choice((1, 2)),
                    customers_say=random.choice(SAYINGS),
                    predicted_rate=min(100, max(0, round(guess * 100))),
                    predicted_quality=min(named, len(QUALITIES) - 1),
                    made_at=made_at,
                    changed_at=made_at,
                )
            )
    SelfCheck.objects.bulk_create(checks)
    seal_forecasts()


def _quarters_before(today: date) -> list[date]:
    """The last quarters that are over, the oldest first."""
    found = []
    quarter = quarter_of(today)
    for _ in range(QUARTERS):
        quarter = quarter_of(quarter - date.resolution)
        found.append(quarter)
    return found[::-1]
