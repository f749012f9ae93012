"""The letter that asks: short, from whoever served, in plain text and HTML, in the language of who is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypedDict

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext

from wellserved.frame.speaking import (
    day_of_month,
    greeting_name,
    language_now,
    language_of_letters_to,
    speaking,
)
from wellserved.kit.clock import local
from wellserved.kit.languages import direction
from wellserved.people.models import Contact, Member, Team
from wellserved.people.queries import lead_of
from wellserved.prepsheets.queries import sheets_at_hand
from wellserved.surveys.choices import FACE_WORDS
from wellserved.surveys.models import Invitation
from wellserved.surveys.queries.surveys import definition_asked
from wellserved.surveys.saying import say_about, say_names, say_team


class Words(TypedDict):
    """What `queue_letter` wants to know of an ask."""

    kind: str
    audience: str
    to_email: str
    to_name: str
    from_name: str
    reply_to: str
    subject: str
    text: str
    html: str
    headers: dict[str, str]


def write_ask(
    invitation: Invitation,
    contact: Contact,
    team: Team | None,
    members: Sequence[Member],
    window_days: int,
    *,
    again: bool = False,
) -> Words:
    """The letter, with markers in place of its two private links; `again`: it reminds of one that was sent before."""
    with speaking(language_of_letters_to(contact.language)):
        words = _write_ask(invitation, contact, team, members, window_days, again)
    return {**words, "subject": f"Re: {words['subject']}"} if again else words


def _write_ask(
    invitation: Invitation,
    contact: Contact,
    team: Team | None,
    members: Sequence[Member],
    window_days: int,
    again: bool,
) -> Words:
    answer = f"{settings.BASE_URL}/a/{{{{token:answer:{invitation.seed}}}}}"
    stop = f"{settings.BASE_URL}/u/{{{{token:answer:{invitation.seed}}}}}"
    here = [member for member in members if member.left_at is None]
    member = here[0] if len(here) == 1 else None
    team_name = team.name if team else settings.ORGANISATION
    reader, about = lead_of(team.pk) if team else None, say_about(invitation.about)
    until = local(invitation.expires_at, contact.timezone, settings.TIME_ZONE).date()
    context: dict[str, Any] = {
        "language": language_now(),
        "direction": direction(language_now()),
        "greeting": greeting_name(contact.name),
        "about": about,
        "served_by": served_by(here),
        "signed": member.name if member else team_name,
        "team": team_name,
        "organisation": settings.ORGANISATION,
        "known_as": say_team(team.name if team else "", settings.ORGANISATION),
        "answer": answer,
        "room": re.split(r"[\[\]]", gettext("There is [room for your own words], too.")),
        "stop": stop,
        "faces_said": _faces_said(invitation.version_id),
        "faces": [(f"{answer}?felt={felt}", word, felt) for felt, word in FACE_WORDS.items()],
        "until": day_of_month(until),
        "window_days": window_days,
        "sheet": sheet_link(invitation.service_id),
        "again": again,
    }
    return {
        "kind": "ask",
        "audience": "customer",
        "to_email": contact.email,
        "to_name": contact.name,
        "from_name": from_name(member, team),
        "reply_to": (member.email if member else "") or (reader.email if reader else ""),
        "subject": subject_line(invitation.about),
        "text": render_to_string("surveys/letters/ask.txt", context).strip() + "\n",
        "html": render_to_string("surveys/letters/ask.html", context).strip() + "\n",
        "headers": {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    }


def sheet_link(service_id: int) -> str:
    """The prep sheet of the service, for the next time; empty if none is published."""
    sheet = sheets_at_hand.of(service_id) if service_id else None
    return f"{settings.BASE_URL}/prep/{sheet.slug}" if sheet and sheet.published else ""


def _faces_said(version_id: int | None) -> str:
    """ "" for faces; "words" or "numbers" where the survey that is asked shows those."""
    faces = definition_asked(version_id).faces if version_id else "icons"
    return "" if faces == "icons" else faces


def served_by(members: Sequence[Member]) -> str:
    """Who served, by first name: "Milo", "Milo and Nia"; nothing where nobody or a crowd is named."""
    return say_names([member.first_name for member in members]) if len(members) <= 2 else ""


def from_name(member: Member | None, team: Team | None) -> str:
    """Whose name the letter bears."""
    team_name = team.name if team else settings.ORGANISATION
    return f"{member.name}, {team_name}" if member else f"{team_name}, {settings.ORGANISATION}" if team else team_name


def subject_line(about: str) -> str:
    """A question one would answer: "How was your call on Tuesday?"."""
    return gettext("How was %(about)s?") % {"about": say_about(about.split(" about “")[0])}
