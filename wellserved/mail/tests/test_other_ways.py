"""Letters leave by any backend, and what it says when it fails is understood."""

from __future__ import annotations

import smtplib

import django.core.mail
import pytest
from anymail.exceptions import (
    AnymailAPIError,
    AnymailRecipientsRefused,
    AnymailRequestsAPIError,
    AnymailUnsupportedFeature,
)
from django.test import override_settings
from requests import Response

from wellserved.mail.actions import queue_letter
from wellserved.mail.conversation import Outcome, meaning_of, said_by
from wellserved.mail.models import Letter
from wellserved.mail.tasks import send_letters


def answer(status: int) -> Response:
    response = Response()
    response.status_code, response._content = status, b"{}"
    return response


def refused_connection() -> AnymailAPIError:
    error = AnymailAPIError("no answer")
    error.__cause__ = ConnectionRefusedError()
    return error


@pytest.mark.parametrize(
    ("error", "means"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b": (550, b"no")}), Outcome.NEVER),
        (smtplib.SMTPRecipientsRefused({"a@b": (450, b"full")}), Outcome.LATER),
        (smtplib.SMTPDataError(554, b"spam"), Outcome.NEVER),
        (smtplib.SMTPAuthenticationError(535, b"who are you"), Outcome.LATER),
        (smtplib.SMTPServerDisconnected("gone"), Outcome.LATER),
        (TimeoutError("slow"), Outcome.LATER),
        (AnymailRequestsAPIError("bad", response=answer(422)), Outcome.NEVER),
        (AnymailRequestsAPIError("busy", response=answer(429)), Outcome.LATER),
        (AnymailRequestsAPIError("down", response=answer(503)), Outcome.LATER),
        (AnymailRequestsAPIError("key", response=answer(401)), Outcome.LATER),
        (AnymailAPIError("broke off"), Outcome.DOUBT),
        (refused_connection(), Outcome.LATER),
        (AnymailRecipientsRefused("all"), Outcome.NEVER),
        (AnymailUnsupportedFeature("that"), Outcome.NEVER),
        (ValueError("a header"), Outcome.NEVER),
    ],
    ids=lambda value: value.name if isinstance(value, Outcome) else type(value).__name__,
)
def test_what_an_error_means(error: Exception, means: Outcome) -> None:
    assert meaning_of(error) is means
    assert said_by(error) and "\n" not in said_by(error) and len(said_by(error)) <= 300


@pytest.mark.django_db
@override_settings(EMAIL_BACKEND="anymail.backends.test.EmailBackend", EMAIL_CONFIGURED=True)
def test_anymail_carries_a_letter() -> None:
    queue_letter(
        key="1", kind="alert", audience="staff", to_email="a@b.example", to_name="Zoë", from_name="Desk",
        reply_to="milo@campus.example", subject="Hällo", text="Hello", html="<p>Hello</p>",
        headers={"List-Unsubscribe": "<https://x.example/u/1>"},
    )  # fmt: skip
    send_letters()
    [sent] = django.core.mail.outbox
    assert Letter.objects.get().state == "sent"
    assert sent.anymail_test_params["to"][0].display_name == "Zoë"
