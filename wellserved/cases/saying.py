"""Where a case stands, said to who wrote, in the language that is being spoken."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellserved.cases.rules.moving import ANSWERED, CLOSED, RECEIVED, STATES
from wellserved.frame.speaking import day_of_month
from wellserved.kit.clock import local

if TYPE_CHECKING:
    from wellserved.cases.queries.status import Status, Word

KIND_WORDS = {
    "complaint": gettext_lazy("Something went wrong"),
    "question": gettext_lazy("I have a question"),
    "explanation": gettext_lazy("I would like to have it explained"),
    "change": gettext_lazy("I would like to be served by somebody else"),
}
STATE_WORDS = {
    "received": gettext_lazy("It is here"),
    "acknowledged": gettext_lazy("Read and understood"),
    "investigating": gettext_lazy("Looked into"),
    "answered": gettext_lazy("Answered"),
    "closed": gettext_lazy("Closed"),
}


def say_way(state: str) -> list[tuple[str, str]]:
    """The way of a case, and for each step whether it is done, is now, or comes."""
    here = STATES.index(state)
    return [
        (str(words), "done" if at < here else "now" if at == here else "")
        for at, words in enumerate(STATE_WORDS.values())
    ]


def say_next(status: Status) -> str:
    """What happens next, by when, and who does it."""
    case, who = status.case, status.who or settings.ORGANISATION
    if case.paused_at is not None:
        return _("We have asked you something. As soon as you write back, it goes on.")
    if case.state == RECEIVED:
        said = _("%(who)s reads it, and writes to you by %(day)s.")
        return said % {"who": who, "day": _day(case.acknowledge_by, status)}
    if case.state == CLOSED:
        return _("This is closed. Nothing more happens unless you say so.")
    if case.read_by is not None:
        return _("%(who)s reads what you wrote by %(day)s.") % {"who": who, "day": _day(case.read_by, status)}
    if case.state == ANSWERED:
        return _("You have an answer. If it does not settle things, tell us below.")
    return _("%(who)s is on it. You will have an answer by %(day)s.") % {
        "who": who,
        "day": _day(case.answer_by, status),
    }


def say_words(word: Word) -> str:
    """Above each letter: whose it is."""
    day = day_of_month(word.at.date())
    if word.kind == "said":
        return _("You wrote on %(day)s") % {"day": day}
    return _("%(who)s wrote on %(day)s") % {"who": word.who or settings.ORGANISATION, "day": day}


def _day(moment: datetime, status: Status) -> str:
    contact = status.case.contact
    return day_of_month(local(moment, contact.timezone if contact else "", settings.TIME_ZONE).date())
