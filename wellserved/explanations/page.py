"""The page as it will stand: one shape for the preview, the PDF and the private link, so that all three say the same.

Everything in it is text. It is kept with each sending as it left, in JSON.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import formats
from django.utils.translation import gettext as _

from wellserved.explanations.models import Evidence, Explanation, Version
from wellserved.explanations.shapes import SECTIONS, PageFormat
from wellserved.frame.speaking import day_of_month, greeting_name, language_now, speaking
from wellserved.kit.clock import local
from wellserved.kit.languages import direction
from wellserved.kit.text import clean_text

MOST_NUMBERS, MOST_PICTURES = 4, 2
_MOMENT = {"en": "j M H:i", "de": "j. M H:i", "zh-hans": "n月j日 H:i"}
_DAY = {"en": "j M", "de": "j. M", "zh-hans": "n月j日"}


@dataclass(frozen=True)
class Line:
    when: str
    words: str


@dataclass(frozen=True)
class Section:
    key: str
    heading: str
    paragraphs: tuple[str, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Figure:
    figure: str
    what: str


@dataclass(frozen=True)
class Picture:
    sha256: str
    alt: str
    evidence: int = 0


@dataclass(frozen=True)
class Page:
    """All that stands on it, in the language of whoever it is for."""

    language: str
    direction: str
    template: str
    organisation: str
    kind: str
    about: str
    title: str
    greeting: str
    sections: tuple[Section, ...]
    numbers: tuple[Figure, ...]
    pictures: tuple[Picture, ...]
    annex_heading: str
    annex: tuple[str, ...]
    question: str
    tell_us: str
    code_alt: str
    signed: str
    signed_lines: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def texts(self) -> list[str]:
        """Every word of it."""
        found = [self.organisation, self.about, self.title, self.greeting, self.signed, *self.signed_lines, *self.annex]
        for one in self.sections:
            found += [one.heading, *one.paragraphs, *(part for line in one.lines for part in (line.when, line.words))]
        found += [part for number in self.numbers for part in (number.figure, number.what)]
        return found + [picture.alt for picture in self.pictures]

    @staticmethod
    def from_json(kept: Mapping[str, Any]) -> Page:
        sections = tuple(
            Section(one["key"], one["heading"], tuple(one["paragraphs"]), tuple(Line(**line) for line in one["lines"]))
            for one in kept["sections"]
        )
        parts = {
            "sections": sections,
            "numbers": tuple(Figure(**one) for one in kept["numbers"]),
            "pictures": tuple(Picture(**one) for one in kept["pictures"]),
            "annex": tuple(kept["annex"]),
            "signed_lines": tuple(kept["signed_lines"]),
        }
        return Page(**{**kept, **parts})


def page_of(
    explanation: Explanation,
    version: Version,
    evidence: Sequence[Evidence],
    used: PageFormat,
    at: datetime,
) -> Page:
    """The page of a version, with the evidence that was picked, in the explanation's language and format."""
    picked = [one for one in evidence if one.picked and not one.gone]
    with speaking(explanation.language):
        client = str(explanation.client) if explanation.client else ""
        zone = explanation.contact.timezone if explanation.contact else ""
        day = local(at, zone, settings.TIME_ZONE).date()
        lines = tuple(_line(one, zone, explanation.language) for one in picked if one.kind != Evidence.Kind.FILE)
        headings = headings_now()
        sections = []
        for key in SECTIONS:
            paragraphs, own = paragraphs_of(getattr(version, key)), lines if key == "did" else ()
            if paragraphs or own:
                sections.append(Section(key, headings[key], paragraphs, own))
        signer = explanation.executive or explanation.writer
        spoken_to = used.template in ("letter", "talk") and explanation.contact is not None
        greeted = greeting_name(explanation.contact.name) if spoken_to and explanation.contact else ""
        return Page(
            language=explanation.language,
            direction=direction(explanation.language),
            template=used.template,
            organisation=settings.ORGANISATION,
            kind=_("Service explanation"),
            about=_beside(client, _with_year(day)),
            title=clean_text(version.title),
            greeting=_("Dear %(name)s,") % {"name": greeted} if greeted else "",
            sections=tuple(sections),
            numbers=numbers_of(version.numbers) if used.template == "numbers" else (),
            pictures=tuple(
                Picture(one.blob.sha256, clean_text(one.sentence), one.pk)
                for one in picked
                if one.kind == Evidence.Kind.FILE and one.blob
            )[:MOST_PICTURES],
            annex_heading=_("For whoever looks after it"),
            annex=paragraphs_of(version.annex) if used.template == "annex" else (),
            question=_("Did this answer your question?"),
            tell_us=_("Scan, or tell us in one click"),
            code_alt=_("A code that leads to the same page, where you can answer"),
            signed=signer.name,
            signed_lines=tuple(filter(None, [explanation.team.name, signer.email])),
        )


def headings_now() -> dict[str, str]:
    """The headings, in the language that is being spoken."""
    return {
        "asked": _("You asked"),
        "did": _("What we did"),
        "why": _("Why this way"),
        "costs": _("What it costs"),
        "next": _("What next"),
    }


def paragraphs_of(text: str) -> tuple[str, ...]:
    """What stands between empty lines; a single line end stays one."""
    blocks = (block.strip() for block in clean_text(text).split("\n\n"))
    return tuple(block for block in blocks if block)


def numbers_of(text: str) -> tuple[Figure, ...]:
    """A line each: the figure, a bar, what it counts.

    >>> numbers_of("2 | visits")
    (Figure(figure='2', what='visits'),)
    """
    found = []
    for line in clean_text(text).splitlines():
        figure, bar, what = line.partition("|")
        if bar and figure.strip():
            found.append(Figure(figure.strip()[:12], what.strip()[:60]))
    return tuple(found[:MOST_NUMBERS])


def _line(one: Evidence, zone: str, language: str) -> Line:
    moment = local(one.at, zone, settings.TIME_ZONE)
    pattern = _DAY if (moment.hour, moment.minute) == (0, 0) else _MOMENT
    otherwise = "j M" if pattern is _DAY else "j M H:i"
    return Line(formats.date_format(moment, pattern.get(language, otherwise)), clean_text(one.sentence))


def _beside(client: str, day: str) -> str:
    """Where one reads from the right, marks keep the two apart: else the day would be torn about the client's name."""
    dot = "\u200f · \u200f" if direction(language_now()) == "rtl" else " · "
    return dot.join(filter(None, [client, day]))


def _with_year(day: date) -> str:
    """ "14 November 2026", "14 de noviembre de 2026", "2026年11月14日"."""
    language = language_now()
    if language == "zh-hans":
        return f"{day.year}年{day_of_month(day)}"
    return f"{day_of_month(day)}{' de ' if language in ('es', 'pt-br') else ' '}{day.year}"
