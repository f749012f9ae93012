"""Who speaks in confidence leaves no line in the log and no count in the figures of the server."""

from __future__ import annotations

from typing import Any

from django.test import Client as Browser

from tests.cast import Cast
from wellserved.confidences.tests.access import this_quarter
from wellserved.confidences.tests.world import a_ticket
from wellserved.site.logs import without_secrets
from wellserved.site.watching import COUNTS

FORM = "application/x-www-form-urlencoded"


def test_nobody_counts_or_logs_who_comes(cast: Cast, capsys: Any, caplog: Any) -> None:
    before, href = COUNTS.served(), f"/c/{a_ticket(cast.desk.pk, this_quarter())}"
    with caplog.at_level("INFO"):
        for got in (Browser().get(href), Browser().post(href, "felt=5", content_type=FORM), Browser().get(href)):
            assert "X-Request-ID" not in got
    said = capsys.readouterr()
    assert COUNTS.served() == before and not said.out + said.err and not caplog.messages


def test_a_ticket_in_an_error_becomes_dots() -> None:
    assert without_secrets("Broken: /c/abcdefghij") == "Broken: /c/…"
