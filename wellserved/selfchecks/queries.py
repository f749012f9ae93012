"""Reading self-checks: one's own, what somebody let their lead see, and what teams foresaw beside what was true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import TruncQuarter

from wellserved.kit.clock import local_day, now
from wellserved.measures import FEWEST, Interval, difference, wilson
from wellserved.measures.shapes import NOTHING
from wellserved.people.models import Member, Team
from wellserved.people.queries import teams_visible_to
from wellserved.people.shapes import Actor
from wellserved.selfchecks.models import SelfCheck, TeamForecast
from wellserved.selfchecks.rules import due_from, last_day, next_quarter, quarter_in_short, quarter_of
from wellserved.selfchecks.shapes import Beside, Truth
from wellserved.surveys.models import Response
from wellserved.surveys.shapes import QUALITIES
from wellserved.tallies.queries import tallied_days

QUARTERS_SHOWN = 8
UNSURE = Interval(None, None, None, 0)
Key = tuple[int, date]


def today() -> date:
    return local_day(now(), settings.TIME_ZONE)


def this_quarter() -> date:
    return quarter_of(today())


def teams_checked_by(actor: Actor) -> QuerySet[Team]:
    """The teams whose predictions this person may see beside the truth: one's own; all, for who sees all."""
    teams = teams_visible_to(actor).filter(archived_at=None)
    return teams if actor.sees_all else teams.filter(pk__in=actor.team_ids)


def own_checks(actor: Actor) -> QuerySet[SelfCheck]:
    """One's own, the newest first."""
    return SelfCheck.objects.filter(member_id=actor.member_id or 0).order_by("-quarter", "team_id")


def checks_opened_to(actor: Actor) -> QuerySet[SelfCheck]:
    """What members let this person see: as lead of the team, or as whom they report to. Nobody else sees any."""
    if actor.member_id is None:
        return SelfCheck.objects.none()
    found = SelfCheck.objects.filter(lead_may_see=True).exclude(member_id=actor.member_id)
    found = found.filter(Q(team__in=actor.led_team_ids) | Q(member__reports_to=actor.member_id))
    return found.select_related("member", "team").order_by("-quarter", "member__name_key")


def who_may_see(member: Member, team: Team) -> list[Member]:
    """Whom a member's consent is about: whoever leads the team, and whom the member reports to."""
    found = Member.objects.filter(
        Q(memberships__team=team, memberships__leads=True) | Q(pk=member.reports_to_id or 0), left_at=None
    )
    return list(found.exclude(pk=member.pk).distinct().order_by("name_key"))


def checks_due(actor: Actor) -> list[Team]:
    """The teams of this member whose check of this quarter is due: in its last month, where customers answer at all."""
    quarter = this_quarter()
    if actor.member_id is None or today() < due_from(quarter):
        return []
    teams = teams_visible_to(actor).filter(archived_at=None, pk__in=teams_with_answers() & actor.team_ids)
    made = SelfCheck.objects.filter(member_id=actor.member_id, quarter=quarter).values("team_id")
    return list(teams.exclude(pk__in=made))


def teams_with_answers() -> set[int]:
    """The teams about whom somebody said both sides in this quarter or the one before."""
    since = quarter_of(this_quarter() - date.resolution)
    return set(tallied_days().filter(day__gte=since, both__gt=0).values_list("team", flat=True).distinct())


def own_beside_truth(actor: Actor, team: Team) -> list[Beside]:
    """What one foresaw oneself beside what was true, for the quarters that are over, the oldest first."""
    checks = list(own_checks(actor).filter(team=team, quarter__lt=this_quarter())[:QUARTERS_SHOWN])[::-1]
    truths = truths_of([team.pk], [check.quarter for check in checks])
    return [
        _beside(
            check.quarter,
            Interval(check.predicted_rate / 100, None, None, 1),
            check.predicted_quality,
            truths.get((team.pk, check.quarter)),
        )
        for check in checks
    ]


def teams_beside_truth(actor: Actor, team: Team) -> list[Beside]:
    """What the team foresaw beside what was true, for the quarters that were sealed, the oldest first."""
    if not teams_checked_by(actor).filter(pk=team.pk).exists():
        return []
    sealed = list(TeamForecast.objects.filter(team=team).order_by("-quarter")[:QUARTERS_SHOWN])[::-1]
    truths = truths_of([team.pk], [one.quarter for one in sealed])
    return [_beside(one.quarter, _interval(one), one.quality, truths.get((team.pk, one.quarter))) for one in sealed]


def truths_of(team_ids: Sequence[int], quarters: Iterable[date]) -> dict[Key, Truth]:
    """What customers said, by team and quarter. Two queries."""
    wanted = sorted(set(quarters))
    if not wanted:
        return {}
    first, last = wanted[0], last_day(wanted[-1])
    rows = (
        tallied_days()
        .filter(team__in=team_ids, day__range=(first, last))
        .annotate(quarter=TruncQuarter("day"))
        .values("team", "quarter")
        .annotate(hits=Sum("bullseye"), n=Sum("both"))
        .order_by()
    )
    named = _named_most(team_ids, first, last)
    return {
        (row["team"], row["quarter"]): Truth(wilson(row["hits"], row["n"]), named.get((row["team"], row["quarter"])))
        for row in rows
        if row["quarter"] in wanted
    }


def _named_most(team_ids: Sequence[int], first: date, last: date) -> dict[Key, int]:
    """Which quality was named most by those whom service did not leave badly off; nothing below five who named any."""
    bits = {f"q{i}": Sum(F("qualities").bitand(1 << i)) / (1 << i) for i in range(len(QUALITIES))}
    rows: Any = (
        Response.objects.filter(team_id__in=team_ids, invitation__day__range=(first, last), felt__gt=2, qualities__gt=0)
        .exclude(achieved=0)
        .annotate(quarter=TruncQuarter("invitation__day"))
        .values("team_id", "quarter")
        .annotate(**bits)
        .order_by()
    )
    found = {}
    for row in rows:
        counts = [row[f"q{i}"] for i in range(len(QUALITIES))]
        if max(counts) >= FEWEST:
            found[row["team_id"], row["quarter"]] = counts.index(max(counts))
    return found


def _interval(one: TeamForecast) -> Interval:
    if one.mean is None or one.low is None or one.high is None:
        return NOTHING
    return Interval(one.mean / 100, one.low / 100, one.high / 100, one.n)


def _beside(quarter: date, foreseen: Interval, quality: int | None, truth: Truth | None) -> Beside:
    was = truth.bullseye if truth and not truth.bullseye.too_few else NOTHING
    named = truth.quality if truth else None
    return Beside(
        quarter,
        quarter_in_short(quarter),
        foreseen,
        "" if quality is None else QUALITIES[quality][1],
        was,
        "" if named is None else QUALITIES[named][1],
        difference(foreseen, was),
    )


def members_to_remind(quarter: date) -> QuerySet[Member]:
    """Who has a login and a team with answers, and made no check of this quarter."""
    made = SelfCheck.objects.filter(quarter=quarter).values("member_id")
    found = Member.objects.filter(
        left_at=None,
        account__is_active=True,
        memberships__team__in=teams_with_answers(),
        memberships__team__archived_at=None,
    )
    return found.exclude(pk__in=made).select_related("account").distinct().order_by("pk")


def until(quarter: date) -> date:
    """The last day on which a check of this quarter can be made."""
    return next_quarter(quarter) - date.resolution
