"""Doors for those who keep them: the list, a new one, one with its code and its recipes, closing and opening again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.doors.actions.keeping import close_door, open_door, reopen_door, set_pin
from wellserved.doors.forms.keeping import DoorForm, PinForm
from wellserved.doors.models import Door
from wellserved.doors.queries.calls import lead_calls_visible_to
from wellserved.doors.queries.doors import answers_through, doors_kept_by, doors_visible_to, link_of
from wellserved.doors.queries.held import waiting_for_a_look
from wellserved.doors.recipes import RECIPES, snippet_for
from wellserved.frame.paging import page_of
from wellserved.people.actors import actor_of

MEANS = {
    "feedback": "A link and a code for people who walk up: no ticket needed.",
    "kiosk": "A tablet that asks whoever passes, and works offline for a day.",
    "snippet": "Five faces under the letter your help desk sends when a ticket closes.",
    "not_well": "Calls a lead now, while it can still be saved.",
    "thanks": "A kind word for somebody of yours, by name.",
}


def doors(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = page_of(doors_visible_to(actor).filter(closed_at__isnull="closed" not in request.GET), request)
    came = answers_through([door.pk for door in page.items])
    context = {
        "page": page,
        "rows": [(door, came.get(door.pk, 0)) for door in page.items],
        "closed": "closed" in request.GET,
        "keeps": actor.sees_all or bool(actor.led_team_ids),
        "kinds": [(kind.value, kind.label, MEANS[kind.value]) for kind in Door.Kind if kind in MEANS],
        "held": waiting_for_a_look(actor)[:100].count() if actor.leads else 0,
        "calls": lead_calls_visible_to(actor)[:1].count() if actor.leads else 0,
    }
    return render(request, "doors/doors.html", context)


def door_new(request: HttpRequest, kind: str) -> HttpResponse:
    actor = actor_of(request)
    if kind not in MEANS or not (actor.sees_all or actor.led_team_ids):
        raise Http404
    form = DoorForm(request.POST or None, kind=kind, actor=actor)
    if form.is_valid():
        try:
            door = open_door(kind=kind, by=actor.by, **form.cleaned_data)
        except ValueError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "It is open. Anybody who has the link can use it.")
            return redirect("door", door.pk)
    label = Door.Kind(kind).label
    return render(request, "doors/door_form.html", {"form": form, "label": label, "means": MEANS[kind]})


def door(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    shown = get_object_or_404(doors_visible_to(actor), pk=pk)
    recipe = RECIPES.get(request.GET.get("desk", ""))
    context = {
        "door": shown,
        "link": link_of(shown),
        "means": MEANS[shown.kind],
        "keeps": doors_kept_by(actor).filter(pk=pk).exists(),
        "came": answers_through([pk]).get(pk, 0),
        "pin": PinForm(),
        "recipes": RECIPES,
        "recipe": recipe,
        "snippet": snippet_for(link_of(shown), recipe.placeholder if recipe else "TICKET-NUMBER"),
    }
    return render(request, "doors/door.html", context)


@require_POST
def door_closing(request: HttpRequest, pk: int) -> HttpResponse:
    kept = _kept(request, pk)
    close_door(door_id=kept.pk, by=actor_of(request).by)
    messages.success(request, "It is closed: the link leads nowhere now. What came through stays.")
    return redirect("door", pk)


@require_POST
def door_opening(request: HttpRequest, pk: int) -> HttpResponse:
    kept = _kept(request, pk)
    reopen_door(door_id=kept.pk, by=actor_of(request).by)
    messages.success(request, "It is open again, with the same link and the same code.")
    return redirect("door", pk)


@require_POST
def door_pin(request: HttpRequest, pk: int) -> HttpResponse:
    kept = _kept(request, pk)
    form = PinForm(request.POST)
    if kept.kind != Door.Kind.KIOSK:
        raise Http404
    if form.is_valid():
        set_pin(door_id=kept.pk, pin=form.cleaned_data["pin"], by=actor_of(request).by)
        messages.success(request, "The new PIN holds as soon as the tablet is online.")
    else:
        messages.error(request, "Four to eight digits, please. The PIN is as it was.")
    return redirect("door", pk)


def _kept(request: HttpRequest, pk: int) -> Door:
    return get_object_or_404(doors_kept_by(actor_of(request)), pk=pk)
