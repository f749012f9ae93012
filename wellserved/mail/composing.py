"""Makes the message that leaves out of a letter's row: tokens are put in here, and nowhere earlier."""

from __future__ import annotations

import hashlib
import re
from email.encoders import encode_base64
from email.errors import MessageError
from email.headerregistry import Address
from email.mime.nonmultipart import MIMENonMultipart
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from wellserved.kit import tickets
from wellserved.kit.blobs import blob_path
from wellserved.kit.tokens import derive_token
from wellserved.mail.models import Letter
from wellserved.mail.rules import MARKER, folded, many_lines, one_line
from wellserved.mail.threads import addresses_to_answer, loop_mark, thread_address

HEADER_LIMIT = 900
LONGEST = 254  # characters of an address, as RFC 5321 has it and the database keeps
# Whom a calendar answers: the thread of the letter with this key. As with links, no token is stored.
ORGANIZER = re.compile(r"^(ORGANIZER[;:].*mailto:)\{\{answers:([A-Za-z0-9:_-]{1,120})\}\}$", re.MULTILINE)
_METHOD = re.compile(r"^METHOD:([A-Z]{3,20})$", re.MULTILINE)
_PLAIN = re.compile(r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,63}")


def message_id_for(key: str) -> str:
    """The same letter always bears the same Message-ID, so that a mailbox can see that two copies are one."""
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:{key}".encode()).hexdigest()[:40]
    host = str(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2].strip("> ") or "localhost"
    return f"<{digest}@{host}>"


def with_tokens(text: str, minted: dict[str, str] | None = None) -> str:
    """Put the real token in place of each {{token:PURPOSE:SEED}}.

    A ticket to speak in confidence is minted here and stored nowhere; `minted` holds those of this very letter.
    """
    made = {} if minted is None else minted

    def token(found: re.Match[str]) -> str:
        if found[1] != tickets.PURPOSE:
            return derive_token(found[1], found[2], settings.SECRET_KEY)
        if found[2] not in made:
            made[found[2]] = tickets.mint(found[2], settings.SECRET_KEY)
        return made[found[2]]

    return MARKER.sub(token, text)


def named_address(name: str, email: str) -> str:
    """`Name <address>` as a header wants it; non-ASCII names are encoded by the mail library when it leaves."""
    if not name:
        return email
    quoted = name.replace("\\", "").replace('"', "'")
    return f'"{quoted}" <{email}>'


def compose(letter: Letter, connection: object = None) -> EmailMultiAlternatives:
    """The message of a letter, ready for any of Django's mail backends."""
    minted: dict[str, str] = {}
    headers = {name: one_line(with_tokens(value, minted), HEADER_LIMIT) for name, value in letter.headers.items()}
    headers["Message-ID"] = letter.message_id
    headers["X-Wellserved"] = loop_mark()
    message = EmailMultiAlternatives(
        subject=one_line(letter.subject, 300),
        body=with_tokens(letter.text, minted),
        from_email=named_address(one_line(letter.from_name, 200), _sender()),
        to=[named_address(one_line(letter.to_name, 200), letter.to_email)],
        reply_to=addresses_to_answer(letter) or None,
        headers=headers,
        connection=connection,
    )
    if letter.html:
        message.attach_alternative(with_tokens(many_lines(letter.html), minted), "text/html")
    if letter.calendar:
        _attach_calendar(message, letter)
    if letter.has_files:
        _attach_files(message, letter)
    return message


def _attach_files(message: EmailMultiAlternatives, letter: Letter) -> None:
    """Pictures that the html shows, then files to open. Without its files a letter does not leave."""
    for file in letter.files.order_by("pk"):
        try:
            data = blob_path(Path(settings.FILES_ROOT), file.sha256).read_bytes()
        except OSError:
            raise ValueError(f"{file.name}, which belongs to it, is not there any more") from None
        if not file.content_id:
            message.attach(file.name, data, file.content_type)
            continue
        picture = MIMENonMultipart(*file.content_type.split("/", 1))
        picture.set_payload(data)
        encode_base64(picture)
        picture.add_header("Content-ID", f"<{file.content_id}>")
        picture.add_header("Content-Disposition", "inline", filename=file.name)
        message.attach(picture)


def _attach_calendar(message: EmailMultiAlternatives, letter: Letter) -> None:
    """The calendar as one way to read the letter, which is what Outlook, Gmail and Apple Mail act upon, and as a file
    for whoever opens it by hand. A provider's interface knows no such alternative: there the file bears the method."""

    def organizer(found: re.Match[str]) -> str:
        return found[1] + (thread_address(found[2]) or letter.reply_to or _sender())

    text = folded(ORGANIZER.sub(organizer, letter.calendar))
    method = _METHOD.search(letter.calendar)
    kind = f"text/calendar; method={method[1]}" if method else "text/calendar"
    if settings.EMAIL_BACKEND.startswith("anymail."):
        message.attach("invite.ics", text, kind)
        return
    message.attach_alternative(text, kind)
    message.attach("invite.ics", text.encode(), "application/ics")


def _sender() -> str:
    return str(settings.DEFAULT_FROM_EMAIL).rpartition("<")[2].strip("> ")


def is_an_address(text: str) -> bool:
    """Whether something has the shape of one e-mail address, and can stand in a header."""
    if "@" not in text or len(text) > LONGEST:
        return False
    if _PLAIN.fullmatch(text):
        return True  # nearly all, and forty times faster than the full grammar
    try:
        Address(addr_spec=text)
    except (MessageError, ValueError, IndexError, AttributeError, RecursionError):
        return False
    return one_line(text, LONGEST) == text and " " not in text
