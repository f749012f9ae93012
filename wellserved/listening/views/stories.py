"""Stories: one grows out of a note, is told otherwise, or is taken away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from wellserved.listening.actions.stories import change_story, drop_story, write_story
from wellserved.listening.forms.story import StoryForm
from wellserved.listening.models import Call, CallLine, Story
from wellserved.listening.queries.board import boards_visible_to
from wellserved.listening.queries.stories import stories_visible_to, story_told
from wellserved.listening.rules.merging import PROMISED
from wellserved.listening.shapes import Told
from wellserved.people.actors import actor_of
from wellserved.people.models import Member


@require_http_methods(["GET", "HEAD", "POST"])
def story_new(request: HttpRequest, line: UUID) -> HttpResponse:
    """Begin with what was said."""
    actor = actor_of(request)
    boards = boards_visible_to(actor).values("pk")
    spoken = CallLine.objects.filter(call__round__in=boards, call__state=Call.State.HELD, removed_at=None)
    spoken = spoken.filter(call__contact__isnull=False)
    spoken = spoken.exclude(question=PROMISED)
    found = get_object_or_404(spoken.select_related("call__contact", "call__round", "sorted__theme"), pk=line)
    lies = getattr(found, "sorted", None)
    empty = Story(text="" if found.is_quote else found.text, title=lies.theme.name if lies else "")
    form = StoryForm(
        request.POST if request.method == "POST" else None,
        story=empty,
        can_be_named=found.call.contact_id is not None,
    )
    if form.is_valid():
        story = write_story(line_id=line, told=_told(form), by=actor.by, member=_member(actor.member_id))
        messages.success(request, "Told. It stands on Pulse for your team until a newer one does.")
        return redirect("story", story.pk)
    context = {"form": form, "line": found, "round": found.call.round, "contact": found.call.contact}
    return render(request, "listening/board/story_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """As it is told, and a form to tell it otherwise."""
    actor = actor_of(request)
    found = get_object_or_404(stories_visible_to(actor), pk=pk)
    contact = found.line.call.contact if found.line else None
    form = StoryForm(request.POST if request.method == "POST" else None, story=found, can_be_named=contact is not None)
    if form.is_valid():
        change_story(story_id=pk, told=_told(form), by=actor.by, member=_member(actor.member_id))
        messages.success(request, "Saved.")
        return redirect("story", pk)
    context = {"story": found, "told": story_told(found), "form": form, "contact": contact}
    return render(request, "listening/board/story.html", context, status=422 if form.errors else 200)


@require_POST
def story_dropping(request: HttpRequest, pk: int) -> HttpResponse:
    """It is told nowhere any more."""
    actor = actor_of(request)
    found = get_object_or_404(stories_visible_to(actor), pk=pk)
    drop_story(story_id=pk, by=actor.by)
    messages.success(request, f"“{found.title}” is told nowhere any more. What they said still lies in its theme.")
    return redirect("board", found.round_id)


def _told(form: StoryForm) -> Told:
    given = form.cleaned_data
    return Told(given["title"], given["text"], given.get("consent_words", "") if given.get("named") else "")


def _member(member_id: int | None) -> Member | None:
    return Member.objects.filter(pk=member_id or 0).first()
