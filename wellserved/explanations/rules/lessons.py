"""What a lesson may link to, and the three questions that lessons open with."""

from __future__ import annotations

import re

PROMPTS = (
    "Is service as a moving target challenging or frustrating? Tell an example.",
    "When did we mean to help one way, and help in another?",
    "What did we adapt to hit more bullseyes?",
)
MOST_LINKS = 5
_ADDRESS = re.compile(r"^(?:https?://[^/\s]+)?/(explanations|rounds)/(\d{1,12})(?:/[^\s]*)?$")
NAMES = {"explanations": "An explanation", "rounds": "A listening round"}


def links_in(text: str) -> tuple[list[str], list[str]]:
    """Addresses of ours, one a line, without where our house stands; and the lines that are none.

    >>> links_in("https://desk.example/explanations/7/" + chr(10) + "/rounds/3/meeting/" + chr(10) + "https://else.where/")
    (['/explanations/7/', '/rounds/3/'], ['https://else.where/'])
    """
    good: list[str] = []
    wrong: list[str] = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        found = _ADDRESS.match(line)
        if found is None:
            wrong.append(line)
        elif (address := f"/{found[1]}/{int(found[2])}/") not in good:
            good.append(address)
    return good, wrong


def named(address: str) -> str:
    """ "An explanation", "A listening round"."""
    return NAMES.get(address.split("/")[1], address)
