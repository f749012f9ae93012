"""What can be set, page by page, and the facts of this installation."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wellserved.jobs.queries import a_worker_lives
from wellserved.mail.queries import mail_is_held, mail_is_set_up
from wellserved.people.actors import actor_of

# url name, title, what it is for
PAGES: tuple[tuple[str, str, str], ...] = (
    ("asking_policy", "When and how often we ask", "The moment asking starts, how long to wait, how often at most."),
    ("mail_release", "Whether letters leave", "Letters to the people you serve wait until you let this copy write."),
    ("letters", "Letters", "What is waiting, and what has left."),
    ("mailbox", "Where letters come in", "The mailbox that answers arrive in."),
    ("working_hours", "Working hours", "The hours and holidays that every clock here runs by."),
    ("members", "Members", "Who works here, what they may do, and whom they report to."),
    ("tokens", "Keys to the API", "What help desks and scripts sign in with."),
    ("journal", "The journal", "What happened, when and by whom."),
)


@dataclass(frozen=True)
class Fact:
    name: str
    value: str


def settings_page(request: HttpRequest) -> HttpResponse:
    if not actor_of(request).is_admin:
        raise Http404
    return render(request, "site/settings.html", {"pages": PAGES, "facts": _facts()})


def _facts() -> list[Fact]:
    if settings.DEMO:
        mail = "Stay here: this is a demo"
    elif not mail_is_set_up():
        mail = "Wait: no mail server is set"
    else:
        mail = "Held until an admin releases them" if mail_is_held() else "Leave"
    return [
        Fact("Organisation", settings.ORGANISATION),
        Fact("Address", settings.BASE_URL),
        Fact("Days begin and end by", settings.TIME_ZONE),
        Fact("Database", connection.display_name),
        Fact("Letters to customers", mail),
        Fact("Worker", "At work" if a_worker_lives() else "Not seen in the last 30 seconds"),
    ]
