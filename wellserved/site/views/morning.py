"""Whether Today comes by mail as well, and what this morning's letter says."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wellserved.mail.queries import mail_is_held, mail_is_set_up
from wellserved.passages.actions.reading import address_of
from wellserved.people.actors import actor_of
from wellserved.people.models import Member
from wellserved.site.morning import as_text, set_mornings
from wellserved.site.queries.today import today_for


def morning(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    member = Member.objects.select_related("account").filter(pk=actor.member_id or 0).first()
    if member is None:
        raise Http404
    if request.method == "POST":
        wanted = request.POST.get("wanted") == "yes"
        set_mornings(member_id=member.pk, wanted=wanted, by=actor.by)
        messages.success(request, "The letter comes each morning." if wanted else "No letter comes in the morning.")
        return redirect("morning")
    today = today_for(actor)
    context = {
        "wanted": member.no_mornings_since is None,
        "address": address_of(member),
        "letter": as_text(member, today) if today.lines else "",
        "held": mail_is_held() or not mail_is_set_up(),
    }
    return render(request, "site/morning.html", context)
