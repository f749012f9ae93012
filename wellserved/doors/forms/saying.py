"""What the pages of open doors send, parsed: an answer, and who stands there as far as it can be told."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellserved.doors.models import Door
from wellserved.doors.queries.asking import asked_at, asks_its_own
from wellserved.doors.shapes import Said, Visitor
from wellserved.kit.text import clean_text
from wellserved.kit.tokens import derive_token, new_token
from wellserved.mail.composing import is_an_address
from wellserved.surveys.forms.answering import Fields, first, own_problem, read_answer
from wellserved.surveys.queries.surveys import definition_asked
from wellserved.surveys.rules.own_answers import read_own
from wellserved.surveys.shapes import Answer

_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
NO_ADDRESS = gettext_lazy("That e-mail address has a mistake in it. Mend it, or leave it empty.")


def page_fields(door: Door, at: datetime, key: str = "") -> dict[str, str]:
    """The hidden fields of a page: its own key, and when we made it, with a mark that only we can make."""
    key = key or new_token()
    moment = str(int(at.timestamp()))
    return {"key": key, "made": f"{moment}.{_mark(door, key, moment)}"}


def read_visitor(request: HttpRequest, form: Fields, door: Door) -> Visitor:
    key, (moment, _, mark) = first(form, "key"), first(form, "made").partition(".")
    good = bool(_KEY.fullmatch(key)) and moment.isascii() and moment.isdecimal() and len(moment) < 12
    genuine = good and mark == _mark(door, key, moment)
    return Visitor(
        address=str(request.META.get("REMOTE_ADDR", "")),
        key=key if _KEY.fullmatch(key) else new_token(),
        opened_at=datetime.fromtimestamp(int(moment), UTC) if genuine else None,
        sign=first(form, "sign") == "1",
        trap=bool(first(form, "website").strip()),
    )


def read_said(form: Fields, at: datetime, door: Door, ticket: str = "") -> tuple[Said, str]:
    """The answer with who wrote it, and in plain words what is wrong with it ("" if nothing)."""
    answer, problem = read_answer(form, b"")
    answer, wrong = _with_own(answer, door)
    if first(form, "touch"):
        return Said(Answer(b"", felt=answer.felt, touch=True, asked=answer.asked), at, ticket=ticket), ""
    problem = problem or wrong
    name = " ".join(clean_text(first(form, "name")).split())[:200]
    email = clean_text(first(form, "email"))
    if email and (len(email) > 254 or not is_an_address(email)):
        problem, email = problem or str(NO_ADDRESS), email[:254]
    if answer.empty:
        problem = problem or _("Nothing was chosen yet. One tap is enough, then send.")
    return Said(answer, at, name, email, ticket), str(problem)


def _with_own(answer: Answer, door: Door) -> tuple[Answer, str]:
    """With what counts of the answers to own questions, by the version that the page says it showed at this door."""
    if not answer.asked or not asks_its_own(door) or not asked_at(door, answer.asked):
        return replace(answer, asked=0, sent={}), ""
    definition = definition_asked(answer.asked)
    own, _wrong = read_own(definition, answer.sent, achieved=answer.achieved, felt=answer.felt)
    return replace(answer, own=own), str(own_problem(definition, answer))


def _mark(door: Door, key: str, moment: str) -> str:
    """The page of a companion is made before there is a door for it."""
    number = 0 if door.kind == Door.Kind.COMPANION else door.pk
    return derive_token("page", f"{number}:{key}:{moment}", settings.SECRET_KEY)[:22]
