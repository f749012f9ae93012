"""The law of who is who: how names, languages and time zones are read, and that nobody reports to themselves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

UNSEEN = dict.fromkeys(map(ord, "\u200b\u00ad\ufeff\u2060"))  # zero width: two names that look the same would differ
OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # they turn the text around them
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


def clean_name(text: str, longest: int = 200, what: str = "name") -> str:
    """The name as it is kept: composed (NFC), with single spaces. A ValueError says what is wrong with it."""
    plain = text.isascii() and text.isprintable()  # most are, and need none of what is looked at below
    name = " ".join((text if plain else unicodedata.normalize("NFC", text).translate(UNSEEN)).split())
    if not name:
        raise ValueError(f"The {what} is empty.")
    if len(name) > longest:
        raise ValueError(f"The {what} is {len(name)} characters long; {longest} is the most.")
    if not plain and any(letter in OVERRIDES or unicodedata.category(letter) in ("Cc", "Cs") for letter in name):
        raise ValueError(f"The {what} contains a control character.")
    return name


def fold(name: str) -> str:
    """What two spellings of one name have in common, whatever the database thinks of upper case."""
    if name.isascii():
        return name.lower()
    decomposed = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", decomposed.casefold()))


def clean_language(text: str) -> str:
    """A language tag such as "de" or "pt-br", in lower case; empty stays empty."""
    tag = text.strip().lower().replace("_", "-")
    if tag and (len(tag) > 12 or not LANGUAGE.fullmatch(tag)):
        raise ValueError(f"{shortened(text)} is not a language code such as en, de or pt-br.")
    return tag


def clean_timezone(text: str) -> str:
    """A time zone's own spelling, such as Europe/Berlin; empty stays empty."""
    wanted = text.strip()
    if not wanted:
        return ""
    try:
        return _zones()[wanted.lower()]
    except KeyError:
        raise ValueError(f"{shortened(text)} is not a time zone such as Europe/Berlin.") from None


def closes_a_circle(reports_to: Mapping[int, int | None], member: int, manager: int | None) -> bool:
    """Whether `member` would, in the end, report to themselves if they reported to `manager`."""
    seen: set[int] = set()
    above = manager
    while above is not None and above not in seen:
        if above == member:
            return True
        seen.add(above)
        above = reports_to.get(above)
    return False


def shortened(text: str, longest: int = 60) -> str:
    """A piece of somebody's input as an error may repeat it: printable, short, in quotes."""
    seen = "".join(letter if letter.isprintable() else "�" for letter in text.strip())
    return f"“{seen[:longest]}{'…' if len(seen) > longest else ''}”"


@cache
def _zones() -> dict[str, str]:
    return {zone.lower(): zone for zone in available_timezones() if zone != "localtime"}
