"""Who may enter the pages of this room."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.surveys.tests.access_asking import ASKING
from wellserved.surveys.tests.access_feedback import FEEDBACK
from wellserved.surveys.tests.links import make_link


def a_link(cast: Cast) -> dict[str, Any]:
    return {"token": make_link(cast).token}


def an_unknown_link(cast: Cast) -> dict[str, Any]:
    return {"token": "x" * 32}


ACCESS = [
    Page("answer", make=a_link, nobody=200, public=True),
    Page("answer", make=an_unknown_link, nobody=404, public=True),
    *FEEDBACK,
    *ASKING,
]
