"""What it is about, which team, and who served: said to the person served in the language that is being spoken."""

from __future__ import annotations

from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_noop, ngettext, pgettext

from wellserved.frame.speaking import day_of_month, language_now, weekday
from wellserved.kit.languages import ENGLISH, spoken
from wellserved.surveys.rules.about import About, read_about
from wellserved.surveys.rules.answering import known_as
from wellserved.surveys.rules.definition import said_in
from wellserved.surveys.rules.own_answers import Wrong

KEPT = gettext_noop("for as long as the record of what we did for you")  # the default of WELLSERVED_ANSWERS_KEPT


def say_about(phrase: str) -> str:
    """An invitation's phrase ("your call on Tuesday"), which is kept in English, in the language being spoken."""
    language = language_now()
    return phrase if language == ENGLISH else _say_about(phrase, language)


def say_team(team: str, organisation: str) -> str:
    """A team inside a sentence, so that it may follow "somebody from"; without a team, the organisation."""
    if not team or language_now() == ENGLISH:
        return known_as(team, organisation)
    return pgettext("after “somebody from” and “whoever leads”", "the %(team)s team") % {"team": team}


def say_names(names: list[str]) -> str:
    """ "Milo", "Milo and Nia"."""
    if len(names) == 2:
        return gettext("%(one)s and %(other)s") % {"one": names[0], "other": names[1]}
    return "".join(names[:1])


def say_kept(said: str) -> str:
    """How long answers are kept: our own words, or the operator's, in several languages if they gave them.

    "for two years | de: zwei Jahre lang" is told in German by its second part, in any other language by its first.
    """
    first, *others = (part.strip() for part in said.split("|"))
    for part in others:
        language, _, words = part.partition(":")
        if spoken(language) == language_now():
            return words.strip()
    return gettext(first) if first == KEPT else first


def say_wrong(wrong: Wrong | None, written_in: str) -> str:
    """What is wrong with the answer to an own question, which was written in one language and perhaps translated."""
    if wrong is None:
        return ""
    question = said_in(wrong.question.label, language_now(), written_in)
    if wrong.what == "too_long":
        over = int(wrong.number)
        said = ngettext(
            "“%(question)s” is answered at %(n)s character more than fits here.",
            "“%(question)s” is answered at %(n)s characters more than fits here.",
            over,
        )
        return said % {"question": question, "n": number_format(over, force_grouping=True)}
    said = {
        "digits": gettext("“%(question)s” needs a number, in digits."),
        "counted": gettext("“%(question)s” needs a number that somebody could have counted."),
        "at_least": gettext("“%(question)s” needs a number of at least %(n)s."),
        "at_most": gettext("“%(question)s” needs a number of at most %(n)s."),
    }[wrong.what]
    return said % {"question": question, "n": f"{wrong.number:g}"}


@lru_cache(maxsize=2048)
def _say_about(phrase: str, language: str) -> str:  # noqa: ARG001  the language is part of what is remembered
    about = read_about(phrase)
    if about is None:  # somebody's own words
        return phrase
    what = _kind(about.kind) % {"when": _when(about)}
    return gettext("%(what)s about “%(topic)s”") % {"what": what, "topic": about.topic} if about.topic else what


def _when(about: About) -> str:
    if about.weekday:
        return pgettext("your call …", "on %(weekday)s") % {"weekday": weekday(about.weekday)}
    return pgettext("your call …", "on %(date)s") % {"date": day_of_month(about.day)} if about.day else ""


def _kind(kind: str) -> str:
    return {
        "call": gettext("your call %(when)s"),
        "chat": gettext("your chat %(when)s"),
        "message": gettext("your message %(when)s"),
        "visit": gettext("your visit %(when)s"),
        "appointment": gettext("your appointment %(when)s"),
        "project": gettext("your project %(when)s"),
    }.get(kind) or gettext("your request %(when)s")
