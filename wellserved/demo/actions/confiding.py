"""The sample year's confidences: one office is asked so, and its last quarter was opened."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from wellserved.confidences.actions.opening import open_ended
from wellserved.confidences.actions.taking import take_in
from wellserved.confidences.shapes import Said
from wellserved.journal.shapes import SYSTEM
from wellserved.kit.clock import local_day
from wellserved.kit.tickets import mint, seed_for
from wellserved.people.models import Client, Team
from wellserved.surveys.actions.confiding import mark_client
from wellserved.surveys.rules.confiding import closes, later, quarter_of

SAMPLE = (
    Said(2, 5, 0b0010000101, "They remembered what I had told them the last time. That never happens to me elsewhere."),
    Said(2, 4, 0b0000001100, ""),
    Said(2, 5, 0b0000000001, ""),
    Said(1, 3, 0b0000010000, "I only hear that it is done. I would like to know why it broke."),
    Said(0, 2, 0b0000100000, "I was interrupted twice, and then the wrong thing was mended."),
    Said(2, 5, 0b1000000000, ""),
    Said(2, 4, 0b0001000000, "We do not dare say it in meetings: on Fridays nobody picks up the phone."),
)


def speak_in_confidence(end: datetime) -> None:
    """Seven colleagues of one office, about one team, in the last quarter that is over."""
    client = Client.objects.filter(name="Communications", kind=Client.Kind.INTERNAL).first()
    team = Team.objects.filter(archived_at=None).order_by("pk").first()
    if client is None or team is None:
        return
    mark_client(client=client, in_confidence=True, by=SYSTEM)
    quarter = later(quarter_of(local_day(end, settings.TIME_ZONE)), -1)
    if closes(quarter, settings.TIME_ZONE) > end:
        quarter = later(quarter, -1)
    over = closes(quarter, settings.TIME_ZONE)
    seed = seed_for(team.pk, quarter, settings.SECRET_KEY)
    for said in SAMPLE:
        take_in(token=mint(seed, settings.SECRET_KEY), said=said, at=over - timedelta(hours=1))
    open_ended(at=over)
