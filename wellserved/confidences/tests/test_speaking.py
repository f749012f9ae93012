"""The page behind a ticket, and what is left behind by whoever speaks: one row changed, and nothing that names them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import OperationalError
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.confidences.actions.opening import open_ended
from wellserved.confidences.actions.pools import held_in
from wellserved.confidences.models import Batch, Pool
from wellserved.confidences.shapes import Outcome, Said
from wellserved.confidences.tests.world import GOOD, QUARTER, a_ticket, speak
from wellserved.confidences.views import answering
from wellserved.kit.languages import LANGUAGES
from wellserved.surveys.rules.confiding import closes

DURING = datetime(2026, 11, 22, 10, tzinfo=UTC)
OVER = closes(QUARTER, "UTC")
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def in_november(settings: Any) -> Any:
    settings.TIME_ZONE = "UTC"
    with time_machine.travel(DURING, tick=False):
        yield


def said_about(team: int) -> tuple[Said, ...]:
    return held_in(Pool.objects.get(team_id=team, quarter=QUARTER)).said


def test_it_says_what_is_promised_before_anything_is_asked(cast: Cast) -> None:
    got = Browser().get(f"/c/{a_ticket(cast.desk.pk)}?felt=4")
    page = got.content.decode()
    promise, form = page.index("This is asked in confidence."), page.index("<form")
    assert promise < page.index("15 January") < form and "at least five people" in page[:form]
    assert "the Service desk" in page and 'value="4" checked' in page
    for absent in ("may_call", "photos", "Don’t ask me again", "You can change", "data-touch", "reads every word"):
        assert absent not in page, absent
    assert not Pool.objects.exists(), "showing it keeps nothing"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_every_language_and_is_light(cast: Cast, language: str) -> None:
    got = Browser().get(f"/c/{a_ticket(cast.desk.pk)}?lang={language}", HTTP_ACCEPT_ENCODING="gzip")
    assert got["Content-Language"] == language and len(got.content) < 14_000
    assert "Set-Cookie" not in got and got["Cache-Control"] == "no-store"


def test_what_is_said_is_kept_once_and_then_the_link_has_done_its_work(cast: Cast) -> None:
    href = f"/c/{a_ticket(cast.desk.pk)}"
    sent = Browser().post(href, "achieved=2&felt=5&qualities=friendly&words=All+well", content_type=FORM)
    assert sent.status_code == 303 and sent["Location"] == f"{href}?sent"
    assert "It is kept in confidence" in Browser().get(sent["Location"]).content.decode()
    again = Browser().post(href, "achieved=0&felt=1", content_type=FORM)
    assert again.status_code == 409 and "already" in again.content.decode()
    assert "already" in Browser().get(href).content.decode()
    assert said_about(cast.desk.pk) == (Said(2, 5, 1, "All well"),)


def test_what_would_tell_who_it_was_is_not_taken(cast: Cast) -> None:
    href = f"/c/{a_ticket(cast.desk.pk)}?lang=de&felt=2"
    fields = "felt=3&may_call=on&v=1&q_1=yes&touch=1&only=photos&name=Bea&email=bea%40biology.example"
    assert Browser().post(href, fields, content_type=FORM).status_code == 303
    assert said_about(cast.desk.pk) == (Said(None, 3, 0, ""),)


def test_a_mistake_loses_nothing_that_was_typed(cast: Cast) -> None:
    href = f"/c/{a_ticket(cast.desk.pk)}"
    empty = Browser().post(href, "x=1", content_type=FORM)
    assert empty.status_code == 400 and "Nothing was chosen" in empty.content.decode()
    long = Browser().post(href, f"felt=2&words={'x' * 5001}", content_type=FORM)
    assert long.status_code == 400 and "x" * 5001 in long.content.decode()
    other = Browser().post(f"{href}?lang=fr", "felt=2&words=Bien&show=fr", content_type=FORM)
    assert other.status_code == 200 and ">Bien</textarea>" in other.content.decode()
    assert Browser().post(href, {"felt": "5"}).status_code == 400, "no photo comes in"
    assert Browser().put(href).status_code == 405
    assert Browser().post("/c/" + "x" * 40, "felt=5", content_type=FORM).status_code == 404
    assert not Pool.objects.exists()


def test_when_the_database_is_away_what_was_typed_is_shown_again(cast: Cast, monkeypatch: Any) -> None:
    def away(**_: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(answering, "take_in", away)
    got = Browser().post(f"/c/{a_ticket(cast.desk.pk)}", "felt=2&words=Still+here", content_type=FORM)
    assert got.status_code == 503 and "Still here" in got.content.decode() and got["Retry-After"]


def test_after_its_day_a_link_has_ended(cast: Cast) -> None:
    ticket = a_ticket(cast.desk.pk)
    with time_machine.travel(OVER - timedelta(seconds=1), tick=False):
        assert Browser().get(f"/c/{ticket}").status_code == 200
    with time_machine.travel(OVER, tick=False):
        assert Browser().get(f"/c/{ticket}").status_code == 410
        assert Browser().post(f"/c/{ticket}", "felt=5", content_type=FORM).status_code == 410
    assert not Pool.objects.exists()


def test_five_are_opened_together_and_once(cast: Cast) -> None:
    said = [
        Said(2, 5, 1, "Quick"),
        Said(2, 5, 3, ""),
        Said(0, 1, 4, "Too slow"),
        Said(1, 4, 0, ""),
        Said(None, 3, 0, ""),
    ]
    assert speak(cast.desk.pk, DURING, *said) == [Outcome.SAVED] * 5
    assert open_ended(at=OVER - timedelta(seconds=1)) == 0
    assert open_ended(at=OVER) == 1 and open_ended(at=OVER) == 0
    batch = Batch.objects.get()
    assert (batch.answers, batch.achieved, batch.felt) == (5, [1, 1, 2], [1, 0, 1, 1, 2])
    assert (batch.both, batch.bullseye, batch.named[:3], batch.missing[:3]) == (4, 2, [2, 1, 0], [0, 0, 1])
    assert sorted(batch.words) == ["Quick", "Too slow"]
    assert not Pool.objects.filter(team_id=cast.desk.pk).exists()
    late = speak(cast.desk.pk, OVER - timedelta(seconds=1), GOOD)  # its clock is behind the worker's
    assert late == [Outcome.ENDED] and not Pool.objects.filter(team_id=cast.desk.pk).exists()


def test_four_wait_unread_for_a_quarter_that_has_five_of_its_own(cast: Cast) -> None:
    desk = cast.desk.pk
    speak(desk, DURING, *[GOOD] * 4)
    assert open_ended(at=OVER) == 0 and not Batch.objects.exists()
    assert held_in(Pool.objects.get(team_id=desk)).used == frozenset(), "which tickets were used is forgotten"
    speak(desk, OVER + timedelta(days=1), *[GOOD] * 4, quarter="2027Q1")
    assert open_ended(at=closes("2027Q1", "UTC")) == 0, "eight answers, and perhaps of four people only"
    speak(desk, closes("2027Q1", "UTC"), *[GOOD] * 5, quarter="2027Q2")
    assert open_ended(at=closes("2027Q2", "UTC")) == 1
    assert Batch.objects.get().answers == 13 and not Pool.objects.filter(team_id=desk).exists()


def test_what_has_waited_for_a_year_is_erased_unread(cast: Cast) -> None:
    speak(cast.desk.pk, DURING, *[GOOD] * 4)
    open_ended(at=OVER)
    for quarter in ("2027Q1", "2027Q2", "2027Q3", "2027Q4"):
        assert Pool.objects.filter(team_id=cast.desk.pk, quarter=QUARTER).exists()
        speak(cast.networks.pk, closes(quarter, "UTC") - timedelta(days=20), *[GOOD] * 5, quarter=quarter)
        assert open_ended(at=closes(quarter, "UTC")) == 1
    assert not Pool.objects.filter(quarter=QUARTER).exists() and not Batch.objects.filter(team_id=cast.desk.pk).exists()


def test_a_worker_that_stood_still_for_a_year_opens_quarter_by_quarter(cast: Cast) -> None:
    speak(cast.desk.pk, DURING, *[GOOD] * 5)
    speak(cast.desk.pk, OVER + timedelta(days=9), *[GOOD] * 6, quarter="2027Q1")
    assert open_ended(at=OVER + timedelta(days=400)) == 2
    assert list(Batch.objects.order_by("quarter").values_list("answers", flat=True)) == [5, 6]


def test_what_is_stored_tells_neither_order_nor_time(cast: Cast) -> None:
    speak(cast.desk.pk, DURING, Said(2, 5, 0, "b"), Said(2, 5, 0, "a"), Said(0, 1, 0, ""))
    pool = Pool.objects.get(team_id=cast.desk.pk)
    assert [one.words for one in held_in(pool).said] == ["", "a", "b"]
    assert not re.search(rb"words|felt|2026", bytes(pool.content)), "and it is sealed"
    sizes = {len(bytes(one.content)) for one in Pool.objects.all()}
    assert len(sizes) == 1 and Pool.objects.count() == 3, "a pool of nobody's looks the same"
