"""Worth: what good service goes with."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wellserved.insight.worth.looking import worth_look_of
from wellserved.insight.worth.queries import worth as read_worth
from wellserved.insight.worth.sheets import worth_table
from wellserved.kit.tables import table_answer
from wellserved.people.actors import actor_of


def worth(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    look = worth_look_of(request.GET, actor)
    seen = read_worth(actor=actor, look=look)
    context = {
        "look": look,
        "seen": seen,
        "sees_all": actor.sees_all,
        "lines": [(one, look.address(client=str(one.id))) for one in seen.clients],
        "without_client": look.address(client=""),
    }
    return render(request, "insight/worth.html", context)


def worth_sheet(request: HttpRequest) -> HttpResponse:
    """The same, to take away."""
    actor = actor_of(request)
    look = worth_look_of(request.GET, actor)
    return table_answer(request, "worth", worth_table(read_worth(actor=actor, look=look), look))
