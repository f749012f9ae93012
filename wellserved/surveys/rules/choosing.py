"""Which survey is asked about an interaction: the one for the narrowest place that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Place:
    """Where a survey in use is asked. What is not named is any."""

    version: int
    team: int | None = None
    service: int | None = None
    channel: str = ""
    survey: int = 0
    rests: timedelta = timedelta()  # the same person is asked it at most once in so long

    def holds(self, *, team: int | None, service: int | None, channel: str) -> bool:
        return (
            (self.team is None or self.team == team)
            and (self.service is None or self.service == service)
            and (not self.channel or self.channel.casefold() == channel.strip().casefold())
        )

    @property
    def narrowness(self) -> tuple[int, bool, bool, bool]:
        """How much it names; of as much, a service is narrower than a team, and a team than a channel.

        Two surveys in use never name the same, so that one is always the narrowest.
        """
        named = (self.service is not None, self.team is not None, bool(self.channel))
        return (sum(named), *named)


def narrowest(places: Iterable[Place], *, team: int | None, service: int | None, channel: str) -> Place | None:
    """The survey to ask with; None for our two questions, the qualities and words."""
    fitting = [place for place in places if place.holds(team=team, service=service, channel=channel)]
    return max(fitting, key=lambda place: place.narrowness, default=None)


def choose(places: Iterable[Place], *, team: int | None, service: int | None, channel: str) -> int | None:
    """The version of it."""
    found = narrowest(places, team=team, service=service, channel=channel)
    return found.version if found else None
