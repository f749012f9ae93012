"""What Pulse was asked for: the filters in its address, and the addresses that change one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404

from wellserved.insight import rules
from wellserved.insight.queries import clients_called
from wellserved.insight.shapes import Period
from wellserved.kit.clock import local_day, now
from wellserved.kit.text import clean_text
from wellserved.people.models import Client
from wellserved.people.shapes import Actor
from wellserved.tallies.rules import WAYS


@dataclass(frozen=True)
class Asked:
    """The filters. `doubt` is what was typed for a client if it is not exactly one; `perhaps` whom it may mean."""

    period: Period
    team: int | None
    service: int | None
    client: int | None
    way: int | None  # how the answers reached us, as in tallies.rules.WAYS
    channel: str | None  # by phone, at the desk: as interactions say it
    place: str | None
    doubt: str
    perhaps: list[Client]

    @property
    def came(self) -> str:
        return WAYS[self.way] if self.way is not None else ""

    def address(self, **changes: str) -> str:
        """The query string with something changed; "" takes a filter away."""
        dates = {"from": self.period.first, "to": self.period.last} if self.period.key == "days" else {}
        stands: dict[str, object] = {
            "period": "" if self.period.key == "this-month" else self.period.key,
            **dates,
            "team": self.team,
            "service": self.service,
            "client": self.client,
            "came": self.came,
            "channel": self.channel,
            "place": self.place,
            **changes,
        }
        if changes.get("period") is not None and changes["period"] != "days":
            stands.pop("from", None), stands.pop("to", None)
        said = {key: str(value) for key, value in stands.items() if value}
        return "?" + urlencode(said)


def read(query: Mapping[str, str], actor: Actor) -> Asked:
    """From the address. A number that is none, or a day that is none, is not found."""
    first, last = _day(query.get("from", "")), _day(query.get("to", ""))
    key = query.get("period") or ("days" if first or last else "this-month")
    period = rules.period(key, local_day(now(), settings.TIME_ZONE), first, last)
    typed = query.get("client", "").strip()[:200]
    client = int(typed) if _is_number(typed) else None
    perhaps = clients_called(actor, typed) if typed and client is None else []
    if len(perhaps) == 1:
        client = perhaps[0].pk
    doubt = typed if typed and client is None else ""
    came = query.get("came", "")
    if came and came not in WAYS:
        raise Http404
    way = WAYS.index(came) if came else None
    team, service = _number(query.get("team", "")), _number(query.get("service", ""))
    channel, place = (clean_text(query.get(name, ""))[:80] or None for name in ("channel", "place"))
    return Asked(period, team, service, client, way, channel, place, doubt, perhaps)


def _number(text: str) -> int | None:
    if not text:
        return None
    if not _is_number(text):
        raise Http404
    return int(text)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 18


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
