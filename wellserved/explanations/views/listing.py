"""The list of explanations, and one begun."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wellserved.cases.models import Case, Message
from wellserved.cases.queries.cases import cases_worked_by
from wellserved.explanations.actions.starting import Begun, begin_explanation
from wellserved.explanations.forms.writing import NewForm
from wellserved.explanations.queries.explanations import SHOWS, Filters, explanations_listed, to_review
from wellserved.explanations.queries.formats import formats_for
from wellserved.explanations.queries.landing import Proposal, proposal_for
from wellserved.explanations.views.found import me
from wellserved.frame.paging import page_of
from wellserved.interactions.models import Interaction
from wellserved.interactions.queries import interactions_visible_to
from wellserved.kit.tokens import new_token
from wellserved.people.actors import actor_of
from wellserved.people.models import Contact, Team
from wellserved.people.shapes import Actor


@require_safe
def explanations(request: HttpRequest) -> HttpResponse:
    actor, filters = actor_of(request), Filters.read(request.GET)
    context = {
        "page": page_of(explanations_listed(actor, filters), request, size=30),
        "shows": [(name, f"?show={key}" if key else "?", key == filters.show) for key, name in SHOWS.items()],
        "filters": filters,
        "waiting": list(to_review(actor)[:5]) if filters.show != "review" else [],
    }
    return render(request, "explanations/explanations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def explanation_new(request: HttpRequest) -> HttpResponse:
    """From a case, from a piece of service, or from nothing: what is known already is filled in."""
    actor, member = actor_of(request), me(request)
    case, interaction = _case(request, actor), _interaction(request, actor)
    teams = teams_of(actor)
    first = (case.team if case else interaction.team if interaction else None) or teams.first()
    formats = formats_for(first.pk if first else None)
    start = _initial(request, case, interaction)
    proposal = _proposal(start.pop("asker"), first)
    usual = proposal.format.key if proposal and not proposal.found.too_few else "letter"
    initial = {**start, "team": first, "format": _known(request.GET.get("format", ""), formats) or usual}
    form = NewForm(request.POST if request.method == "POST" else None, teams=teams, formats=formats, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        given = Begun(
            key=f"page:{member.pk}:{request.POST.get('key', '')[:40] or new_token()}",
            team=said["team"],
            title=said["title"],
            asked=said["asked"],
            contact=said["contact"],
            case=case,
            interaction=interaction,
            format=said["format"],
            proposed=_known(request.POST.get("proposed", ""), formats),
        )
        one = begin_explanation(given=given, writer=member, actor=actor)
        messages.success(request, "It is begun. Pick what matters first; then write.")
        return redirect("explanation_evidence", one.pk)
    context = {
        "form": form,
        "key": request.POST.get("key") or new_token(),
        "case": case,
        "interaction": interaction,
        "no_team": first is None,
        "proposal": proposal,
    }
    return render(request, "explanations/new.html", context, status=422 if request.method == "POST" else 200)


def teams_of(actor: Actor) -> QuerySet[Team]:
    """For which teams this person may explain: their own, or any for who sees all."""
    teams = Team.objects.filter(archived_at=None).order_by("name_key", "id")
    return teams if actor.sees_all else teams.filter(pk__in=actor.team_ids | actor.led_team_ids)


def _initial(request: HttpRequest, case: Case | None, interaction: Interaction | None) -> dict[str, Any]:
    if case:
        first = Message.objects.filter(case=case, kind=Message.Kind.SAID).order_by("at", "pk").first()
        return {**_asker(case.contact), "title": case.title[:120], "asked": first.words if first else ""}
    if interaction:
        return {**_asker(interaction.contact), "title": interaction.subject[:120]}
    number = _number(request.GET.get("contact", ""))
    return _asker(Contact.objects.filter(pk=number).first() if number else None)


def _asker(contact: Contact | None) -> dict[str, Any]:
    return {"asker": contact, "contact": _address(contact)}


def _address(contact: Contact | None) -> str:
    return (contact.email or contact.name) if contact else ""


def _case(request: HttpRequest, actor: Actor) -> Case | None:
    """404 for a case on which they may not work, as if there were none."""
    asked = request.GET.get("case", "")
    if not asked:
        return None
    return get_object_or_404(cases_worked_by(actor).select_related("contact", "team", "interaction"), pk=_number(asked))


def _interaction(request: HttpRequest, actor: Actor) -> Interaction | None:
    asked = request.GET.get("interaction", "")
    if not asked:
        return None
    return get_object_or_404(interactions_visible_to(actor).select_related("contact", "team"), pk=_number(asked))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        if text:
            raise Http404
        return 0
    return int(text)


def _known(key: str, formats: list[Any]) -> str:
    return key if any(one.key == key for one in formats) else ""


def _proposal(asker: Contact | None, team: Team | None) -> Proposal | None:
    """What would land with them, where we know who asks."""
    return proposal_for(client=asker.client, contact=asker, team_id=team.pk if team else None) if asker else None
