"""What tests of asking share: an interaction that closes, reopens, and the time that passes."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Sum

from tests.cast import Cast
from wellserved.interactions.models import Interaction, Served
from wellserved.kit.clock import now
from wellserved.surveys.models import AskPolicy, Decision, Invitation, Response
from wellserved.surveys.tasks.asking import decide_asks, send_due_asks, tidy_asks
from wellserved.tallies.models import Delta


def run() -> None:
    """All that the recurring jobs would do now."""
    while decide_asks():
        pass
    send_due_asks()
    tidy_asks()


def counted(what: str) -> int:
    return Delta.objects.aggregate(n=Sum(what))["n"] or 0


# So that a test asks whatever the hour at which it runs.
NEVER_QUIET = {"quiet_from": time(), "quiet_until": time(), "ask_on_weekends": True, "ask_on_holidays": True}


def go_live(**changes: Any) -> AskPolicy:
    """Asking began 30 days ago, without delay or quiet time unless told otherwise."""
    given: dict[str, Any] = {"go_live_at": now() - timedelta(days=30), "delay_minutes": 0, **NEVER_QUIET}
    return AskPolicy.objects.update_or_create(pk=1, defaults=given | changes)[0]


def a_closed_interaction(cast: Cast, external_id: str = "1", **changes: Any) -> Interaction:
    given: dict[str, Any] = {
        "source": "desk",
        "external_id": external_id,
        "client": cast.biology,
        "contact": cast.contact,
        "team": cast.desk,
        "channel": "phone",
        "subject": "Projector in room 12 stays dark",
        "closed_at": now() - timedelta(minutes=5),
        "closings": 1,
        "undecided": True,
    }
    interaction = Interaction.objects.create(**(given | changes))
    Served.objects.create(interaction=interaction, member=cast.member)
    return interaction


def reopen(interaction: Interaction) -> None:
    Interaction.objects.filter(pk=interaction.pk).update(closed_at=None, undecided=True)
    interaction.refresh_from_db()


def close_again(interaction: Interaction, at: datetime | None = None) -> None:
    interaction.refresh_from_db()
    interaction.closed_at, interaction.closings, interaction.undecided = at or now(), interaction.closings + 1, True
    interaction.save()


def decisions_about(interaction: Interaction) -> list[tuple[int, str, str]]:
    found = Decision.objects.filter(interaction=interaction).order_by("closing")
    return list(found.values_list("closing", "outcome", "reason"))


def answer(invitation: Invitation) -> Response:
    return Response.objects.create(
        invitation=invitation, achieved=2, felt=5, team_id=invitation.team_id, first_at=now(), changed_at=now()
    )
