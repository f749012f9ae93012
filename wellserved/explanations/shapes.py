"""What crosses the boundary of explanations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SECTIONS = ("asked", "did", "why", "costs", "next")
EXTRAS = ("numbers", "annex")
LONGEST = 4_000  # characters of a section: more fits on no page


@dataclass(frozen=True)
class PageFormat:
    """A way to explain, built in or a team's own."""

    key: str  # "timeline", or "own:17"
    name: str
    about: str
    template: str
    channel: str
    tone: str
    words: int
    prompts: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    team_id: int | None = None
    made_by: str = ""
    built_in: bool = True


@dataclass(frozen=True)
class Said:
    """What a client said of a page. It landed if it was clear and answered the question."""

    clear: bool
    answered: bool
    wish: str = ""
    words: str = ""

    @property
    def landed(self) -> bool:
        return self.clear and self.answered
