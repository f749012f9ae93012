"""What crosses the boundary of prep sheets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SheetText:
    """A sheet's text in one language as it comes in. `questions`: what we will ask, and why."""

    intro: str = ""
    questions: tuple[tuple[str, str], ...] = ()
    bring: str = ""


@dataclass(frozen=True)
class AtHand:
    """What the answer page needs to know of a service's sheet."""

    sheet_id: int
    slug: str
    published: bool
