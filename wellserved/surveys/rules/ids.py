"""Ids of questions and answers: short, and never those of another in the same survey."""

from __future__ import annotations

import secrets
from collections.abc import Sequence


def new_id(letter: str, taken: Sequence[str]) -> str:
    while True:
        made = letter + secrets.token_hex(4)
        if made not in taken:
            return made
