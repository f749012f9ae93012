"""The time of a call as both have it: the entry in each one's calendar, and the letter that brings it there."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from wellserved.calendars.shapes import Invited
from wellserved.frame.speaking import greeting_name, language_of_letters_to, speaking, weekday_and_day
from wellserved.kit.clock import local
from wellserved.listening.letters import PURPOSE
from wellserved.listening.models import Call, Round
from wellserved.people.models import Contact, Team


class News(Enum):
    """What is new about the time of a call."""

    CHOSEN = "chosen"
    MOVED = "moved"
    OFF = "off"
    REFUSED = "refused"  # their calendar declined it: they are asked for another


def both(
    call: Call, team: Team | None, news: News, starts_at: datetime, *, their_zone: str, letters: bool
) -> list[Invited]:
    """The member and the contact, with what each of them is told; `letters`: whether the member wants them by mail."""
    found = [_member(call, news, starts_at, their_zone, letters)]
    if call.contact is not None:
        found.append(_contact(call, call.contact, team, news, starts_at))
    return found


def ask_for_another_time(call: Call, team: Team | None, starts_at: datetime) -> dict[str, Any]:
    """The letter to who declined in their calendar: the link to choose again, or to say no."""
    contact = call.contact
    assert contact is not None
    with speaking(call.language or language_of_letters_to(contact.language)):
        return _letter_to(call, contact, team, News.REFUSED, starts_at)


def _contact(call: Call, contact: Contact, team: Team | None, news: News, starts_at: datetime) -> Invited:
    with speaking(call.language or language_of_letters_to(contact.language)):
        names = {"name": call.member.name, "team": team.name if team else settings.ORGANISATION}
        about = [
            gettext("Ten minutes, to hear what you like about the service, and what you would change."),
            gettext("At this number: %(number)s.") % {"number": call.number} if call.number else "",
            gettext("To move it, use the link in my letter, or decline it here."),
        ]
        return Invited(
            name=contact.name,
            address=contact.email,
            summary=gettext("%(name)s (%(team)s) calls you") % names,
            timezone=contact.timezone or settings.TIME_ZONE,
            description="\n".join(filter(None, about)),
            contact_id=contact.pk,
            letter=_letter_to(call, contact, team, news, starts_at) if contact.email else {},
        )


def _letter_to(call: Call, contact: Contact, team: Team | None, news: News, starts_at: datetime) -> dict[str, Any]:
    """To the contact, in the language that is being spoken."""
    zone = contact.timezone or settings.TIME_ZONE
    here = local(starts_at, zone, settings.TIME_ZONE)
    at = {"day": weekday_and_day(here.date()), "time": f"{here:%H:%M}"}
    subjects = {
        News.CHOSEN: gettext("I will call you on %(day)s at %(time)s"),
        News.MOVED: gettext("A new time: I will call you on %(day)s at %(time)s"),
        News.OFF: gettext("Called off: our call on %(day)s at %(time)s"),
        News.REFUSED: gettext("When may I call you instead?"),
    }
    said = {
        News.CHOSEN: gettext("Thank you. I will call you on %(day)s at %(time)s."),
        News.MOVED: gettext("The time of our call has changed. I will call you on %(day)s at %(time)s."),
        News.OFF: gettext("Our call on %(day)s at %(time)s is called off. You need not do anything."),
        News.REFUSED: gettext("Your calendar declined our call on %(day)s at %(time)s, so I will not call you then."),
    }
    context = {
        "greeting": greeting_name(contact.name),
        "words": said[news] % at,
        "number": call.number if news in (News.CHOSEN, News.MOVED) else "",
        "zone": str(here.tzinfo).rpartition("/")[2].replace("_", " "),
        "news": news.value,
        "link": f"{settings.BASE_URL}/l/{{{{token:{PURPOSE}:{call.seed}}}}}" if _runs(call) else "",
        "signed": call.member.name,
        "team": team.name if team else "",
        "organisation": settings.ORGANISATION,
    }
    return {
        "kind": "call_time",
        "audience": "customer",
        "to_email": contact.email,
        "to_name": contact.name,
        "from_name": f"{call.member.name}, {team.name if team else settings.ORGANISATION}",
        "reply_to": call.member.email,
        "answers_to_both": True,
        "thread": ("call", call.pk),
        "subject": subjects[news] % at,
        "text": render_to_string("listening/letters/time.txt", context).strip() + "\n",
    }


def _runs(call: Call) -> bool:
    """Once the round has ended there is nothing left to choose."""
    return call.round.state == Round.State.RUNNING


def _member(call: Call, news: News, starts_at: datetime, zone: str, letters: bool) -> Invited:
    """Members' letters are in English, like their pages."""
    who = str(call.contact) if call.contact else "Somebody"
    client = str(call.contact.client or "") if call.contact else ""
    href = f"{settings.BASE_URL}{reverse('round', args=[call.round_id])}"
    about = [client, f"Number: {call.number}" if call.number else "", call.round.name]
    return Invited(
        name=call.member.name,
        address=call.member.email,
        summary=f"Call {who}",
        timezone=zone,
        description="\n".join(filter(None, about)),
        url=href,
        member_id=call.member_id,
        host=True,
        letter=_letter_to_member(call, news, starts_at, zone, who, href) if letters and call.member.email else {},
    )


def _letter_to_member(call: Call, news: News, starts_at: datetime, zone: str, who: str, href: str) -> dict[str, Any]:
    here = local(starts_at, zone, settings.TIME_ZONE)
    at = f"{here:%A}, {here.day} {here:%B} at {here:%H:%M}"
    subject = {
        News.CHOSEN: f"{who} would like your call on {at}",
        News.MOVED: f"{who}: your call is on {at} now",
    }.get(news, f"{who}: your call on {at} is off")
    lines = [f"{subject}.", ""]
    if news in (News.CHOSEN, News.MOVED):
        lines += [
            f"Number: {call.number or 'the one you have'}.",
            "The entry for your calendar comes with this letter.",
        ]
    else:
        lines += ["That time is free again. The entry goes out of your calendar with this letter."]
    lines += ["", href]
    return {
        "kind": "call_time",
        "audience": "staff",
        "to_email": call.member.email,
        "to_name": call.member.name,
        "from_name": settings.ORGANISATION,
        "thread": ("call", call.pk),
        "subject": subject,
        "text": "\n".join(lines) + "\n",
    }
