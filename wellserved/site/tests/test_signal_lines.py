"""Today tells who leads that something changed, until somebody has said what it was."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.cast import Cast
from wellserved.insight.models import Signal
from wellserved.insight.signals.actions import acknowledge_signal, judge_week
from wellserved.insight.tests.world import a_fallen_team
from wellserved.people.actors import actor_of_member
from wellserved.site.queries.today import today_for

MONDAY = date(2026, 10, 5)


def lines_of(member: Any) -> list[tuple[str, str]]:
    lines = today_for(actor_of_member(member)).lines
    return [(line.sentence, line.grey) for line in lines if "bullseyes" in line.sentence]


def test_the_line_stands_until_there_is_a_word(cast: Cast) -> None:
    a_fallen_team(cast, MONDAY)
    judge_week(monday=MONDAY)
    grey = "60 points fewer, between 45 and 70 · more than ordinary wobble"
    assert lines_of(cast.lead) == [("Service desk: fewer bullseyes in week 41.", grey)]
    assert lines_of(cast.manager)[0][1].endswith("one more has changed")
    assert lines_of(cast.member) == lines_of(cast.outsider) == []
    signal = Signal.objects.get(kind="team")
    acknowledge_signal(signal_id=signal.pk, word="Exams.", on_charts=False, member_id=cast.lead.pk, by=cast.admin_by)
    assert lines_of(cast.lead) == []
