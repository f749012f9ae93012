"""What the pages for the person served send, parsed: words, photos, and what is wrong with them in plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _

from wellserved.cases.shapes import MOST_CHARACTERS, MOST_PHOTOS
from wellserved.files.shapes import MOST_BYTES
from wellserved.kit.text import clean_text
from wellserved.kit.tokens import new_token
from wellserved.mail.composing import is_an_address
from wellserved.surveys.forms.answering import Fields, first, read_fields
from wellserved.surveys.shapes import LARGEST_FORM

LARGEST = MOST_PHOTOS * MOST_BYTES + LARGEST_FORM
KINDS = ("complaint", "question", "explanation", "change")
UNREADABLE = (
    RequestDataTooBig,
    SuspiciousOperation,
    MultiPartParserError,
    UnreadablePostError,
    UnicodeError,
    ValueError,
)
_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
_PLAIN, _WITH_FILES = "application/x-www-form-urlencoded", "multipart/form-data"


class TooLargeError(Exception):
    """More than any page of ours sends."""


class UnreadableError(Exception):
    """No form of ours."""


@dataclass(frozen=True)
class Sent:
    """A form as it came."""

    fields: Fields
    photos: list[UploadedFile[Any]] = field(default_factory=list)

    def one(self, name: str) -> str:
        return first(self.fields, name)

    @property
    def words(self) -> str:
        return clean_text(self.one("words"))

    @property
    def key(self) -> str:
        """Of the page it was written on, so that sending it twice is sending it once."""
        key = self.one("key")
        return key if _KEY.fullmatch(key) else new_token()


def read_sent(request: HttpRequest) -> Sent:
    """Raises TooLargeError and UnreadableError."""
    if request.content_type not in (_PLAIN, _WITH_FILES):
        raise UnreadableError
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        raise UnreadableError from None
    if size > (LARGEST if request.content_type == _WITH_FILES else LARGEST_FORM):
        raise TooLargeError
    try:
        if request.content_type == _WITH_FILES:
            return Sent(dict(request.POST.lists()), request.FILES.getlist("photos"))
        return Sent(read_fields(request.body))
    except RequestDataTooBig:
        raise TooLargeError from None
    except UNREADABLE:
        raise UnreadableError from None


def problem_with_words(sent: Sent) -> str:
    """In plain words; "" if there is none."""
    if not sent.words:
        return _("A few words are enough: what happened?")
    if len(sent.words) > MOST_CHARACTERS:
        return _("That is longer than fits here. Please make it a little shorter.")
    return ""


@dataclass(frozen=True)
class Complaint:
    """What the page of a complaint says."""

    kind: str = "complaint"
    words: str = ""
    name: str = ""
    email: str = ""
    above: bool = False


def read_complaint(sent: Sent, *, known: bool) -> tuple[Complaint, str]:
    """The complaint, and what is wrong with it. `known`: the link tells who writes."""
    kind, email = sent.one("kind"), clean_text(sent.one("email"))
    given = Complaint(
        kind=kind if kind in KINDS else "complaint",
        words=sent.words,
        name=" ".join(clean_text(sent.one("name")).split())[:200],
        email=email[:254],
        above=sent.one("above") == "on",
    )
    problem = problem_with_words(sent)
    if not problem and not known and email and (len(email) > 254 or not is_an_address(email)):
        problem = _("That e-mail address has a mistake in it. Mend it, or leave it empty.")
    return given, problem
