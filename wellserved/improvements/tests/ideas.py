"""Ideas, weighings and cards to try things on."""

from __future__ import annotations

from datetime import date, timedelta

from tests.cast import Cast
from wellserved.improvements.actions.adding import add_improvement
from wellserved.improvements.actions.bargaining import deal_cards
from wellserved.improvements.actions.moving import begin_improvement, finish_improvement
from wellserved.improvements.actions.weighing import open_weighing, place_ideas, reveal_weighing
from wellserved.improvements.models import Dealt, Improvement, Weighing
from wellserved.improvements.shapes import Placed, ToMove
from wellserved.kit.clock import now


def an_idea(cast: Cast, text: str = "Call back before noon") -> Improvement:
    return add_improvement(text=text, member=cast.member, by=cast.admin_by)[0]


def a_weighing(cast: Cast, *ideas: Improvement, kind: str = "value") -> Weighing:
    return open_weighing(
        kind=kind, improvement_ids=[one.pk for one in ideas or (an_idea(cast),)], member=cast.lead, by=cast.admin_by
    )


def weighed(cast: Cast, *ideas: Improvement, efforts: tuple[int, ...] = (2, 3, 4), kind: str = "value") -> Weighing:
    """By the lead, the member and the manager; shown."""
    one = a_weighing(cast, *ideas, kind=kind)
    for who, effort in zip((cast.lead, cast.member, cast.manager), efforts, strict=False):
        placed = [Placed(idea.pk, effort, 8) for idea in one.improvements.all()]
        place_ideas(weighing_id=one.pk, member=who, placed=placed, by=cast.admin_by)
    return reveal_weighing(weighing_id=one.pk, member=cast.lead, by=cast.admin_by)


def dealt(cast: Cast, needs: dict[Improvement, int], hand: int = 3) -> Dealt:
    """To the lead, the member and the outsider."""
    return deal_cards(
        name="What we fund next",
        hand=hand,
        needs={idea.pk: number for idea, number in needs.items()},
        players=[cast.lead.pk, cast.member.pk, cast.outsider.pk],
        member=cast.lead,
        by=cast.admin_by,
    )


def done(cast: Cast, idea: Improvement, ago: int = 100, weeks: int = 8, worth: int = 5) -> Improvement:
    """Done so many days ago, by the member, to move the desk's bullseyes."""
    day: date = now().date()
    begin_improvement(improvement_id=idea.pk, owner=cast.member, due_on=day, by=cast.admin_by)
    to_move = ToMove("bullseye", cast.desk.pk, None, worth, weeks)
    return finish_improvement(
        improvement_id=idea.pk, done_on=day - timedelta(days=ago), to_move=to_move, by=cast.admin_by
    )
