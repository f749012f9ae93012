"""The journal's details in plain words."""

from __future__ import annotations

from typing import Any

import pytest

from wellserved.frame.templatetags.saying import plainly


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (["achieved", "felt"], "achieved, felt"),
        ([], "nothing"),
        (None, "nothing"),
        (True, "yes"),
        (0, "0"),
        ({"from": 3, "to": [1, 2]}, "from 3, to 1, 2"),
    ],
)
def test_without_brackets_and_quotes(value: Any, said: str) -> None:
    assert plainly(value) == said
