"""The journal, newest first, for admins."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wellserved.cases.queries.cases import hidden_from
from wellserved.journal.queries import entries, kinds
from wellserved.mail.models import Arrival, Letter
from wellserved.people.actors import actor_of
from wellserved.people.models import Member
from wellserved.promises.models import Promise

AT_ONCE = 50


def journal(request: HttpRequest) -> HttpResponse:
    """A page of entries; `before` is the id to go on from, so that page a thousand is as quick as page one."""
    if not actor_of(request).is_admin:
        raise Http404
    asked = request.GET
    try:
        before = int(asked["before"]) if asked.get("before") else None
        subject_id = int(asked["id"]) if asked.get("id") else None
    except ValueError as wrong:
        raise Http404 from wrong
    chosen = {"kind": asked.get("kind", "")[:60], "subject_kind": asked.get("subject", "")[:30]}
    visible = entries(**chosen, subject_id=subject_id, before=before, limit=None)
    found = list(visible.exclude(_of_hidden_cases(request))[: AT_ONCE + 1])
    shown = found[:AT_ONCE]
    ids = {entry.actor_id for entry in shown if entry.actor_kind == "member" and entry.actor_id is not None}
    names = dict(Member.objects.filter(pk__in=ids).values_list("pk", "name"))
    lines = [(entry, names.get(entry.actor_id or 0, "") if entry.actor_kind == "member" else "") for entry in shown]
    query = request.GET.copy()
    if len(found) > AT_ONCE:
        query["before"] = str(shown[-1].pk)
    return render(
        request,
        "site/journal.html",
        {
            "lines": lines,
            "kinds": kinds(),
            "chosen": chosen,
            "subject_id": subject_id,
            "older": query.urlencode() if len(found) > AT_ONCE else "",
            "filtered": any(asked.get(name) for name in ("kind", "subject", "id", "before")),
        },
    )


def _of_hidden_cases(request: HttpRequest) -> Q:
    """What is about a case that this admin may not see: itself, its letters both ways, and promises made on it."""
    cases = hidden_from(actor_of(request)).values("pk")
    threads = {"thread_kind": "case", "thread_id__in": cases}
    promises = Promise.objects.filter(source_kind="case", source_id__in=cases)
    return (
        Q(subject_kind="case", subject_id__in=cases)
        | Q(subject_kind="letter", subject_id__in=Letter.objects.filter(**threads).values("pk"))
        | Q(subject_kind="letter_in", subject_id__in=Arrival.objects.filter(**threads).values("pk"))
        | Q(subject_kind="promise", subject_id__in=promises.values("pk"))
    )
