"""What a door asks beyond the two questions: the survey of its team and service, where there is time to read it."""

from __future__ import annotations

from wellserved.doors.models import Door
from wellserved.surveys.queries.surveys import asked_of_whoever_comes, version_for

# People queue before a kiosk, and whoever was there as well was not served: both are asked the two questions alone.
WITH_OWN = (Door.Kind.FEEDBACK, Door.Kind.SNIPPET)


def asks_its_own(door: Door) -> bool:
    return door.kind in WITH_OWN


def version_at(door: Door) -> int:
    """The survey version that this door shows now; 0: the two questions, qualities and words. One query at most."""
    return (version_for(team=door.team_id, service=door.service_id) or 0) if asks_its_own(door) else 0


def asked_at(door: Door, version_id: int) -> bool:
    """Whether this door could ever have shown that version: a page may stay open while a survey changes."""
    return asked_of_whoever_comes(version_id, team=door.team_id, service=door.service_id)
