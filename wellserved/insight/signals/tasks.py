"""What the worker does about signals. Safe to run twice."""

from __future__ import annotations

from django.conf import settings

from wellserved.insight.signals.actions import judge_week
from wellserved.insight.signals.judging import week_to_judge
from wellserved.kit.clock import local_day, now


def judge_the_latest_week() -> int:
    """Once a week, when its answers have had two days to come in. How many signals there were."""
    return judge_week(monday=week_to_judge(local_day(now(), settings.TIME_ZONE))) or 0
