"""The sample confidences: one office is asked so, and one quarter was opened."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.cast import Cast
from wellserved.confidences.models import Batch
from wellserved.demo.actions.confiding import SAMPLE, speak_in_confidence
from wellserved.people.models import Client
from wellserved.surveys.models import InConfidence


def test_one_quarter_was_opened_and_is_the_same_for_everybody(cast: Cast) -> None:
    office = Client.objects.create(name="Communications", kind="internal")
    for end, quarter in ((datetime(2026, 11, 20, tzinfo=UTC), "2026Q3"), (datetime(2027, 1, 5, tzinfo=UTC), "2026Q3")):
        Batch.objects.all().delete()
        speak_in_confidence(end)
        batch = Batch.objects.get()
        assert (batch.quarter, batch.answers, batch.opened_on <= end.date()) == (quarter, len(SAMPLE), True)
    assert InConfidence.objects.get().client == office
