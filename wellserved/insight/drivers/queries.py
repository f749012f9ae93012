"""Reading what was worked out, and a few words that go with it."""

from __future__ import annotations

from django.http import Http404

from wellserved.insight.models import DriversKept
from wellserved.insight.queries import teams_within_reach
from wellserved.insight.shapes import Chosen
from wellserved.people.shapes import Actor
from wellserved.surveys.models import Response
from wellserved.surveys.queries.answers import responses_visible_to
from wellserved.tallies.rollups import EVERYBODY

QUOTES = 4


def teams_to_choose(actor: Actor) -> list[Chosen]:
    return [Chosen(*row) for row in teams_within_reach(actor).order_by("name_key").values_list("pk", "name")[:500]]


def team_asked_for(actor: Actor, wanted: str, teams: list[Chosen]) -> Chosen | None:
    """None: all together, for who sees all. Others see a team of their own; which, if they say none, is the first."""
    if not wanted:
        return None if actor.sees_all else next(iter(teams), None)
    found = next((team for team in teams if str(team.id) == wanted), None)
    if found is None:
        raise Http404
    return found


def drivers_of(actor: Actor, team: Chosen | None) -> DriversKept | None:
    """What is kept of a team within reach, or of all. None until it was worked out, or for who sees no team."""
    if team is None and not actor.sees_all:
        return None
    return DriversKept.objects.filter(team=team.id if team else EVERYBODY).first()


def fours_in_their_words(actor: Actor, team: Chosen | None) -> list[Response]:
    """The newest comments of those who felt very good, among the answers that this person may read."""
    found = responses_visible_to(actor).filter(felt=4).exclude(words="")
    if team:
        found = found.filter(team_id=team.id)
    return list(found.order_by("-first_at", "-pk")[:QUOTES])
