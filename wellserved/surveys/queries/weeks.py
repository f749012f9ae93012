"""What is known when a team's week begins: its cells, its volume, the shape of its weeks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Sum

from wellserved.surveys.models import AskWeek, Decision
from wellserved.surveys.rules.budget import CellFacts, Line, Place, Plan, profile_of
from wellserved.tallies.queries import tallied_client_days

KNOWN_WEEKS = 13  # what is older is no longer counted as known
PACE_WEEKS = 4
MOST_CELLS = 2_000  # of a team; the rarest beyond count as not known


@dataclass(frozen=True)
class Facts:
    """The weeks before one Monday."""

    cells: dict[Place, CellFacts]
    volume: float
    profile: tuple[float, ...]


def facts_of(team_id: int, monday: date) -> Facts:
    """What tallies and earlier draws say of the weeks before this Monday. Nothing of the week itself is looked at:
    else its chances would depend on who was drawn. Four queries."""
    first = monday - timedelta(weeks=KNOWN_WEEKS)
    days = tallied_client_days().filter(team=team_id, day__gte=first, day__lt=monday, came_by=0)
    sums = {name: Sum(name) for name in ("asked", "both", "bullseye", "served")}
    renamed = {f"sum_{name}": total for name, total in sums.items()}
    rows: list[dict[str, Any]] = list(days.values("service", "client").annotate(**renamed).order_by())  # type: ignore[arg-type]
    begun = days.aggregate(first=Min("day"))["first"]
    known_for = min(max((monday - begun).days / 7, 1.0), KNOWN_WEEKS) if begun else 1.0
    weeks = list(AskWeek.objects.filter(team_id=team_id, monday__gte=first, monday__lt=monday).order_by("-monday"))
    came = _came(weeks)
    served = sum(int(row["sum_served"]) for row in rows) / known_for
    pace = [week.seen for week in weeks[:PACE_WEEKS]]
    volume = sum(pace) / len(pace) if pace else served
    cells = {}
    for row in rows:
        place = (int(row["service"]), int(row["client"]))
        usual = int(row["sum_served"]) / known_for * (volume / served if served else 0.0)
        coming = (came.get(place, 0) + usual) / (len(weeks) + 1)
        if coming or row["sum_both"]:
            cells[place] = CellFacts(
                coming, max(int(row["sum_asked"]), 0), int(row["sum_both"]), int(row["sum_bullseye"])
            )
    rarest_last = sorted(cells.items(), key=lambda item: (-item[1].coming, item[0]))
    return Facts(dict(rarest_last[:MOST_CELLS]), volume, profile_of(_by_weekday(days)))


def _came(weeks: list[AskWeek]) -> dict[Place, int]:
    """How many had a chance in these weeks, by cell."""
    drawn = Decision.objects.filter(week__in=weeks).order_by()
    rows = drawn.values_list("service_id", "interaction__client_id").annotate(n=Count("pk"))
    return {(service, client or 0): count for service, client, count in rows}


def _by_weekday(days: Any) -> Mapping[int, int]:
    found: dict[int, int] = {}
    for day, served in days.order_by().values_list("day").annotate(n=Sum("served")):
        found[day.weekday()] = found.get(day.weekday(), 0) + max(int(served), 0)
    return found


def kept_plan(plan: Plan, profile: tuple[float, ...]) -> dict[str, Any]:
    """As it is kept with its week."""
    return {
        "volume": plan.volume,
        "newcomer": plan.newcomer,
        "began": plan.began,
        "weights": [[service, client, round(weight, 6)] for (service, client), weight in plan.weights.items()],
        "mix": [list(group) for group in plan.mix],
        "profile": [round(share, 6) for share in profile],
    }


def plan_of(week: AskWeek) -> tuple[Plan, tuple[float, ...]]:
    """What was settled when this week began, and the shape of the week."""
    kept = week.plan
    weights = {(service, client): weight for service, client, weight in kept["weights"]}
    mix = tuple((weight, share) for weight, share in kept["mix"])
    return Plan(week.budget, kept["volume"], weights, kept["newcomer"], mix, kept["began"]), tuple(kept["profile"])


def line_of(week: AskWeek) -> Line:
    """How far this week has come."""
    return Line(week.seen, week.laid, week.asked)
