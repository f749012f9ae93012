"""What changed in the sample year: the week in which the core switch failed, noted by hand, and seen by the figures."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from wellserved.demo.campus import TEAMS
from wellserved.demo.seasons import outage_week
from wellserved.demo.year import NETWORKS
from wellserved.insight.annotations.actions import add_annotation
from wellserved.insight.drivers.actions import work_out_drivers
from wellserved.insight.signals.actions import judge_week
from wellserved.insight.signals.judging import week_to_judge
from wellserved.journal.shapes import SYSTEM
from wellserved.kit.clock import local_day
from wellserved.people.models import Member, Team

ALL = 100


def notice_what_changed(end: datetime) -> None:
    """Every week since just before it is judged, as it would have been then; nobody is written to."""
    today = local_day(end, settings.TIME_ZONE)
    outage = outage_week(today)
    team = Team.objects.get(name=TEAMS[NETWORKS].name)
    manager = Member.objects.filter(account__role="manager").order_by("pk").first()
    add_annotation(
        day=outage,
        words="The core switch failed: no network in three buildings until Friday.",
        team_id=team.pk,
        member_id=manager.pk if manager else None,
        by=SYSTEM,
    )
    monday, latest = outage - timedelta(weeks=1), week_to_judge(today)
    while monday <= latest:
        judge_week(monday=monday, letters=False)
        monday += timedelta(weeks=1)
    work_out_drivers(limit=ALL)
