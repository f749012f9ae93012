"""What Worth looks at: a period, a team, a client, and within how many days somebody comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404

from wellserved.insight.looking import Choice, Look, look_of
from wellserved.insight.queries import chosen_of
from wellserved.insight.shapes import Chosen, Period
from wellserved.insight.worth import rules
from wellserved.people.queries import clients_visible_to
from wellserved.people.shapes import Actor

EARLIEST, LATEST = date(1001, 1, 1), date(8999, 1, 1)


@dataclass(frozen=True)
class WorthLook(Look):
    """The same as other pages, and a client and a time to come back in."""

    client: Chosen | None = None
    within: int = rules.USUAL_WITHIN

    def address(self, **changes: str) -> str:
        """The query string with something changed; "" takes it away."""
        within = "" if self.within == rules.USUAL_WITHIN else str(self.within)
        client = str(self.client.id) if self.client else ""
        return super().address(**{"client": client, "within": within, **changes})

    @property
    def within_choices(self) -> list[Choice]:
        """The times to choose from."""
        usual = rules.USUAL_WITHIN
        return [
            (f"{days} days", self.address(within="" if days == usual else str(days)), days == self.within)
            for days in rules.WITHIN
        ]


def led_by(actor: Actor) -> Actor:
    """The same person, with no teams but those they lead: who only serves in a team does not see its complaints."""
    return actor if actor.sees_all else replace(actor, team_ids=actor.led_team_ids)


def worth_look_of(query: Mapping[str, str], actor: Actor) -> WorthLook:
    """From the address. Only who leads sees this page; a client that is not there is not found."""
    if not actor.leads:
        raise Http404
    look = look_of(query, led_by(actor), usual="this-year")
    client = chosen_of(clients_visible_to(actor), _number(query.get("client", "")))
    within = _number(query.get("within", "")) or rules.USUAL_WITHIN
    if within not in rules.WITHIN:
        raise Http404
    return WorthLook(within_reach(look.period), look.team, look.usual, look.teams, client, within)


def within_reach(period: Period) -> Period:
    """Days to which others can be added."""
    first, last = (day and min(max(day, EARLIEST), LATEST) for day in (period.first, period.last))
    return replace(period, first=first, last=last)


def _number(text: str) -> int | None:
    if text and not (text.isascii() and text.isdecimal() and len(text) < 18):
        raise Http404
    return int(text) if text else None
