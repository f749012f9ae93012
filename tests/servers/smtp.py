"""A mail server for tests: takes letters and shows them, or refuses, defers or drops them as told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers.postgres import free_port


@dataclass
class Sink:
    """Where it listens, what it took, and how it behaves; change the behaviour at any time."""

    host: str
    port: int
    messages: list[EmailMessage] = field(default_factory=list)  # parsed, in order of arrival
    raw: list[bytes] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    connections: int = 0
    refuse: bool | str = False  # answer 550 at RCPT: True for all, or the address that is refused
    defer: bool = False  # answer 451 at RCPT
    refuse_words: bool = False  # answer 554 after DATA
    pause: float = 0.0  # seconds between the words and the answer
    drop_after_data: bool = False  # take the words, then close the connection without an answer

    @property
    def url(self) -> str:
        """For WELLSERVED_MAIL_URL."""
        return f"smtp+plain://{self.host}:{self.port}"

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuse is True or self.refuse == address:
            return "550 5.1.1 No such person here"
        if self.defer:
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refuse_words:
            return "554 5.7.1 We do not want these words"
        content = cast(bytes, envelope.content)
        self.raw.append(content)
        self.recipients.append(list(envelope.rcpt_tos))
        self.messages.append(cast(EmailMessage, message_from_bytes(content, policy=policy.default)))
        if self.pause:
            await asyncio.sleep(self.pause)
        if self.drop_after_data:
            transport: Any = server.transport
            transport.abort()
        return "250 Taken"


@contextmanager
def running_sink(**behaviour: Any) -> Iterator[Sink]:
    """A server on a free port of this machine, until the block ends: `with running_sink(defer=True) as sink`."""
    sink = Sink("127.0.0.1", free_port(), **behaviour)
    controller = Controller(sink, hostname=sink.host, port=sink.port)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()
