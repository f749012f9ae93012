"""The list of cases, one case, and second chances."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wellserved.cases.actions.reading import note_reading
from wellserved.cases.evidence import is_for_the_board
from wellserved.cases.forms.members import NoteForm, OwnerForm
from wellserved.cases.letters import address_and_name
from wellserved.cases.models import Understanding
from wellserved.cases.queries.cases import cases_worked_by, readers_of
from wellserved.cases.queries.chances import SHOWS as CHANCES
from wellserved.cases.queries.chances import chances_counted, chances_visible_to
from wellserved.cases.queries.listing import KINDS, SHOWS, Filters, cases_listed, lines_of, teams_for
from wellserved.cases.queries.timeline import timeline
from wellserved.cases.rules.moving import OPEN, STATES
from wellserved.cases.rules.reaching import may_close
from wellserved.cases.views.found import seen
from wellserved.frame.paging import page_of
from wellserved.improvements.queries.board import improvement_resting_on
from wellserved.people.actors import actor_of
from wellserved.promises.models import Promise
from wellserved.promises.queries import promises_visible_to

READINGS = 20


def cases(request: HttpRequest) -> HttpResponse:
    actor, filters = actor_of(request), Filters.read(request.GET)
    page = page_of(cases_listed(actor, filters), request, size=30)
    context = {
        "page": page,
        "lines": lines_of(page.items),
        "filters": filters,
        "shows": [(name, filters.address(show=key), filters.show == key) for key, name in SHOWS.items()],
        "kinds": [("All kinds", filters.address(kind=""), not filters.kind)]
        + [(name, filters.address(kind=key), filters.kind == key) for key, name in KINDS.items()],
        "kind": KINDS.get(filters.kind, ""),
        "teams": [(team, filters.address(team=str(team.pk)), filters.team == team.pk) for team in teams_for(actor)],
        "every_team": filters.address(team=""),
        "actor": actor,
    }
    return render(request, "cases/cases.html", context)


def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case. That it was read is noted, and shown to who leads."""
    found, actor = seen(request, pk), actor_of(request)
    working = cases_worked_by(actor).filter(pk=pk).exists()
    note_reading(case=found, actor=actor)
    promises = promises_visible_to(actor).filter(source_kind="case", source_id=pk)
    context = {
        "case": found,
        "line": lines_of([found])[0],
        "working": working,
        "happenings": timeline(found, working=working),
        "steps": [
            (name, number)
            for number, name in enumerate(("Received", "Acknowledged", "Investigating", "Answered", "Closed"))
        ],
        "step": STATES.index(found.state),
        "open": found.state in OPEN,
        "understood": Understanding.objects.filter(case=found).order_by("-number").select_related("member").first(),
        "concerned": [row.member for row in found.concerns.select_related("member").order_by("member__name_key")],
        "photos": list(found.photos.select_related("member").order_by("pk")) if working else [],
        "promises": promises.filter(state=Promise.State.OPEN).order_by("due_at") if working else [],
        "readings": readers_of(found)[:READINGS] if actor.leads else [],
        "leads": actor.leads or found.lead_id == actor.member_id,
        "may_close": may_close(above_team=found.above_team, lead=found.lead_id, member=actor.member_id),
        "on_the_board": improvement_resting_on("case", pk) if found.improvement else None,
        "for_the_board": is_for_the_board(found),
        "has_address": bool(address_and_name(found)[0]),
        "note_form": NoteForm(),
        "owner_form": OwnerForm(case=found, initial={"owner": found.owner_id}),
        "actor": actor,
    }
    return render(request, "cases/case.html", context)


def second_chances(request: HttpRequest) -> HttpResponse:
    """Pairs: how it was, and how it was the next time."""
    actor = actor_of(request)
    show = request.GET.get("show", "")
    show = show if show in CHANCES else ""
    rows = chances_visible_to(actor)
    page = page_of(rows.filter(chance=show) if show else rows, request, size=30)
    counted = chances_counted(actor)
    shows = [
        (
            name,
            f"?show={key}" if key else "?",
            key == show,
            counted.counts.get(key, 0) if key else sum(counted.counts.values()),
        )
        for key, name in CHANCES.items()
    ]
    context = {"page": page, "chances": counted, "shows": shows}
    return render(request, "cases/second_chances.html", context)
