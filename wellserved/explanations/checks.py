"""What is shown beside a page while it is written: words, ease, jargon, what blames, what the phrase guide offers."""

from __future__ import annotations

from dataclasses import dataclass

from wellserved.explanations.page import Page
from wellserved.explanations.rules.checking import look_at
from wellserved.explanations.rules.reading_ease import Ease, ease_of
from wellserved.explanations.shapes import PageFormat
from wellserved.wording.queries import hints_in
from wellserved.wording.shapes import Entry


@dataclass(frozen=True)
class Checks:
    """All hints; none of them holds anything up."""

    words: int
    meant: int
    ease: Ease
    jargon: tuple[str, ...]
    blame: tuple[str, ...]
    hints: tuple[Entry, ...]

    @property
    def too_many(self) -> bool:
        return self.words > self.meant * 1.25


def checks_of(page: Page, used: PageFormat, team_id: int) -> Checks:
    """Read as the client will: what stands on the page, headings and annex left out."""
    parts = [words for one in page.sections for words in one.paragraphs]
    parts += [line.words for one in page.sections for line in one.lines]
    text = "\n\n".join([page.title, *parts])
    found = look_at(text, page.language)
    ease = ease_of("\n\n".join(parts), page.language)
    annex = sum(len(words.split()) for words in page.annex)
    return Checks(
        words=ease.words + annex,
        meant=used.words,
        ease=ease,
        jargon=() if used.tone == "technical" else found.jargon,
        blame=found.blame,
        hints=tuple(hints_in(text, team_id)),
    )
