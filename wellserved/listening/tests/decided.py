"""A round whose meeting has decided: one theme is kept, one adjusted, and the second call lies in the first alone."""

from __future__ import annotations

from datetime import timedelta

from tests.cast import Cast
from wellserved.kit.clock import now
from wellserved.listening.actions.deciding import decide_theme
from wellserved.listening.actions.sorting import make_theme
from wellserved.listening.models import Call, Round, Theme
from wellserved.listening.shapes import Decided
from wellserved.listening.tests.spoken import a_spoken_round, line_ids


def a_decided_round(cast: Cast, calls: int = 2) -> Round:
    """What everybody said of the desk is kept; what the member's first contact said of the hours is adjusted."""
    one = a_spoken_round(cast, calls)
    desk = make_theme(round_id=one.pk, name="The walk-up desk", by=cast.admin_by, line_ids=line_ids(one, question=1))
    decide_theme(theme_id=desk.pk, decided=Decided("keep"), by=cast.admin_by)
    hours = line_ids(one, question=2, call=first_call(one))
    adjust_hours(cast, make_theme(round_id=one.pk, name="Opening hours", by=cast.admin_by, line_ids=hours))
    return one


def first_call(one: Round) -> Call:
    """The first that was held: its caller is the desk's lead."""
    return one.calls.filter(state=Call.State.HELD).order_by("member_id", "place")[0]


def adjust_hours(cast: Cast, theme: Theme, action: str = "Open at half past seven") -> Theme:
    soon = (now() + timedelta(days=9)).date()
    decided = Decided("adjust", action=action, owner_id=cast.member.pk, due_on=soon)
    return decide_theme(theme_id=theme.pk, decided=decided, by=cast.admin_by)
