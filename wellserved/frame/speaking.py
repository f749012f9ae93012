"""Speaks somebody's language: which one a request wants, and days as people say them in it.

Words come from the catalogues in wellserved/locale, which hold what the person served reads, and nothing else;
docs/contribute/languages.md tells how to add a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.utils import formats, translation

from wellserved.kit.languages import ENGLISH, LANGUAGES, language_for, spoken

CHOSEN = "lang"  # the part of an address that carries what was chosen on the page
_CHOICE = re.compile(rf"(?:^|&){CHOSEN}=([A-Za-z_-]{{2,12}})(?=&|$)")
_MONTH_AND_DAY = {ENGLISH: "j F", "zh-hans": "n月j日"}  # else as Django has it: it says "November 29", and "05月3日"


def chosen_by(request: HttpRequest) -> str:
    """The language that was chosen on the page; empty if none was."""
    query = request.META.get("QUERY_STRING", "")
    found = _CHOICE.search(query) if f"{CHOSEN}=" in query else None
    return spoken(found[1]) if found else ""


def language_of(request: HttpRequest, contact: str = "") -> str:
    """What to speak to whoever sent this request; `contact` is the language of the contact whom the link belongs to."""
    accept = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
    return language_for(contact, accept, chosen_by(request), settings.OTHERWISE_SPOKEN)


def language_of_letters_to(contact: str) -> str:
    """What to write to a contact in."""
    return language_for(contact, "", "", settings.OTHERWISE_SPOKEN)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Whatever is rendered inside is in this language; afterwards the thread speaks as it did before."""
    with translation.override(language):
        yield


def language_now() -> str:
    """The language that is being spoken."""
    language = translation.get_language() or ENGLISH
    return language if language in LANGUAGES else ENGLISH


def day_of_month(day: date) -> str:
    """ "29 November", "29. November", "11月29日"."""
    if day.day == 1 and language_now() == "fr":
        return f"1er {formats.date_format(day, 'F')}"
    return _lower(formats.date_format(day, _MONTH_AND_DAY.get(language_now()) or "MONTH_DAY_FORMAT"))


def weekday(day: date) -> str:
    """ "Thursday", "jueves", "quinta-feira"."""
    return _lower(formats.date_format(day, "l"))


def _lower(said: str) -> str:
    """Portuguese writes days and months small; Django's catalogue does not."""
    return said.lower() if language_now() == "pt-br" else said
