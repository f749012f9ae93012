"""A mailbox on an IMAP server: opened, looked through, and told what was taken."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from imaplib import Internaldate2tuple
from time import mktime
from typing import Any

from django.conf import settings
from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from wellserved.kit.clock import now
from wellserved.kit.sealing import unseal
from wellserved.mail.inward.storing import HEAD, MOST_BYTES
from wellserved.mail.models import Mailbox

SECONDS = 20.0
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class MailboxError(Exception):
    """The mailbox could not be opened or read; says why, in words for an admin. Never holds the password."""


@dataclass(frozen=True)
class Access:
    """How to get into a mailbox."""

    host: str
    port: int
    security: str  # "tls", "starttls", "plain"
    username: str
    password: str = field(repr=False)
    folder: str
    move_to: str = ""


@dataclass(frozen=True)
class Fetched:
    """One letter, or the beginning of one that is too large."""

    uid: int
    raw: bytes
    size: int
    received_at: datetime


def access() -> Access | None:
    """The mailbox that is set: in the environment, else by an admin. None if there is none."""
    row = Mailbox.objects.filter(pk=1).first()
    given: dict[str, Any] = settings.MAIL_IN
    if given:
        return Access(**given, move_to=row.move_to if row else "")
    if row is None or not row.host:
        return None
    try:
        password = unseal(row.password_sealed, settings.SECRET_KEY) if row.password_sealed else ""
    except ValueError:
        raise MailboxError("Its password was sealed with another key. Please type it again.") from None
    return Access(row.host, row.port, row.security, row.username, password, row.folder, row.move_to)


class Open:
    """A mailbox that is open, in one folder."""

    def __init__(self, box: BaseMailBox, access: Access) -> None:
        self._box, self._access = box, access
        status = box.folder.status(access.folder, ["UIDVALIDITY", "UIDNEXT", "MESSAGES", "UNSEEN"])
        self.uid_validity = int(status["UIDVALIDITY"])
        self.uid_next = int(status["UIDNEXT"])
        self.messages, self.unseen = int(status.get("MESSAGES", 0)), int(status.get("UNSEEN", 0))

    def waiting(self, after: int) -> list[int]:
        """The letters that nobody has opened, and all that came after this one, oldest first."""
        found = self._box.uids(f"OR UNSEEN UID {after + 1}:*")
        unseen = {int(uid) for uid in self._box.uids("UNSEEN")} if found else set()
        return sorted(uid for uid in map(int, found) if uid > after or uid in unseen)

    def fetch(self, uid: int) -> Fetched | None:
        """None if it is gone. Of what is too large only the beginning is asked for."""
        told = self._uid("FETCH", uid, "(RFC822.SIZE INTERNALDATE)")
        head = b" ".join(part if isinstance(part, bytes) else part[0] for part in told if part)
        size = _SIZE.search(head)
        if size is None:
            return None
        whole = int(size[1])
        wanted = f"BODY.PEEK[]<0.{HEAD}>" if whole > MOST_BYTES else "BODY.PEEK[]"
        got = next((part for part in self._uid("FETCH", uid, f"({wanted})") if isinstance(part, tuple)), None)
        if got is None:
            return None
        return Fetched(uid, bytes(got[1]), max(whole, len(got[1])), _date(head))

    def taken(self, uid: int) -> None:
        """It is kept here: mark it as read, or move it where the admin wants it."""
        if self._access.move_to:
            self._box.move(str(uid), self._access.move_to)
        else:
            self._uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen)")

    def _uid(self, command: str, uid: int, *arguments: str) -> list[Any]:
        status, told = self._box.client.uid(command, str(uid), *arguments)
        if status != "OK":
            raise MailboxError(f"The mail server refused {command}.")
        return list(told or [])


@contextmanager
def opened(access: Access) -> Iterator[Open]:
    """The mailbox, open until the block ends. Raises MailboxError."""
    try:
        box = _connected(access)
    except MailboxError:
        raise
    except Exception as error:  # whatever a network, a certificate or a server brings about
        raise MailboxError(_in_words(error)) from None
    try:
        plain = (access.username + access.password).isascii()
        (box.login if plain else box.login_utf8)(access.username, access.password, initial_folder=None)
        box.folder.set(access.folder)
        yield Open(box, access)
    except (ImapToolsError, OSError, ssl.SSLError, box.client.error) as error:
        raise MailboxError(_in_words(error)) from None
    finally:
        with suppress(Exception):
            box.logout()


def _connected(access: Access) -> BaseMailBox:
    if access.security == "plain":
        return MailBoxUnencrypted(access.host, access.port, timeout=SECONDS)
    trusted = ssl.create_default_context(cafile=settings.MAIL_IN_CA or None)
    if access.security == "starttls":
        return MailBoxStartTls(access.host, access.port, timeout=SECONDS, ssl_context=trusted)
    return MailBox(access.host, access.port, timeout=SECONDS, ssl_context=trusted)


def _date(head: bytes) -> datetime:
    with suppress(ValueError, OverflowError, TypeError):
        if found := Internaldate2tuple(head):
            return min(datetime.fromtimestamp(mktime(found), tz=now().tzinfo), now())
    return now()


def _in_words(error: Exception) -> str:
    kind = type(error).__name__
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"Its certificate is not trusted: {error.verify_message}."
    if isinstance(error, ssl.SSLError):
        return "It does not speak TLS on this port. Try another kind of encryption."
    if isinstance(error, TimeoutError):
        return "It did not answer in time."
    if isinstance(error, OSError):
        return f"It could not be reached: {error.strerror or kind}."[:300]
    if kind == "MailboxLoginError":
        return "It did not accept the name and password."
    if kind == "MailboxFolderSelectError":
        return "It has no folder of this name."
    return f"It said something unexpected ({kind})."
