"""Speaks somebody's language: which one a request wants, and days as people say them in it.

Words come from the catalogues in wellserved/locale, which hold what the person served reads, and nothing else;
docs/contribute/languages.md tells how to add a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils import formats, translation

from wellserved.kit.languages import ENGLISH, LANGUAGES, language_for, spoken

CHOSEN = "lang"  # the part of an address that carries what was chosen on the page
_CHOICE = re.compile(rf"(?:^|&){CHOSEN}=([A-Za-z_-]{{2,12}})(?=&|$)")
_LONGEST = 500
_MONTH_AND_DAY = {ENGLISH: "j F", "zh-hans": "n月j日"}  # else as Django has it: it says "November 29", and "05月3日"

_WEEKDAY_AND_DAY = {"fr": "{weekday} {day}", "zh-hans": "{day}{weekday}", "ar": "{weekday}، {day}"}
_BY_FULL_NAME = {"de"}  # where people are addressed formally, nobody is greeted by the first name alone


def chosen_in(query: str) -> str:
    """The language that was chosen on the page, as it stands in its address; empty if none was."""
    found = _CHOICE.search(query) if f"{CHOSEN}=" in query else None
    return spoken(found[1]) if found else ""


def with_choice(address: str, query: str) -> str:
    """An address of ours that keeps what was chosen on the page we come from."""
    chosen = chosen_in(query)
    return f"{address}{'&' if '?' in address else '?'}{CHOSEN}={chosen}" if chosen else address


def language_in(meta: Mapping[str, Any], contact: str = "") -> str:
    """What to speak to whoever sent a request with this environment."""
    chosen = chosen_in(meta.get("QUERY_STRING", ""))
    return language_for(contact, meta.get("HTTP_ACCEPT_LANGUAGE", ""), chosen, settings.OTHERWISE_SPOKEN)


def language_of(request: HttpRequest, contact: str = "") -> str:
    """What to speak to whoever sent this request; `contact` is the language of the contact whom the link belongs to."""
    return language_in(request.META, contact)


def choices_for(query: str) -> list[tuple[str, str, str]]:
    """The languages that a page can be read in: code, own name, address. The rest of the address stays as it was."""
    kept = [(name, value) for name, value in parse_qsl(query[:_LONGEST], True) if name != CHOSEN]
    return [(code, name, f"?{urlencode([*kept, (CHOSEN, code)])}") for code, name in LANGUAGES.items()]


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


def day_of_month(day: date, language: str = "") -> str:
    """ "29 November", "29. November", "11月29日": in the language being spoken, or in another."""
    return _day_of_month(day, language or language_now())


def weekday_and_day(day: date, language: str = "") -> str:
    """ "Thursday, 3 May", "jeudi 3 mai", "5月3日星期四"."""
    language = language or language_now()
    said = _WEEKDAY_AND_DAY.get(language, "{weekday}, {day}")
    return said.format(weekday=weekday(day, language), day=day_of_month(day, language))


_LONGEST_NAME = 60
_LINK = re.compile(r"[/\\:]|\w\.\w{2}|www\.", re.IGNORECASE)


def greeting_name(name: str) -> str:
    """What one would say after "Hello". What is an address, or written "Last, First", is left alone.

    Whoever writes at an open door says what they are called, and gives an address that a receipt goes to: so nothing
    that a mail program would turn into a link, and nothing that is longer than a name, ever stands there.
    """
    words = name.split()
    if not words or "@" in name or "," in name or len(name) > _LONGEST_NAME or _LINK.search(name):
        return ""
    return " ".join(words) if language_now() in _BY_FULL_NAME else words[0]


def weekday(day: date, language: str = "") -> str:
    """ "Thursday", "jueves", "quinta-feira"."""
    return _weekday(day, language or language_now())


@lru_cache(maxsize=1024)
def _day_of_month(day: date, language: str) -> str:
    with speaking(language):
        if day.day == 1 and language == "fr":
            return f"1er {formats.date_format(day, 'F')}"
        return _written(formats.date_format(day, _MONTH_AND_DAY.get(language) or "MONTH_DAY_FORMAT"), language)


@lru_cache(maxsize=128)
def _weekday(day: date, language: str) -> str:
    with speaking(language):
        return _written(formats.date_format(day, "l"), language)


def _written(said: str, language: str) -> str:
    """Portuguese writes days and months small; Django's catalogue does not."""
    return said.lower() if language == "pt-br" else said
