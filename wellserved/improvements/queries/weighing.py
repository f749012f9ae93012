"""Reads of weighing. Before the reveal nobody reads anything but their own placing, and how many there are."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet

from wellserved.improvements.models import Improvement, Placement, Weighing
from wellserved.improvements.rules.weighing import weighed
from wellserved.improvements.shapes import Placed, Weighed
from wellserved.people.shapes import Actor

AS_PLACED = ("improvement_id", "x", "y", "words")


def weighings_visible_to(actor: Actor) -> QuerySet[Weighing]:  # noqa: ARG001
    """Everybody weighs. What each of us placed is in none of these."""
    return Weighing.objects.select_related("opened_by", "revealed_by").order_by("-opened_at", "-pk")


def ideas_in(weighing: Weighing) -> list[Improvement]:
    return list(weighing.improvements.order_by("added_at", "pk"))


def placed_by(weighing: Weighing, member_id: int | None) -> dict[int, Placed]:
    """What this member placed: theirs alone."""
    rows = weighing.placements.filter(member_id=member_id or 0).values_list(*AS_PLACED)
    return {row[0]: Placed(*row) for row in rows}


def result_of(weighing: Weighing) -> list[Weighed]:
    """Middles and spread; nothing at all before the reveal. What is worth most for the least effort comes first."""
    if weighing.revealed_at is None:
        return []
    names = dict(weighing.improvements.values_list("pk", "text"))
    found = weighed(Placed(*row) for row in weighing.placements.values_list(*AS_PLACED))
    rows = [Weighed(pk, text, *found.get(pk, (0, None, None, ()))) for pk, text in names.items()]
    return sorted(rows, key=lambda one: (one.y is None, -_worth(one), one.improvement_id))


def people_who_placed(weighing: Weighing) -> int:
    return weighing.placements.order_by().values("member").distinct().count()


def version_of(weighing_id: int) -> str | None:
    """Changes when somebody places something for the first time, and when all is shown. One query."""
    found = Weighing.objects.filter(pk=weighing_id).values_list("placed", "revealed_at").first()
    return None if found is None else f"w{weighing_id}.{found[0]}.{'shown' if found[1] else 'open'}"


def latest_middles(kind: str, improvement_ids: Collection[int]) -> dict[int, Weighed]:
    """For each idea the middles of the last time it was weighed and shown. Two queries."""
    through = Weighing.improvements.through
    rows = through.objects.filter(
        improvement_id__in=improvement_ids, weighing__kind=kind, weighing__revealed_at__isnull=False
    ).order_by("weighing__revealed_at", "weighing_id")
    latest = dict(rows.values_list("improvement_id", "weighing_id"))
    if not latest:
        return {}
    placements = Placement.objects.filter(improvement_id__in=latest, weighing_id__in=set(latest.values())).values_list(
        "weighing_id", *AS_PLACED
    )
    found = weighed(Placed(*row[1:]) for row in placements if latest[row[1]] == row[0])
    return {pk: Weighed(pk, "", *told) for pk, told in found.items()}


def waiting_for_me(actor: Actor) -> QuerySet[Weighing]:
    """Open, and this member has placed nothing yet."""
    if actor.member_id is None:
        return Weighing.objects.none()
    mine = Placement.objects.filter(weighing=OuterRef("pk"), member_id=actor.member_id)
    return Weighing.objects.filter(~Exists(mine), revealed_at=None).order_by("opened_at", "pk")


def _worth(one: Weighed) -> float:
    """For the order only: up against across, as both stand."""
    return one.y.median - one.x.median if one.x and one.y else 0.0
