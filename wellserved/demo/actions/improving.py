"""The sample year's ideas: one is checked, one is done, some were weighed, and cards lie on the table."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from django.conf import settings

from wellserved.demo.campus import SEED
from wellserved.demo.roster import ROLES
from wellserved.improvements.actions.adding import add_improvement
from wellserved.improvements.actions.bargaining import deal_cards, lay_cards
from wellserved.improvements.actions.moving import begin_improvement, finish_improvement, let_improvement_go
from wellserved.improvements.actions.weighing import open_weighing, place_ideas, reveal_weighing
from wellserved.improvements.models import Improvement
from wellserved.improvements.queries.cards import prices_of
from wellserved.improvements.shapes import Evidence, Placed, ToMove
from wellserved.journal.shapes import SYSTEM, By
from wellserved.kit.clock import local_day
from wellserved.people.models import Member
from wellserved.surveys.models import Response

# The line; about how much effort and value most of us see in it; a word that comments about it have.
IDEAS = (
    ("Say what happens next before hanging up", 2, 9, "next"),
    ("One page that tells which printer is down", 4, 7, "printer"),
    ("Call back before noon what came in overnight", 5, 8, "call"),
    ("A second screen at the desk, turned to who is served", 3, 5, "desk"),
    ("Reset passwords without a visit to the desk", 8, 9, "password"),
)
FEARS = ("That we promise it and then forget", "That we look as if we had never done it before", "More calls, at first")


def improve_things(end: datetime) -> None:
    """Nothing where the sample year's people are not there."""
    here = list(Member.objects.filter(left_at=None, account__is_active=True).order_by("pk")[:7])
    owner = Member.objects.filter(email=ROLES["member"].email).first()
    if owner is None or len(here) < 5:
        return
    random, today = Random(SEED), local_day(end, settings.TIME_ZONE)  # noqa: S311  the same ideas for everybody
    team = owner.teams.order_by("pk").first()
    ideas = [
        _idea(text, word, here[i % len(here)], team.pk if team else 0) for i, (text, _, _, word) in enumerate(IDEAS)
    ]
    _weigh(random, ideas, here)
    fears = open_weighing(kind="fear", improvement_ids=[one.pk for one in ideas[2:]], member=here[0], by=SYSTEM)
    for member, words in zip(here[1:4], FEARS, strict=False):
        placed = [Placed(one.pk, random.randint(2, 8), random.randint(4, 10), words) for one in ideas[2:]]
        place_ideas(weighing_id=fears.pk, member=member, placed=placed, by=By("member", member.pk))
    begin_improvement(improvement_id=ideas[0].pk, owner=owner, due_on=today - timedelta(days=80), by=SYSTEM)
    to_move = ToMove("felt", team.pk if team else None, None, 5, 8)
    finish_improvement(improvement_id=ideas[0].pk, done_on=today - timedelta(days=80), to_move=to_move, by=SYSTEM)
    begin_improvement(improvement_id=ideas[1].pk, owner=here[2], due_on=today + timedelta(days=12), by=SYSTEM)
    gone, _ = add_improvement(text="Close the desk on Fridays", member=here[3], by=SYSTEM)
    let_improvement_go(
        improvement_id=gone.pk, because="On Fridays most people come; we tried it two years ago", by=SYSTEM
    )
    _deal(ideas[2:], here)


def _idea(text: str, word: str, member: Member, team_id: int) -> Improvement:
    said = (
        Response.objects.filter(words__icontains=word, team_id=team_id).order_by("-pk").values_list("pk", "words")[:4]
    )
    evidence = [Evidence("response", pk, words[:400], quote=True) for pk, words in said]
    return add_improvement(text=text, member=member, evidence=evidence, by=By("member", member.pk))[0]


def _weigh(random: Random, ideas: list[Improvement], here: list[Member]) -> None:
    weighing = open_weighing(kind="value", improvement_ids=[one.pk for one in ideas], member=here[0], by=SYSTEM)
    for member in here:
        placed = [
            Placed(one.pk, _near(random, effort), _near(random, value))
            for one, (_, effort, value, _) in zip(ideas, IDEAS, strict=True)
        ]
        place_ideas(weighing_id=weighing.pk, member=member, placed=placed, by=By("member", member.pk))
    reveal_weighing(weighing_id=weighing.pk, member=here[0], by=SYSTEM)


def _near(random: Random, mark: int) -> int:
    return min(10, max(1, mark + random.choice((-2, -1, 0, 0, 1, 2))))


def _deal(ideas: list[Improvement], here: list[Member]) -> None:
    prices = prices_of([one.pk for one in ideas])
    players = [member.pk for member in here]
    one = deal_cards(name="What we fund in spring", hand=2, needs=prices, players=players, member=here[0], by=SYSTEM)
    stakes = list(one.stakes.order_by("place"))
    for number, member in enumerate(here[:4]):
        stake = stakes[0] if number < 3 else stakes[-1]
        lay_cards(dealt_id=one.pk, member=member, stake_id=stake.pk, count=1, by=By("member", member.pk))
