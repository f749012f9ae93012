"""Reads of this room."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wellserved.people.models import Team
from wellserved.people.queries import teams_filled_by, teams_visible_to
from wellserved.people.shapes import Actor
from wellserved.wording.models import Phrase
from wellserved.wording.rules import Matcher, laid_over
from wellserved.wording.shapes import Change, Entry
from wellserved.wording.starting import STARTING_LIST


def guide_of(team_id: int | None) -> list[Entry]:
    """The guide that holds for a team; without a team, the house's. One query."""
    house, team = _changes(team_id)
    return laid_over(STARTING_LIST, house, team)


def guides_of(team_ids: set[int]) -> dict[int, list[Entry]]:
    """The guides of several teams, 0 for the house's. One query."""
    rows: dict[int, list[Change]] = {}
    for row in Phrase.objects.filter(Q(team=None) | Q(team_id__in=team_ids)).order_by("pk"):
        rows.setdefault(row.team_id or 0, []).append(_change(row))
    house = rows.get(0, [])
    return {team: laid_over(STARTING_LIST, house, rows.get(team, []) if team else []) for team in {0, *team_ids}}


def matcher_of(guide: list[Entry]) -> Matcher:
    return Matcher({entry.key: entry.avoid for entry in guide})


def set_aside_by(team_id: int | None) -> list[Entry]:
    """The lines that this team, or the house, has set aside, and can put back."""
    house, team = _changes(team_id)
    below = laid_over(STARTING_LIST, house if team_id else ())
    dropped = {change.replaces for change in (team if team_id else house) if change.dropped}
    return [entry for entry in below if entry.key in dropped]


def hints_in(text: str, team_id: int | None) -> list[Entry]:
    """The lines of the guide that somebody's words touch, each once."""
    guide = guide_of(team_id)
    by_key = {entry.key: entry for entry in guide}
    return [by_key[key] for key in dict.fromkeys(found.key for found in matcher_of(guide).find(text))]


def guides_visible_to(actor: Actor) -> QuerySet[Team]:
    """Everybody may read the guide of their teams; a manager all."""
    teams = teams_visible_to(actor).filter(archived_at=None)
    return teams if actor.sees_all else teams.filter(pk__in=actor.team_ids | actor.led_team_ids)


def may_edit(actor: Actor, team_id: int) -> bool:
    """A lead the guides of their teams; a manager all, and the house's (0)."""
    if not team_id:
        return actor.sees_all
    return teams_filled_by(actor).filter(pk=team_id, archived_at=None).exists()


def _changes(team_id: int | None) -> tuple[list[Change], list[Change]]:
    rows = Phrase.objects.filter(Q(team=None) | Q(team_id=team_id or 0)).order_by("pk")
    found = [(row.team_id, _change(row)) for row in rows]
    return [change for team, change in found if not team], [change for team, change in found if team]


def _change(row: Phrase) -> Change:
    return Change(f"own:{row.pk}", row.language, row.avoid, row.offer, row.replaces, row.dropped)
