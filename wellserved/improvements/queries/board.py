"""The board of improvements: open to everybody who works here, but for the evidence, which each idea only counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from wellserved.improvements.models import Heard, Improvement
from wellserved.improvements.queries.weighing import latest_middles
from wellserved.improvements.rules.moving import COLUMNS, IDEA, LET_GO, OPEN
from wellserved.improvements.shapes import Weighed
from wellserved.people.models import Member
from wellserved.people.shapes import Actor

IN_A_COLUMN = 30
WORDS = {
    "idea": ("Ideas", "Somebody keeps hearing it"),
    "chosen": ("Chosen", "We want it"),
    "doing": ("Doing", "Somebody is on it"),
    "done": ("Done", "Did it help? We look in a while"),
    "checked": ("Checked", "Against the number"),
    "let_go": ("Let go", "With a reason"),
}


@dataclass(frozen=True)
class Line:
    """An idea on the board."""

    idea: Improvement
    heard: int
    value: Weighed | None
    fear: Weighed | None


@dataclass(frozen=True)
class Column:
    """A state, and what stands in it: what was heard most often first, among ideas."""

    state: str
    lines: list[Line] = field(default_factory=list)
    n: int = 0

    @property
    def name(self) -> str:
        return WORDS[self.state][0]

    @property
    def means(self) -> str:
        return WORDS[self.state][1]

    @property
    def more(self) -> int:
        return self.n - len(self.lines)


def improvements_visible_to(actor: Actor) -> QuerySet[Improvement]:  # noqa: ARG001
    """The board is open to everybody."""
    return Improvement.objects.select_related("owner", "added_by", "team", "service").order_by("-added_at", "-pk")


def board_for(actor: Actor) -> list[Column]:
    """Every column with its first lines. Seven queries, however many ideas there are."""
    visible = improvements_visible_to(actor).order_by()
    counts = dict(visible.values_list("state").annotate(n=Count("pk")))
    ranked = (
        Improvement.objects.filter(state__in=COLUMNS)
        .annotate(pieces=Count("heard"))
        .annotate(
            rank=Window(
                RowNumber(),
                partition_by=F("state"),
                order_by=(F("pieces").desc(), F("changed_at").desc(), F("pk").desc()),
            )
        )
        .filter(rank__lte=IN_A_COLUMN)
        .values_list("pk", "rank")
    )
    rank = dict(ranked)
    lines = lines_of(sorted(visible.filter(pk__in=rank), key=lambda one: rank[one.pk]))
    columns = {state: Column(state, [], counts.get(state, 0)) for state in COLUMNS}
    for line in lines:
        columns[line.idea.state].lines.append(line)
    return list(columns.values())


def lines_of(ideas: Sequence[Improvement]) -> list[Line]:
    """With how often each was heard, and the middles of the last time it was weighed. Five queries."""
    ids = [one.pk for one in ideas]
    heard = dict(
        Heard.objects.filter(improvement_id__in=ids).values_list("improvement").annotate(n=Count("pk")).order_by()
    )
    values, fears = latest_middles("value", ids), latest_middles("fear", ids)
    return [Line(one, heard.get(one.pk, 0), values.get(one.pk), fears.get(one.pk)) for one in ideas]


def let_go_count() -> int:
    return Improvement.objects.filter(state=LET_GO).count()


def improvement_of(key: str) -> int | None:
    """The idea that grew out of a thing."""
    return Improvement.objects.filter(key=key).values_list("pk", flat=True).first()


def improvement_resting_on(kind: str, source_id: int) -> int | None:
    """The first idea beside which a thing lies."""
    found = Heard.objects.filter(kind=kind, source_id=source_id).order_by("pk")
    return found.values_list("improvement_id", flat=True).first()


def open_ideas() -> QuerySet[Improvement]:
    """What can be weighed, or be given more evidence: the newest first."""
    return Improvement.objects.filter(state__in=OPEN).order_by("-added_at", "-pk")


def to_check(actor: Actor, today: date) -> QuerySet[Improvement]:
    """What this member did, and whose time to look has come."""
    due = Improvement.objects.filter(state="done", check_on__lte=today, owner_id=actor.member_id or 0)
    return due.order_by("check_on", "pk")


def to_weigh() -> QuerySet[Improvement]:
    """What is not decided yet."""
    return Improvement.objects.filter(state__in=(IDEA, "chosen")).order_by("-added_at", "-pk")


def may_own() -> QuerySet[Member]:
    """Who can take an improvement on: everybody who is still here."""
    return Member.objects.filter(left_at=None).order_by("name_key", "pk")
