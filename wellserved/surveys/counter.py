"""The counter: the two requests that nearly every contact makes, answered without Django's handler.

They are a fresh answer page, and a plain form or first touch that is saved. Whatever else comes (a photo, a mistake, a
link that has ended) the counter leaves to the views. What a fresh page is, is decided here, for the views as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from wellserved.frame.speaking import with_choice
from wellserved.kit.clock import now
from wellserved.surveys.forms.answering import first, own_problem, read_answer, read_face, read_fields, read_query
from wellserved.surveys.queries.answering import LinkPage, find_pages, hash_of
from wellserved.surveys.queries.surveys import definition_at_hand
from wellserved.surveys.rules.answering import Door, door
from wellserved.surveys.shapes import Answer
from wellserved.surveys.together import Together
from wellserved.surveys.views.answer_pages import fresh_parts

Served = tuple[int, dict[str, str], bytes]  # status, headers, body
PREFIX = "/a/"
LEFT_TO_THE_VIEWS: Served = (0, {}, b"")


class Visit(NamedTuple):
    """Somebody opens a link. Of the environment (PEP 3333) only what the page depends on is there."""

    token: str
    token_hash: bytes
    environ: Mapping[str, Any]


def token_of(path: str) -> str:
    """What follows /a/ in an address; "" for any other address."""
    return path[len(PREFIX) :] if path.startswith(PREFIX) else ""


def visit(path: str, query: str, accept_encoding: str, accept_language: str) -> Visit | None:
    """What to hand to `fresh_pages`; None if it leads to no answer page."""
    token = token_of(path)
    token_hash = hash_of(token)
    if token_hash is None or "%00" in query:
        return None
    environ = {"QUERY_STRING": query, "HTTP_ACCEPT_ENCODING": accept_encoding, "HTTP_ACCEPT_LANGUAGE": accept_language}
    return Visit(token, token_hash, environ)


def fresh_pages(visits: Sequence[Visit]) -> list[Served]:
    """For each its page, if nobody has answered yet. One query, however many come."""
    pages, at = find_pages([it.token_hash for it in visits]), now()
    served = []
    for it in visits:
        page = pages.get(it.token_hash)
        prepared = page and (not page.link.survey or definition_at_hand(page.link.survey))
        parts = fresh_page(page, it.token, it.environ, at) if page and prepared else None
        served.append((200, *parts) if parts else LEFT_TO_THE_VIEWS)
    return served


def fresh_page(
    page: LinkPage, token: str, environ: Mapping[str, Any], at: datetime
) -> tuple[dict[str, str], bytes] | None:
    """Headers and body of the page of somebody who has not answered yet; None if they have, or may not any more."""
    link = page.link
    if (
        link.said is not None
        or door(said=None, expires_at=link.expires_at, cancelled=link.cancelled, at=at) is not Door.OPEN
    ):
        return None
    query = environ.get("QUERY_STRING", "")
    felt = read_face(first(read_query(query), "felt")) if query else None
    return fresh_parts(environ, page, token, felt, at)


reader: Together[Visit, Served] = Together(fresh_pages, name="answer reader")


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
