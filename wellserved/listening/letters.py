"""The invitation to a call, and the one that reminds of it: from the member, in the contact's language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext

from wellserved.frame.speaking import greeting_name, language_now, language_of_letters_to, speaking
from wellserved.listening.models import Call
from wellserved.people.models import Contact, Member, Team

PURPOSE = "listening_call"


def usual_words(member: Member, team: Team | None, contact: Contact) -> str:
    """The three sentences that an invitation begins with; the member may write others."""
    with speaking(language_of_letters_to(contact.language)):
        team_name = team.name if team else settings.ORGANISATION
        who = gettext("I am %(name)s (%(team)s), and chance drew you among the people whom we served.")
        return joined(
            [
                who % {"name": member.name, "team": team_name},
                gettext("May I call you for ten minutes, to hear what you like, and what you would change?"),
                gettext("You choose the time, and a no is fine, too."),
            ]
        )


def write_invitation(call: Call, team: Team | None, words: str, *, again: bool = False) -> dict[str, Any]:
    """What `queue_letter` wants to know; the link is a marker until the letter leaves."""
    contact, member = call.contact, call.member
    assert contact is not None
    with speaking(call.language or language_of_letters_to(contact.language)):
        link = f"{settings.BASE_URL}/l/{{{{token:{PURPOSE}:{call.seed}}}}}"
        subject = gettext("May I call you for ten minutes?")
        context = {
            "greeting": greeting_name(contact.name),
            "words": words,
            "link": link,
            "signed": member.name,
            "team": team.name if team else "",
            "organisation": settings.ORGANISATION,
            "again": again,
            "language": language_now(),
        }
        return {
            "kind": "call_invitation",
            "audience": "customer",
            "to_email": contact.email,
            "to_name": contact.name,
            "from_name": f"{member.name}, {team.name if team else settings.ORGANISATION}",
            "reply_to": member.email,
            "answers_to_both": True,
            "thread": ("call", call.pk),
            "subject": f"Re: {subject}" if again else subject,
            "text": render_to_string("listening/letters/invitation.txt", context).strip() + "\n",
        }


def write_again(call: Call, team: Team | None, *, asked: bool) -> dict[str, Any]:
    """We could not reach them, or they asked to be called later: the link to choose another time."""
    contact, member = call.contact, call.member
    assert contact is not None
    with speaking(call.language or language_of_letters_to(contact.language)):
        if asked:
            said = gettext("You asked me to call you at another time. Choose one whenever it suits you.")
        else:
            said = gettext("I called you and could not reach you. Choose another time, if you like.")
        context = {
            "greeting": greeting_name(contact.name),
            "words": said,
            "link": f"{settings.BASE_URL}/l/{{{{token:{PURPOSE}:{call.seed}}}}}",
            **signature(member, team),
        }
        return {
            "kind": "call_again",
            "subject": gettext("When may I call you?"),
            "text": render_to_string("listening/letters/again.txt", context).strip() + "\n",
            **envelope(call, contact, team),
        }


def usual_thanks(call: Call, direct: str) -> str:
    """What the thank-you letter begins with; the member may write otherwise."""
    contact = call.contact
    assert contact is not None
    with speaking(call.language or language_of_letters_to(contact.language)):
        told = [
            gettext("Thank you for the ten minutes that you gave me."),
            gettext("What you said goes to our whole team, and you will hear what came of it."),
        ]
        if direct:
            told.append(
                gettext("If you ever need something, please just write to me, or reach me here: %(direct)s.")
                % {"direct": direct}
            )
        else:
            told.append(gettext("If you ever need something, please just write to me."))
        return joined(told)


def write_thanks(call: Call, team: Team | None, words: str) -> dict[str, Any]:
    """The letter after a call, in the member's name."""
    contact, member = call.contact, call.member
    assert contact is not None
    with speaking(call.language or language_of_letters_to(contact.language)):
        context = {"greeting": greeting_name(contact.name), "words": words, **signature(member, team)}
        return {
            "kind": "call_thanks",
            "subject": gettext("Thank you for your time"),
            "text": render_to_string("listening/letters/thanks.txt", context).strip() + "\n",
            **envelope(call, contact, team),
        }


def signature(member: Member, team: Team | None) -> dict[str, Any]:
    """What stands beneath a letter."""
    return {"signed": member.name, "team": team.name if team else "", "organisation": settings.ORGANISATION}


def envelope(call: Call, contact: Contact, team: Team | None, signed: Member | None = None) -> dict[str, Any]:
    """From whom it comes, and where answers go: to a person, and to the call. `signed`: who writes in their place."""
    member = signed or call.member
    return {
        "audience": "customer",
        "to_email": contact.email,
        "to_name": contact.name,
        "from_name": f"{member.name}, {team.name if team else settings.ORGANISATION}",
        "reply_to": member.email,  # a person is answered by a person, and the call knows of it
        "answers_to_both": True,
        "thread": ("call", call.pk),
    }


def joined(sentences: list[str]) -> str:
    """Sentences of a paragraph; where nothing stands between words, nothing stands between sentences."""
    return ("" if language_now() == "zh-hans" else " ").join(sentences)
