"""The catalogues of what the person served reads: extracted, brought up to date, compiled.

Pure Python (Babel), so that no gettext tools are needed. What is extracted stands in wellserved/locale/SOURCES.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

from wellserved.kit.languages import ENGLISH, LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "wellserved/locale"
OWN_WORDS = ROOT / "wellserved/frame/locale/en/LC_MESSAGES/django.po"
TRANSLATED = [language for language in LANGUAGES if language != ENGLISH]
# Which arguments of a function are words: pgettext's first is what they are about.
FUNCTIONS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
# As Unicode counts (CLDR). A form for each is wanted in every translation.
PLURALS = {
    "es": "nplurals=2; plural=(n != 1);",
    "de": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "pt-br": "nplurals=2; plural=(n > 1);",
    "zh-hans": "nplurals=1; plural=0;",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
}
HEADER = """\
# What the person served reads, in {name}.
# Bring it up to date with tools/messages; docs/contribute/languages.md tells how."""


def sources() -> list[Path]:
    """The files whose words are translated, in order."""
    patterns = [line.strip() for line in (LOCALE / "SOURCES").read_text(encoding="utf-8").splitlines()]
    wanted = [pattern for pattern in patterns if pattern and not pattern.startswith("#")]
    found = {path for pattern in wanted for path in ROOT.glob(pattern)}
    gone = [pattern for pattern in wanted if not list(ROOT.glob(pattern))]
    if gone:
        raise FileNotFoundError(f"wellserved/locale/SOURCES names what is not there: {', '.join(gone)}")
    return sorted(found)


def extracted() -> Catalog:
    """Every message that stands in the sources."""
    catalogue = Catalog(charset="utf-8")
    for path in sources():
        place = path.relative_to(ROOT).as_posix()
        for context, words, comments in _messages_in(path):
            catalogue.add(words, None, locations=[(place, 0)], auto_comments=comments, context=context)
    return catalogue


def path_of(language: str, suffix: str = "po") -> Path:
    return LOCALE / to_locale(language) / "LC_MESSAGES" / f"django.{suffix}"


def read(language: str) -> Catalog:
    """The catalogue of a language as it is kept; a new one if there is none."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=to_locale(language))
    with path.open("rb") as file:
        return read_po(file, locale=to_locale(language), abort_invalid=True)


def updated(language: str, template: Catalog) -> Catalog:
    """The catalogue with what the sources say now: new messages are empty, gone ones are gone, nothing is guessed."""
    known = {key_of(message): message.string for message in read(language) if message.id}
    fresh = Catalog(
        locale=to_locale(language),
        charset="utf-8",
        fuzzy=False,
        header_comment=HEADER.format(name=LANGUAGES[language]),
    )
    for message in template:
        if message.id:
            words = known.get(key_of(message), "" if isinstance(message.id, str) else ())
            places, comments = message.locations, message.auto_comments
            fresh.add(message.id, words, places, auto_comments=comments, context=message.context)
    return fresh


def as_po(catalogue: Catalog, language: str) -> bytes:
    """As it is kept: in order of the sources, without line numbers or dates, so that only words make a difference."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100, omit_header=True, include_lineno=False)
    head = f'{HEADER.format(name=LANGUAGES[language])}\nmsgid ""\nmsgstr ""\n"Language: {to_locale(language)}\\n"\n'
    kind = '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    return f'{head}{kind}"Plural-Forms: {PLURALS[language]}\\n"\n\n'.encode() + out.getvalue()


def as_mo(language: str) -> bytes:
    """The compiled form of the catalogue that is kept."""
    return _compiled(read(language))


def own_words() -> Catalog:
    """What Django and allauth say of a form, in our English."""
    with OWN_WORDS.open("rb") as file:
        return read_po(file, locale=ENGLISH, abort_invalid=True)


def own_words_mo() -> bytes:
    return _compiled(own_words())


def _compiled(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    # The same words are the same bytes.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(out, catalogue)
    return out.getvalue()


def key_of(message: Message) -> tuple[str, str]:
    """By what a message is found: its context and its English (the singular)."""
    return message.context or "", message.id if isinstance(message.id, str) else message.id[0]


def _messages_in(path: Path) -> Iterator[tuple[str | None, str | tuple[str, ...], list[str]]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":  # Django turns templates into calls of gettext; Babel wants no indents there
        text = "\n".join(line.lstrip() for line in templatize(text, origin=path.name).split("\n"))
    for _, function, found, comments in extract_python(io.BytesIO(text.encode()), FUNCTIONS, ["Translators:"], {}):
        if function not in FUNCTIONS:
            continue
        said = found if isinstance(found, tuple) else (found,)
        wanted = FUNCTIONS[function] or (1,)
        if said[0] is None:  # a variable: its words stand elsewhere
            continue
        words = tuple(str(said[place - 1]) for place in wanted if isinstance(place, int))
        context = next((said[place[0] - 1] for place in wanted if isinstance(place, tuple)), None)
        yield context, words if len(words) > 1 else words[0], comments
