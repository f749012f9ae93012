"""The stories that grew out of rounds, as somebody may read them: without a name, unless its owner agreed."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet
from django.urls import reverse

from wellserved.listening.models import Round, Story
from wellserved.listening.queries.rounds import rounds_visible_to
from wellserved.listening.shapes import StoryTold
from wellserved.people.shapes import Actor


def stories_visible_to(actor: Actor) -> QuerySet[Story]:
    """Those of the rounds that one sees."""
    stories = Story.objects.select_related("round", "theme", "contact__client", "line__call__contact", "written_by")
    return stories.filter(round__in=rounds_visible_to(actor).values("pk"))


def stories_of_theme(theme_id: int) -> list[Story]:
    return list(Story.objects.filter(theme_id=theme_id).select_related("contact").order_by("-written_at"))


def latest_story(actor: Actor, team_ids: Collection[int] | None = None) -> StoryTold | None:
    """The newest story of these teams' rounds, or of all that the actor sees. One query."""
    stories = stories_visible_to(actor)
    if team_ids is not None:
        stories = stories.filter(round__in=Round.objects.filter(teams__in=list(team_ids)).values("pk"))
    story = stories.order_by("-written_at", "-pk").first()
    return story_told(story) if story else None


def story_told(story: Story) -> StoryTold:
    """A story for whoever shows it, with no more of who said it than they agreed to."""
    who = ""
    if story.contact is not None and story.consent_at is not None:
        who = ", ".join(filter(None, [story.contact.name, story.contact.client.name if story.contact.client else ""]))
    href = reverse("story", args=[story.pk])
    return StoryTold(story.pk, story.title, story.text, story.quote, who, story.round.name, story.written_at, href)
