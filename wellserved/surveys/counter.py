"""The counter: the two requests that nearly every contact makes, served before Django's handler is asked.

They are a fresh answer page, and a plain form or first touch that is saved. Whatever else comes (a photo, a mistake, a
link that has ended, a database that is away) gets None here and is answered by the views: nothing is decided at the
counter that they would decide otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import Error as DatabaseError

from wellserved.frame.speaking import with_choice
from wellserved.kit.clock import now
from wellserved.surveys.forms.answering import first, own_problem, read_answer, read_face, read_fields, read_query
from wellserved.surveys.queries.answering import find_page, hash_of
from wellserved.surveys.queries.surveys import definition_at_hand
from wellserved.surveys.rules.answering import Door, door
from wellserved.surveys.shapes import Answer
from wellserved.surveys.views.answer_pages import fresh_parts

Served = tuple[int, dict[str, str], bytes]  # status, headers, body
PREFIX = "/a/"


def token_of(path: str) -> str:
    """What follows /a/ in an address; "" for any other address."""
    return path[len(PREFIX) :] if path.startswith(PREFIX) else ""


def fresh_page_for(environ: Mapping[str, Any]) -> Served | None:
    """The page behind a link that nobody has answered yet."""
    token = token_of(environ["PATH_INFO"])
    token_hash = hash_of(token)
    query = environ.get("QUERY_STRING", "")
    if token_hash is None or "%00" in query:
        return None
    try:
        page, at = find_page(token_hash), now()
    except DatabaseError:
        return None  # the views ask once more, on a new connection if need be
    if page is None or page.link.said is not None:
        return None
    link = page.link
    if door(said=None, expires_at=link.expires_at, cancelled=link.cancelled, at=at) is not Door.OPEN:
        return None
    if link.survey and definition_at_hand(link.survey) is None:
        return None
    felt = read_face(first(read_query(query), "felt")) if query else None
    headers, body = fresh_parts(environ, page, token, felt, at)
    return 200, headers, body


def answer_in(body: bytes, token: str) -> Answer | None:
    """The answer that a plain form holds, if there is nothing to say about it but "saved"."""
    token_hash = hash_of(token)
    if token_hash is None:
        return None
    try:
        form = read_fields(body)
    except ValueError:
        return None
    if first(form, "only") or first(form, "show"):
        return None
    if first(form, "touch"):
        felt = read_face(first(form, "felt"))
        return None if felt is None else Answer(token_hash, felt=felt, touch=True)
    given, problem = read_answer(form, token_hash)
    return None if problem or given.empty or not _own_is_right(given) else given


def _own_is_right(given: Answer) -> bool:
    """Whether there is nothing to say about answers to own questions, as far as can be told without a database."""
    if not given.sent:
        return True
    definition = definition_at_hand(given.asked)
    return definition is not None and not own_problem(definition, given)


def receipt(answer: Answer, token: str, query: str = "") -> Served:
    """What is said once it is durable: nothing to a touch, and the way to the thank-you page to a form."""
    if answer.touch:
        return 204, {}, b""
    thanks = with_choice(f"/a/{token}?sent", query)
    return 303, {"Location": thanks, "Cache-Control": "no-store", "Content-Length": "0"}, b""
