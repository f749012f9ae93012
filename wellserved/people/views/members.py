"""Our own people: finding one, what we know, whom they report to, and whether they sign in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wellserved.frame.paging import page_of
from wellserved.people import actions, queries
from wellserved.people.actors import actor_of
from wellserved.people.forms import MemberForm, RoleForm, attempt, sought
from wellserved.people.shapes import Actor


def members(request: HttpRequest) -> HttpResponse:
    actor, text = actor_of(request), sought(request)
    page = page_of(queries.members_found(actor, text), request)
    return render(request, "people/members.html", {"page": page, "q": text, "may_edit": actor.sees_all})


def member(request: HttpRequest, member_id: int) -> HttpResponse:
    return _one(request, actor_of(request), member_id)


def member_new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not actor.sees_all:
        raise Http404
    form = MemberForm(request.POST or None)
    if form.is_valid():
        added = attempt(form, lambda: actions.add_member(**form.cleaned_data, by=actor.by))
        if added:
            messages.success(request, f"{added.name} is added.")
            return redirect("member", added.pk)
    return render(request, "people/member_form.html", {"form": form})


def member_edit(request: HttpRequest, member_id: int) -> HttpResponse:
    actor = actor_of(request)
    shown = get_object_or_404(queries.members_editable_by(actor), pk=member_id)
    form = MemberForm(request.POST or None, initial=MemberForm.of(shown), member=shown)
    if (
        form.is_valid()
        and attempt(form, lambda: actions.edit_member(member_id=shown.pk, **form.cleaned_data, by=actor.by)) is not None
    ):
        messages.success(request, "Saved.")
        return redirect("member", shown.pk)
    return render(request, "people/member_form.html", {"form": form, "member": shown})


@never_cache
@require_POST
def member_invite(request: HttpRequest, member_id: int) -> HttpResponse:
    actor = actor_of(request)
    shown = get_object_or_404(queries.members_invited_by(actor), pk=member_id)
    inviter = queries.members_visible_to(actor).filter(pk=actor.member_id or 0).first()
    try:
        link = actions.invite_member(member_id=shown.pk, inviter=str(inviter or ""), by=actor.by)
    except ValueError as refused:
        messages.error(request, str(refused))
        return redirect("member", shown.pk)
    if link:
        return _one(request, actor, member_id, link)
    messages.success(request, f"A letter with a link to choose a password is on its way to {shown.email}.")
    return redirect("member", shown.pk)


@require_POST
def member_role(request: HttpRequest, member_id: int) -> HttpResponse:
    actor = actor_of(request)
    shown = get_object_or_404(queries.members_invited_by(actor), pk=member_id)
    form = RoleForm(request.POST)
    if (
        form.is_valid()
        and attempt(form, lambda: actions.change_role(member_id=shown.pk, role=form.cleaned_data["role"], by=actor.by))
        is not None
    ):
        messages.success(request, "Saved.")
    else:
        messages.error(request, " ".join(str(e) for errors in form.errors.values() for e in errors))
    return redirect("member", shown.pk)


@require_POST
def member_leave(request: HttpRequest, member_id: int) -> HttpResponse:
    actor = actor_of(request)
    shown = get_object_or_404(queries.members_editable_by(actor), pk=member_id)
    try:
        actions.leave_house(member_id=shown.pk, by=actor.by)
        messages.success(request, f"{shown.name} has left and can sign in no more. What they did stays.")
    except ValueError as refused:
        messages.error(request, str(refused))
    return redirect("member", shown.pk)


@require_POST
def member_return(request: HttpRequest, member_id: int) -> HttpResponse:
    actor = actor_of(request)
    shown = get_object_or_404(queries.members_editable_by(actor), pk=member_id)
    actions.come_back(member_id=shown.pk, by=actor.by)
    messages.success(request, f"{shown.name} is back, in the teams they were in.")
    return redirect("member", shown.pk)


def _one(request: HttpRequest, actor: Actor, member_id: int, link: str = "") -> HttpResponse:
    shown = get_object_or_404(
        queries.members_visible_to(actor).select_related("account", "reports_to", "contact"), pk=member_id
    )
    places = shown.memberships.select_related("team").order_by("-leads", "team__name_key")
    may_edit = queries.members_editable_by(actor).filter(pk=member_id).exists()
    context = {
        "member": shown,
        "places": places,
        "reports": queries.members_visible_to(actor).filter(reports_to=shown, left_at=None)[:100],
        "may_edit": may_edit,
        "may_say_contact": may_edit or actor.member_id == member_id,
        "may_invite": actor.is_admin,
        "role": RoleForm(initial={"role": shown.account.role}) if actor.is_admin and shown.account else None,
        "link": link,
    }
    return render(request, "people/member.html", context)
