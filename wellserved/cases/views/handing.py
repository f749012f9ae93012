"""A case written down by hand or opened from an answer; who is on it, what it is, and whom it is about."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from wellserved.cases.actions.handing import assign_case, classify_case
from wellserved.cases.actions.opening import open_case
from wellserved.cases.forms.members import ClassificationForm, NewCaseForm, OwnerForm
from wellserved.cases.models import Case
from wellserved.cases.queries.cases import cases_visible_to
from wellserved.cases.shapes import CaseIn
from wellserved.cases.views.found import form_page, me, worked
from wellserved.kit.tokens import new_token
from wellserved.people.actors import actor_of
from wellserved.people.models import Team
from wellserved.surveys.models import Response
from wellserved.surveys.queries.answers import responses_visible_to

forms_only = require_http_methods(["GET", "HEAD", "POST"])


@forms_only
def case_new(request: HttpRequest) -> HttpResponse:
    """Somebody told one of us: by telephone, at the desk, in passing."""
    actor, _ = actor_of(request), me(request)
    form = NewCaseForm(request.POST or None, initial={"kind": Case.Kind.COMPLAINT, "team": _own_team(request)})
    if form.is_valid():
        said = form.cleaned_data
        given = CaseIn(
            key=f"hand:{request.POST.get('key', '')[:64] or new_token()}",
            kind=said["kind"],
            words=said["words"],
            came_by=Case.Way.HAND,
            writer_name=said["name"],
            writer_email=said["email"],
            team=said["team"],
            concerned=frozenset(member.pk for member in said["concerned"]),
            above_team=said["above_team"],
        )
        case, _new = open_case(given=given, by=actor.by)
        messages.success(request, "It is written down, and rests with whoever is to see to it.")
        visible = cases_visible_to(actor).filter(pk=case.pk).exists()
        return redirect("case", case.pk) if visible else redirect("cases")
    context = {"form": form, "key": request.POST.get("key") or new_token()}
    return render(request, "cases/new.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def case_from_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One tap on an answer: its words are a complaint now, and somebody sees to it."""
    actor = actor_of(request)
    answers = responses_visible_to(actor).select_related("invitation__contact__client", "invitation__interaction")
    response: Response = get_object_or_404(answers, pk=pk)
    invitation = response.invitation
    if not (actor.sees_all or invitation.team_id in actor.led_team_ids):
        raise Http404
    given = CaseIn(
        key=f"answer:{response.pk}",
        kind=Case.Kind.COMPLAINT,
        words=response.words or "They wrote no words.",
        came_by=Case.Way.ANSWER,
        contact=invitation.contact,
        writer_name=invitation.writer_name,
        writer_email=invitation.writer_email,
        language=invitation.language,
        team=Team.objects.filter(pk=invitation.team_id).first(),
        interaction=invitation.interaction,
        response=response,
        concerned=frozenset(invitation.members.values_list("pk", flat=True)),
        received_at=None,
    )
    case, new = open_case(given=given, by=actor.by)
    messages.success(request, "It is a case now." if new else "It was a case already.")
    visible = cases_visible_to(actor).filter(pk=case.pk).exists()
    return redirect("case", case.pk) if visible else redirect("feedback_one", pk)


@require_POST
def case_owner(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is on it."""
    case, actor = worked(request, pk), actor_of(request)
    form = OwnerForm(request.POST, case=case)
    if not (actor.leads or case.lead_id == actor.member_id):
        raise Http404
    if form.is_valid():
        assign_case(case_id=case.pk, owner=form.cleaned_data["owner"], by=actor.by)
        messages.success(request, "They see by first name who is on it.")
    else:
        messages.warning(request, "Choose somebody of the team whom it is not about. Nothing was changed.")
    return redirect("case", pk)


@forms_only
def case_classification(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is, whose it is, and whom it is about."""
    case, actor = worked(request, pk), actor_of(request)
    if not (actor.leads or case.lead_id == actor.member_id):
        raise Http404
    about = list(case.concerns.values_list("member_id", flat=True))
    form = ClassificationForm(request.POST or None, initial={"kind": case.kind, "team": case.team, "concerned": about})
    if form.is_valid():
        said = form.cleaned_data
        concerned = [member.pk for member in said["concerned"]]
        classify_case(case_id=case.pk, kind=said["kind"], team=said["team"], concerned=concerned, by=actor.by)
        still = cases_visible_to(actor).filter(pk=case.pk).exists()
        messages.success(request, "Changed." if still else "Changed. It rests with somebody else from now on.")
        return redirect("case", pk) if still else redirect("cases")
    means = "With whom it rests follows from this."
    return form_page(request, case, form, title="What is it, and whom is it about?", means=means, button="Change it")


def _own_team(request: HttpRequest) -> int | None:
    return min(actor_of(request).team_ids, default=None)
