"""Who may enter the pages of this room."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.improvements.tests.ideas import an_idea, done


def biology(cast: Cast) -> dict[str, Any]:
    return {"client_id": cast.biology.pk}


def done_by_the_member(cast: Cast) -> dict[str, Any]:
    return {"pk": done(cast, an_idea(cast)).pk}


ACCESS = [
    Page("api:read_pulse", public=True, nobody=401),
    Page("client_baseline", make=biology, member=404, lead=200),
    Page("client_baseline_sheet", make=biology, member=404, lead=200),
    Page("api:read_silence", public=True, nobody=401),
    Page("silence"),
    Page("silence_sheet"),
    Page("improvement_check", make=done_by_the_member, outsider=404),
    Page("improvement_weeks", make=done_by_the_member, outsider=404),
]
