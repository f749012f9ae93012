"""What is said after a letter was sent, to whom no hint could be shown while they wrote it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

from wellserved.wording.queries import hints_in

SHOWN = 2


def say_gently(request: HttpRequest, text: str, team_id: int | None) -> None:
    """A note for next time. It was sent as they wrote it; who has seen the hint in the browser is not told again."""
    if request.POST.get("hinted"):
        return
    for entry in hints_in(text, team_id)[:SHOWN]:
        messages.info(
            request,
            f"It was sent as you wrote it. For another time: instead of “{entry.avoid}” the phrase guide offers "
            f"“{entry.offer}”",
        )
