"""The letter that asks in confidence: from the team, with a link that is made when it leaves and stored nowhere."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from wellserved.frame.speaking import day_of_month, greeting_name, language_now, language_of_letters_to, speaking
from wellserved.kit.clock import local_day
from wellserved.kit.languages import direction
from wellserved.kit.tickets import PURPOSE, seed_for
from wellserved.people.models import Contact, Team
from wellserved.surveys.choices import FACE_WORDS
from wellserved.surveys.letter import Words, from_name, sheet_link, subject_line
from wellserved.surveys.models import Invitation
from wellserved.surveys.rules.confiding import closes, last_day
from wellserved.surveys.saying import say_about, say_team

KIND = "confide"


def write_ask_in_confidence(invitation: Invitation, contact: Contact, team: Team | None, window_days: int) -> Words:
    """Like any other ask, and it says what is promised before anybody has answered."""
    with speaking(language_of_letters_to(contact.language)):
        return _write(invitation, contact, team, window_days)


def _write(invitation: Invitation, contact: Contact, team: Team | None, window_days: int) -> Words:
    quarter, language = invitation.confided_in, language_now()
    ticket = f"{{{{token:{PURPOSE}:{seed_for(invitation.team_id, quarter, settings.SECRET_KEY)}}}}}"
    answer = f"{settings.BASE_URL}/c/{ticket}?lang={language}"
    stop = f"{settings.BASE_URL}/u/{{{{token:answer:{invitation.seed}}}}}"
    team_name = team.name if team else settings.ORGANISATION
    context: dict[str, Any] = {
        "language": language,
        "direction": direction(language),
        "greeting": greeting_name(contact.name),
        "about": say_about(invitation.about),
        "signed": team_name,
        "team": team_name,
        "organisation": settings.ORGANISATION,
        "known_as": say_team(team.name if team else "", settings.ORGANISATION),
        "stop": stop,
        "faces": [(f"{answer}&felt={felt}", word, felt) for felt, word in FACE_WORDS.items()],
        "opens": day_of_month(local_day(closes(quarter, settings.TIME_ZONE), settings.TIME_ZONE)),
        "until": day_of_month(last_day(quarter)),
        "window_days": window_days,
        "sheet": sheet_link(invitation.service_id),
    }
    return {
        "kind": KIND,
        "audience": "customer",
        "to_email": contact.email,
        "to_name": contact.name,
        "from_name": from_name(None, team),
        "reply_to": "",
        "subject": subject_line(invitation.about),
        "text": render_to_string("surveys/letters/confide.txt", context).strip() + "\n",
        "html": render_to_string("surveys/letters/confide.html", context).strip() + "\n",
        "headers": {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    }
