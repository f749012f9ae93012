"""Working drivers out, for all and for each team, where the counts are not those of the last time."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings

from wellserved.insight.drivers.working import fingerprint, work_out
from wellserved.insight.models import DriversKept
from wellserved.kit.clock import local_day, now
from wellserved.people.models import Team
from wellserved.surveys.shapes import QUALITIES
from wellserved.tallies.queries import quality_months
from wellserved.tallies.rollups import EVERYBODY

MONTHS = 12
NAMES = [name for _, name in QUALITIES]
METHOD = "1"  # raise it when something is worked out differently: what was kept is then worked out anew


def work_out_drivers(*, limit: int = 10) -> int:
    """Those whose counts have changed, whoever waited longest first; how many were worked out."""
    first, last = year_until(local_day(now(), settings.TIME_ZONE))
    known = {team: (at, seen) for team, at, seen in DriversKept.objects.values_list("team", "at", "fingerprint")}
    teams = [EVERYBODY, *Team.objects.order_by("pk").values_list("pk", flat=True)]
    done = 0
    for team in sorted(teams, key=lambda team: (team in known, known.get(team))):
        done += _work_out(team, first, last, known[team][1] if team in known else "")
        if done >= limit:
            break
    return done


def _work_out(team: int, first: date, last: date, known: str) -> int:
    """1 if it was worked out. What is as it was, or has never been anything, writes nothing: others wait meanwhile."""
    rows = quality_months(team=None if team == EVERYBODY else team, first=first, last=last)
    seen = fingerprint(rows, f"{METHOD} {first} {last}")
    if seen == known or not (rows or known):
        return 0
    kept = {"first": first, "last": last, "fingerprint": seen, "found": work_out(rows, NAMES), "at": now()}
    DriversKept.objects.update_or_create(team=team, defaults=kept)
    return 1


def year_until(today: date) -> tuple[date, date]:
    """The first day of the month eleven months before this one, and the last day of this one."""
    months = today.year * 12 + today.month - 1
    first = date((months - MONTHS + 1) // 12, (months - MONTHS + 1) % 12 + 1, 1)
    return first, date((months + 1) // 12, (months + 1) % 12 + 1, 1) - timedelta(days=1)
