"""The letter that says what came of a call: in the member's name, and about nothing but what this person said.

What the team wrote (a theme, an action) stands as it was written; what stands around it speaks the contact's language.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext

from wellserved.frame.speaking import day_of_month, greeting_name, language_of_letters_to, speaking
from wellserved.kit.clock import local_day
from wellserved.listening.letters import envelope, joined, signature
from wellserved.listening.models import Call
from wellserved.listening.rules.telling import CameOf
from wellserved.people.models import Member, Team


def language_of_telling(call: Call) -> str:
    """What they were written to before."""
    return call.language or language_of_letters_to(call.contact.language if call.contact else "")


def usual_telling(call: Call, about: tuple[CameOf, ...], signed: Member) -> str:
    """What the letter begins with; the member may write otherwise."""
    with speaking(language_of_telling(call)):
        paragraphs = [
            joined(
                [_when(call), gettext("Since then our team has sat down with everything that we heard in these calls.")]
            )
        ]
        if about:
            paragraphs[0] = joined([paragraphs[0], gettext("Here is what came of what you told me.")])
            paragraphs += [_paragraph(one, signed) for one in about]
        else:
            paragraphs.append(
                gettext(
                    "This time we decided nothing about what you told me, and I would rather say so than leave you "
                    "wondering. It was read, and it is kept."
                )
            )
        paragraphs.append(
            gettext(
                "If I misunderstood you, or something else comes to your mind, just answer this letter. And thank "
                "you once more."
            )
        )
        return "\n\n".join(paragraphs)


def write_telling(call: Call, team: Team | None, words: str, signed: Member) -> dict[str, Any]:
    """What `queue_letter` wants to know."""
    contact = call.contact
    assert contact is not None
    with speaking(language_of_telling(call)):
        context = {"greeting": greeting_name(contact.name), "words": words, **signature(signed, team)}
        return {
            "kind": "call_told",
            "subject": gettext("What came of our call"),
            "text": render_to_string("listening/letters/thanks.txt", context).strip() + "\n",
            **envelope(call, contact, team, signed),
        }


def _when(call: Call) -> str:
    if call.held_at is None:
        return gettext("You gave me ten minutes of your time.")
    day = day_of_month(local_day(call.held_at, settings.TIME_ZONE))
    return gettext("On %(day)s you gave me ten minutes of your time.") % {"day": day}


def _paragraph(one: CameOf, signed: Member) -> str:
    """A theme, what they said about it, and what becomes of it."""
    said = list[str]()
    if one.quotes:
        quotes = [gettext("“%(words)s”") % {"words": _ended(quote)} for quote in one.quotes]
        said.append(gettext("You said: %(quotes)s") % {"quotes": joined(quotes)})
    return f"{one.name}\n{joined([*said, *_outcome(one, signed)])}"


def _outcome(one: CameOf, signed: Member) -> list[str]:
    action = {"action": _ended(one.action)}
    if one.state == "kept_up":
        kept = [gettext("We keep this as it is.")]
        if one.confirms:
            kept.append(
                gettext("It bears out what we decided before: %(decision)s") % {"decision": _ended(one.confirms)}
            )
        return kept
    if one.state == "done":
        return [gettext("We have done this: %(action)s") % action]
    if one.state == "dropped":
        return [gettext("We meant to do this: %(action)s") % action, gettext("In the end it could not be done.")]
    if one.state in ("open", "late"):
        return [gettext("We will do this: %(action)s") % action, _who(one, signed)]
    if one.action:
        return [
            gettext("We mean to do this: %(action)s") % action,
            gettext("Who sees to it, and by when, is not settled yet."),
        ]
    if one.decision:
        return [gettext("We will change something here; what exactly is not settled yet.")]
    return [gettext("About this we have not decided yet.")]


def _who(one: CameOf, signed: Member) -> str:
    """Who sees to it, and by when; of what is late, that it is."""
    due: date | None = one.due_on
    names = {"name": one.owner, "day": day_of_month(due) if due else ""}
    if one.state == "late":
        return gettext("It was to be done by %(day)s and is late, but it is not forgotten.") % names
    if one.owner_id == signed.pk:
        return gettext("I see to it myself, by %(day)s.") % names
    return gettext("%(name)s sees to it, by %(day)s.") % names


def _ended(words: str) -> str:
    """With a full stop, unless it ends otherwise."""
    words = words.strip()
    return words if words.endswith((".", "!", "?", "…", "。", "！", "？", "؟")) else f"{words}."
