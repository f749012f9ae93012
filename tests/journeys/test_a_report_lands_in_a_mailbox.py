"""A lead has the monthly page sent; it lands in a mailbox with its picture and its paper, and is looked at."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.journeys.browser import Visits, axe, overflow
from tests.servers.smtp import Sink, running_sink
from wellserved.insight.reports.rules import month_before
from wellserved.insight.tests.world import answered
from wellserved.kit.clock import now
from wellserved.mail.tasks import send_letters

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    with running_sink() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_CONFIGURED, settings.EMAIL_HOST, settings.EMAIL_PORT = True, server.host, server.port
        settings.DEFAULT_FROM_EMAIL = "desk@campus.example"
        yield server


def parts_of(message: EmailMessage) -> dict[str, Any]:
    return {part.get_content_type(): part for part in message.walk() if not part.is_multipart()}


def test_a_report_lands_in_a_mailbox_and_is_looked_at(
    visit: Visits, live_server: Any, cast: Cast, settings: Any, sink: Sink
) -> None:
    settings.BASE_URL = live_server.url
    month = month_before(now().date())
    for weeks in range(9):
        answered(month + timedelta(days=14 - 7 * weeks), 8, 2, 5, team=cast.desk.pk)
        answered(month + timedelta(days=14 - 7 * weeks), 2, 1, 3, team=cast.desk.pk)
    page = visit(f"{live_server.url}/reports/", as_=cast.lead)
    page.get_by_label("In which language").select_option("de")
    page.get_by_role("button", name="Send it every month").click()
    expect(page.get_by_text("Lena Lead gets this page every month from now on.")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Send it now").click()
    send_letters()
    (message,) = sink.messages
    assert message["To"] == "Lena Lead <lena@campus.example>"
    parts = parts_of(message)
    assert set(parts) == {"text/plain", "text/html", "image/png", "application/pdf"}
    assert parts["application/pdf"].get_content().startswith(b"%PDF")
    assert "80 %" in parts["text/plain"].get_content()
    mailbox = visit(narrow=True, dark=True)
    picture = base64.b64encode(parts["image/png"].get_content()).decode()
    mailbox.set_content(parts["text/html"].get_content().replace("cid:weeks", f"data:image/png;base64,{picture}"))
    drawn = mailbox.get_by_role("img", name="Volltreffer nach Wochen")
    assert drawn.evaluate("image => image.naturalWidth") > 600
    expect(mailbox.get_by_role("heading", level=1)).to_contain_text("Wie es sich anfühlte")
    axe(mailbox)
    assert overflow(mailbox) <= 0
    link = mailbox.locator("a[href*='/reports/2']").get_attribute("href")
    seen = visit(str(link), as_=cast.lead)
    expect(seen.get_by_role("heading", level=1)).to_contain_text("How it felt in")
    expect(seen.locator(".big")).to_have_text("80%")
    axe(seen)
