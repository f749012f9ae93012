"""Reading a monthly page, and who gets which."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet

from wellserved.cases.models import Case
from wellserved.cases.queries.cases import cases_visible_to, late_at, still_open
from wellserved.insight import rules as rates
from wellserved.insight.models import ReportSchedule
from wellserved.insight.queries import pulse, teams_within_reach
from wellserved.insight.reports import rules
from wellserved.insight.reports.shapes import Quoted, Report
from wellserved.kit.clock import now
from wellserved.kit.text import beginning
from wellserved.kudos.queries.kudos import given_between, wall
from wellserved.listening.queries.stories import latest_story
from wellserved.people.models import Member, Membership, Team
from wellserved.people.shapes import Actor

QUOTES, LONGEST_QUOTE = 3, 240


def report_for(*, actor: Actor, month: date, team: int | None) -> Report:
    """The page as this person may see it. A team beyond their reach is not found."""
    last = rules.end_of(month)
    seen = pulse(actor=actor, period=rates.between(month, last), team=team)
    earlier = rules.month_before(month)
    before = pulse(actor=actor, period=rates.between(earlier, rules.end_of(earlier)), team=team).total
    first, end = _midnight(month), _midnight(last + timedelta(days=1))
    cases = cases_visible_to(actor).filter(kind=Case.Kind.COMPLAINT)
    kudos = given_between(first, end)
    if team:
        cases, kudos = cases.filter(team_id=team), kudos.filter(_given_to([team]))
    elif not actor.sees_all:
        kudos = kudos.filter(_given_to(actor.team_ids))
    two, two_before = seen.total.two_by_two, before.two_by_two
    return Report(
        month=month,
        team=seen.team,
        seen=seen,
        before=before,
        change=rules.changed(two.done_great, seen.total.n, two_before.done_great, before.n),
        complaints=cases.filter(received_at__gte=first, received_at__lt=end).count(),
        open_now=cases.filter(still_open()).count(),
        late_now=cases.filter(late_at(now())).count(),
        kudos=kudos.count(),
        quotes=_quotes(actor, first, end, team),
    )


def _quotes(actor: Actor, first: datetime, end: datetime, team: int | None) -> tuple[Quoted, ...]:
    """Only what its writer agreed that others read: kind words from the wall, and a story from a round."""
    hanging = wall().filter(given_at__gte=first, given_at__lt=end)
    if team:
        hanging = hanging.filter(_given_to([team]))
    elif not actor.sees_all:
        hanging = hanging.filter(_given_to(actor.team_ids))
    found = [Quoted(beginning(one.words, LONGEST_QUOTE), one.giver_name) for one in hanging[:QUOTES]]
    story = latest_story(actor, [team] if team else None)
    if story and first <= story.written_at < end:
        found.append(Quoted(beginning(story.text, LONGEST_QUOTE), story.who, story.title))
    return tuple(found)


def _given_to(teams: Collection[int]) -> Q:
    """To these teams, or to somebody in one of them."""
    members = Membership.objects.filter(team_id__in=teams).values("member_id")
    return Q(team_id__in=teams) | Q(team=None, member_id__in=members)


def schedules_visible_to(actor: Actor) -> QuerySet[ReportSchedule]:
    """One's own; a lead's teams'; all, for who sees all."""
    schedules = ReportSchedule.objects.select_related("member", "team").order_by("team__name_key", "member__name_key")
    if actor.sees_all:
        return schedules
    return schedules.filter(Q(member_id=actor.member_id or 0) | Q(team_id__in=actor.led_team_ids))


def readers_offered(actor: Actor) -> QuerySet[Member]:
    """To whom one may have pages sent: oneself; a lead, who is in their teams; a manager, anybody who signs in."""
    here = Member.objects.filter(left_at=None, account__is_active=True).order_by("name_key")
    if actor.sees_all:
        return here
    return here.filter(Q(pk=actor.member_id or 0) | Q(memberships__team_id__in=actor.led_team_ids)).distinct()


def teams_offered(actor: Actor) -> QuerySet[Team]:
    return teams_within_reach(actor).filter(archived_at=None).order_by("name_key")


def may_get(reader: Actor, team_id: int | None) -> bool:
    """Whether a reader may see that page at all: what they may not open on screen does not come by letter."""
    return reader.sees_all if team_id is None else teams_within_reach(reader).filter(pk=team_id).exists()


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(settings.TIME_ZONE))
