"""Promises: the list, one, making one, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from wellserved.kit.clock import now
from wellserved.people.actors import actor_of
from wellserved.people.models import Contact, Member
from wellserved.people.queries import contacts_visible_to
from wellserved.promises.actions import AlreadyEndedError, break_promise, keep_promise, make_promise, move_promise
from wellserved.promises.forms import BreakingForm, MovingForm, PromiseForm
from wellserved.promises.models import Promise
from wellserved.promises.queries import promises_visible_to
from wellserved.promises.rules import suggested_time
from wellserved.promises.sources import MADE_ELSEWHERE, SOURCES, source_link

SHOWS = {"mine": "Mine", "teams": "Everybody's", "ended": "Kept and broken"}


def promises(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    show = request.GET.get("show", "mine")
    show = show if show in SHOWS and (actor.leads or show != "teams") else "mine"
    visible = promises_visible_to(actor)
    if show == "mine":
        visible = visible.filter(member_id=actor.member_id or 0)
    if show == "ended":
        rows = visible.exclude(state=Promise.State.OPEN).order_by("-ended_at", "-pk")
    else:
        rows = visible.filter(state=Promise.State.OPEN).order_by("due_at", "pk")
    context = {
        "page": Paginator(rows, 30).get_page(request.GET.get("page")),
        "show": show,
        "shows": {key: name for key, name in SHOWS.items() if actor.leads or key != "teams"},
        "now": now(),
        "actor": actor,
    }
    return render(request, "promises/promises.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def promise_new(request: HttpRequest) -> HttpResponse:
    """Make a promise; where it comes from and to whom are in the address: ?kind=response&id=7&contact=3."""
    actor = actor_of(request)
    member = get_object_or_404(Member, pk=actor.member_id or 0)
    kind, source_id = request.GET.get("kind", ""), _number(request.GET.get("id", ""))
    if kind in MADE_ELSEWHERE or (kind and kind not in SOURCES) or bool(kind) != bool(source_id):
        raise Http404
    contact = _contact(request)
    if request.method != "POST":
        form = PromiseForm(initial={"due_at": suggested_time(now(), settings.TIME_ZONE)})
    else:
        form = PromiseForm(request.POST)
        if form.is_valid():
            promise = make_promise(
                member=member,
                contact=contact,
                text=form.cleaned_data["text"],
                due_at=form.cleaned_data["due_at"],
                source_kind=kind,
                source_id=source_id,
                by=actor.by,
            )
            messages.success(request, "Promised. It stands on Today until you keep it.")
            return redirect("promise", pk=promise.pk)
    context = {"form": form, "contact": contact, "source": source_link(kind, source_id)}
    return render(request, "promises/new.html", context, status=422 if form.errors else 200)


def promise(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _visible(request, pk))


@require_POST
def promise_keeping(request: HttpRequest, pk: int) -> HttpResponse:
    """It is done."""
    found = _own(request, pk)
    with _ending(request, "Kept. Well done."):
        keep_promise(promise_id=found.pk, by=actor_of(request).by)
    return redirect("promise", pk=pk)


@require_POST
def promise_moving(request: HttpRequest, pk: int) -> HttpResponse:
    """It will be later, with a word why."""
    found, form = _own(request, pk), MovingForm(request.POST)
    if not form.is_valid():
        return _page(request, found, moving=form, status=422)
    with _ending(request, "Moved. Tell them too, if they are waiting."):
        due_at, word = form.cleaned_data["due_at"], form.cleaned_data["word"]
        move_promise(promise_id=found.pk, due_at=due_at, word=word, by=actor_of(request).by)
    return redirect("promise", pk=pk)


@require_POST
def promise_breaking(request: HttpRequest, pk: int) -> HttpResponse:
    """It will not be done, and why."""
    found, form = _own(request, pk), BreakingForm(request.POST)
    if not form.is_valid():
        return _page(request, found, breaking=form, status=422)
    with _ending(request, "Said plainly. It no longer waits for you."):
        break_promise(promise_id=found.pk, word=form.cleaned_data["word"], by=actor_of(request).by)
    return redirect("promise", pk=pk)


@contextmanager
def _ending(request: HttpRequest, done: str) -> Iterator[None]:
    """Say that it is done, or that somebody was quicker."""
    try:
        yield
        messages.success(request, done)
    except AlreadyEndedError:
        messages.info(request, "It had ended before. Nothing was changed.")


def _page(
    request: HttpRequest,
    found: Promise,
    moving: MovingForm | None = None,
    breaking: BreakingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "promise": found,
        "mine": found.member_id == actor.member_id,
        "open": found.state == Promise.State.OPEN,
        "late": found.state == Promise.State.OPEN and found.due_at < now(),
        "moving": moving or MovingForm(initial={"due_at": max(found.due_at, now()) + timedelta(days=1)}),
        "breaking": breaking or BreakingForm(auto_id="break_%s"),
        "wrong_moving": moving is not None,
        "wrong_breaking": breaking is not None,
        "source": source_link(found.source_kind, found.source_id),
    }
    return render(request, "promises/promise.html", context, status=status)


def _visible(request: HttpRequest, pk: int) -> Promise:
    return get_object_or_404(promises_visible_to(actor_of(request)).select_related("contact__client"), pk=pk)


def _own(request: HttpRequest, pk: int) -> Promise:
    """Only who promised can keep, move or break it."""
    return get_object_or_404(promises_visible_to(actor_of(request)), pk=pk, member_id=actor_of(request).member_id or 0)


def _contact(request: HttpRequest) -> Contact | None:
    contact_id = _number(request.GET.get("contact", ""))
    return get_object_or_404(contacts_visible_to(actor_of(request)), pk=contact_id) if contact_id else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else None
