"""Who may enter the pages of this room."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.kit.clock import now
from wellserved.promises.models import Promise


def a_promise_of_the_member(cast: Cast) -> dict[str, Any]:
    due_at = now() + timedelta(days=1)
    return {"pk": Promise.objects.create(member=cast.member, text="Call back", due_at=due_at).pk}


ENDING = {"make": a_promise_of_the_member, "method": "post", "outsider": 404, "lead": 404}
LATER = {"due_at": "2035-01-01T10:00", "word": "The part is late"}

ACCESS = [
    Page("promises"),
    Page("promise_new"),
    Page("promise", make=a_promise_of_the_member, outsider=404),
    Page("promise_keeping", **ENDING, member=302),
    Page("promise_moving", **ENDING, member=302, data=LATER),
    Page("promise_breaking", **ENDING, member=302, data={"word": "It is not made any more"}),
]
