"""What crosses the boundary of mail: letters to be sent, and those that came in, as the rooms above are handed them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Required, TypedDict


@dataclass(frozen=True)
class FileIn:
    """A file to go along with a letter; with a `content_id`, a picture that its html shows as cid:CONTENT_ID."""

    name: str
    content_type: str
    data: bytes
    content_id: str = ""


class LetterIn(TypedDict, total=False):
    """A letter to be sent: see `mail.actions.queue_letter`."""

    key: Required[str]
    kind: Required[str]
    audience: Required[str]
    to_email: Required[str]
    subject: Required[str]
    text: Required[str]
    to_name: str
    from_name: str
    reply_to: str
    html: str
    calendar: str
    headers: Mapping[str, str] | None
    not_before: datetime | None
    not_after: datetime | None
    rests_from: datetime | None
    thread: tuple[str, int] | None
    answers_to_both: bool
    files: Sequence[FileIn]


class Nature(StrEnum):
    """Who, or what, wrote a letter."""

    HUMAN = "human"
    OUT_OF_OFFICE = "out_of_office"
    DELIVERY_REPORT = "delivery_report"
    BULK = "bulk"  # mailing lists, newsletters, machines that say they are machines
    LOOP = "loop"  # our own words coming back
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Attachment:
    """A file in a letter. Its bytes: `mail.queries.attachment_bytes(letter_id, part)`."""

    name: str
    content_type: str  # the sender's word for it, which is not to be believed
    size: int
    part: int  # its number within the letter


@dataclass(frozen=True)
class ArrivedLetter:
    """A letter that came in, read and made safe to show. `thread` is what it answers, such as ("case", 17)."""

    id: int
    from_email: str
    from_name: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    received_at: datetime
    message_id: str
    references: tuple[str, ...]
    thread: tuple[str, int] | None
    answers: int | None  # our letter that it answers
    new_text: str  # without what was quoted
    whole_text: str
    html_clean: str
    attachments: tuple[Attachment, ...]
    nature: Nature
    language: str  # a hint, perhaps empty


@dataclass(frozen=True)
class Bounce:
    """A mail server said that a letter of ours did not arrive."""

    email: str
    hard: bool  # for good: there is no such address
    status: str  # "5.1.1", as it was said
    letter_id: int | None  # our letter, if it is known
    at: datetime


@dataclass(frozen=True)
class Unwanted:
    """Somebody called a letter of ours spam, or unsubscribed at their provider: they want no more of them."""

    email: str
    letter_id: int
    at: datetime
