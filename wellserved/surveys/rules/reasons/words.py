"""How a reason reads."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """As a heading, as a sentence about one, and what it means for whoever looks after asking."""

    title: str
    sentence: str  # braces are filled from the decision's detail
    meaning: str
