"""What a page of figures is to look at: a period and a team, in its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404

from wellserved.insight import rules
from wellserved.insight.queries import chosen_of, teams_within_reach
from wellserved.insight.shapes import Chosen, Period
from wellserved.kit.clock import local_day, now
from wellserved.people.shapes import Actor

Choice = tuple[str, str, bool]  # what it is called, its address, whether it is chosen


@dataclass(frozen=True)
class Look:
    """A period and a team, and the addresses that change one of them."""

    period: Period
    team: Chosen | None
    usual: str  # the period that needs no word in the address
    teams: tuple[Chosen, ...]

    def address(self, **changes: str) -> str:
        """The query string with something changed; "" takes it away."""
        days = {"from": self.period.first, "to": self.period.last} if self.period.key == "days" else {}
        stands: dict[str, object] = {
            "period": "" if self.period.key == self.usual else self.period.key,
            **days,
            "team": self.team.id if self.team else "",
            **changes,
        }
        if "period" in changes:
            stands.pop("from", None), stands.pop("to", None)
        return "?" + urlencode({key: str(value) for key, value in stands.items() if value})

    @property
    def periods(self) -> list[Choice]:
        """The periods to choose from."""
        return [
            (name, self.address(period="" if key == self.usual else key), key == self.period.key)
            for key, name in rules.PERIODS
        ]

    @property
    def team_choices(self) -> list[Choice]:
        """The teams to choose from; none, where there is only one."""
        if len(self.teams) < 2:
            return []
        listed = [(one.name, self.address(team=str(one.id)), one == self.team) for one in self.teams]
        return [("All", self.address(team=""), self.team is None), *listed]


def look_of(query: Mapping[str, str], actor: Actor, usual: str = "90-days") -> Look:
    """From the address. What is no number, no day, or a team beyond one's reach is not found."""
    first, last = _day(query.get("from", "")), _day(query.get("to", ""))
    key = query.get("period") or ("days" if first or last else usual)
    period = rules.period(key, local_day(now(), settings.TIME_ZONE), first, last)
    teams = tuple(Chosen(*row) for row in teams_within_reach(actor).order_by("name_key").values_list("pk", "name"))
    wanted = team_in(query)
    team = next((one for one in teams if one.id == wanted), None)
    return Look(period, team or chosen_of(teams_within_reach(actor), wanted), usual, teams)


def team_in(query: Mapping[str, str]) -> int | None:
    """The team's number; not found, if it is none."""
    wanted = query.get("team", "")
    if wanted and not (wanted.isascii() and wanted.isdecimal() and len(wanted) < 18):
        raise Http404
    return int(wanted) if wanted else None


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
