"""Speaks with whatever carries the letters away, and says afterwards how certain we are."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from enum import Enum
from socket import gaierror
from typing import Any

from anymail.exceptions import AnymailAPIError, AnymailError
from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend

SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
ASKS_FOR_SIGN_IN = {454, 530, 534, 535}
_BEFORE_SENDING = {"NewConnectionError", "ConnectTimeout", "ConnectTimeoutError", "NameResolutionError"}


class Outcome(Enum):
    """What became of one letter."""

    SENT = "sent"
    LATER = "later"  # it has certainly not left; try again
    NEVER = "never"  # it was refused for good
    DOUBT = "doubt"  # its words were handed over, and no answer came


class TakenBackError(Exception):
    """Raised before the words go out: the letter was cancelled, or claimed by somebody else."""


class _Wire(smtplib.SMTP):
    """An SMTP connection that says when the words are about to go, and whether they went without an answer."""

    before_words: Callable[[], None]
    awaiting_verdict = False
    _went_ahead = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.before_words()
        return super().data(msg)

    def getreply(self) -> tuple[int, bytes]:
        self.awaiting_verdict = self._went_ahead  # 354 came before, so what was sent since is the whole letter
        code, words = super().getreply()
        self._went_ahead = code == 354
        self.awaiting_verdict = False
        return code, words


class _SecureWire(_Wire, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


class _Backend(EmailBackend):
    """Django's own SMTP backend, over a wire that we can watch."""

    @property
    def connection_class(self) -> type[_Wire]:
        return _SecureWire if self.use_ssl else _Wire


class Conversation:
    """One kept connection for a batch of letters."""

    def __init__(self) -> None:
        watched = settings.EMAIL_BACKEND == SMTP_BACKEND
        self._backend: Any = _Backend() if watched else get_connection()
        self._watched = watched

    def open(self) -> str:
        """Connect. What went wrong, in words; empty if nothing did."""
        try:
            self._backend.open()
        except Exception as error:  # whatever a backend raises, the letters must wait and say why
            return f"The mail server could not be reached: {said_by(error)}"
        return ""

    def close(self) -> None:
        try:
            self._backend.close()
        except (OSError, smtplib.SMTPException):
            self._backend.connection = None

    def carried_as(self, message: Any) -> str:
        """What the provider that took it calls it, by which it tells later what became of it; empty over SMTP."""
        known = getattr(getattr(message, "anymail_status", None), "message_id", None)
        return str(known)[:200] if isinstance(known, str | int) else ""

    def send(self, message: Any, hand_over: Callable[[], None]) -> tuple[Outcome, str]:
        """Send one message; `hand_over` is called just before its words leave, and may raise TakenBackError."""
        wire: Any = None
        try:
            self._backend.open()
            wire = self._backend.connection if self._watched else None
            if wire is None:
                hand_over()
            else:
                wire.before_words = hand_over
            message.connection = self._backend
            message.send()
        except TakenBackError:
            self.close()
            raise
        except Exception as error:  # as above: no letter may be lost to an error nobody thought of
            in_doubt = wire is not None and wire.awaiting_verdict
            self.close()
            return (Outcome.DOUBT if in_doubt else meaning_of(error)), said_by(error)
        return Outcome.SENT, ""


def meaning_of(error: Exception) -> Outcome:
    """Whether an error means "later", "never" or "we cannot know"."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return Outcome.NEVER if codes and all(code >= 500 for code in codes) else Outcome.LATER
    if isinstance(error, smtplib.SMTPResponseException):
        # Not being signed in is our own fault, and no reason to give up on a letter.
        final = error.smtp_code >= 500 and error.smtp_code not in ASKS_FOR_SIGN_IN
        return Outcome.NEVER if final else Outcome.LATER
    if isinstance(error, AnymailAPIError):
        status = getattr(error, "status_code", None)
        if status is None:
            return Outcome.LATER if _never_connected(error) else Outcome.DOUBT
        return Outcome.LATER if status == 429 or status >= 500 or status in (401, 403) else Outcome.NEVER
    if isinstance(error, AnymailError | ValueError | UnicodeError):
        return Outcome.NEVER
    return Outcome.LATER


def said_by(error: Exception) -> str:
    """An error in a line that a person can read."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()), (0, b""))
        return f"{code} {_text(words)}"[:300]
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"[:300]
    return " ".join((str(error) or type(error).__name__).split())[:300]


def _text(words: bytes | str) -> str:
    return " ".join((words.decode("utf-8", "replace") if isinstance(words, bytes) else words).split())


def _never_connected(error: BaseException | None) -> bool:
    """Whether an HTTP error came before anything was sent: refused, not resolved, or too slow to connect."""
    while error is not None:
        if isinstance(error, ConnectionRefusedError | gaierror) or type(error).__name__ in _BEFORE_SENDING:
            return True
        error = error.__cause__ or error.__context__
    return False
