"""The languages that we write to people in, and which of them to speak: pure, and quick enough for every page."""

from __future__ import annotations

from functools import lru_cache

ENGLISH = "en"
# Each by its own name, for that is what somebody looks for who cannot read the page.
LANGUAGES: dict[str, str] = {
    ENGLISH: "English",
    "es": "Español",
    "de": "Deutsch",
    "fr": "Français",
    "pt-br": "Português",
    "zh-hans": "简体中文",
    "ar": "العربية",
}
RIGHT_TO_LEFT = frozenset({"ar"})
_BY_FIRST_PART = {code.partition("-")[0]: code for code in LANGUAGES}
_LONGEST_HEADER, _MOST_WISHES = 1000, 30


def spoken(tag: str) -> str:
    """The language of ours that serves a tag best ("de-AT" is served by "de"); empty if none does.

    >>> spoken("pt_PT"), spoken("zh-Hant-TW"), spoken("it")
    ('pt-br', 'zh-hans', '')
    """
    return _BY_FIRST_PART.get(tag.strip().lower().replace("_", "-").partition("-")[0], "")


@lru_cache(maxsize=512)
def language_for(contact: str, accept: str, chosen: str = "", otherwise: str = ENGLISH) -> str:
    """What to speak: what was chosen on the page, what we know of the contact, what the browser asks for, our own.

    `accept` is the header Accept-Language as it came in; nothing that stands in it is an error.

    >>> language_for("", "it, de-CH;q=0.8, en;q=0.5"), language_for("ar", "de"), language_for("ar", "de", chosen="fr")
    ('de', 'ar', 'fr')
    """
    return spoken(chosen) or spoken(contact) or _accepted(accept) or spoken(otherwise) or ENGLISH


def direction(language: str) -> str:
    """ "rtl" or "ltr", as HTML wants it."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def _accepted(header: str) -> str:
    """The most wanted of our languages in an Accept-Language header (RFC 9110, 12.5.4)."""
    best, most = "", 0.0
    for wish in header[:_LONGEST_HEADER].split(",")[:_MOST_WISHES]:
        tag, _, parameter = wish.partition(";")
        language, weight = spoken(tag), _weight(parameter)
        if language and weight > most:
            best, most = language, weight
    return best


def _weight(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    if not name.strip():
        return 1.0
    try:
        weight = float(value) if name.strip().lower() == "q" else 0.0
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
