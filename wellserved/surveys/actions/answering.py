"""Taking in answers: many callers' at once, each with its version, its journal entry and its change to the tallies."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings

from wellserved.kit.clock import now
from wellserved.kit.soon import writing_soon
from wellserved.surveys import answer_sql as sql
from wellserved.surveys.queries.surveys import definition_asked
from wellserved.surveys.rules.answering import Door, changed_fields, door, take_in
from wellserved.surveys.rules.own_answers import read_own
from wellserved.surveys.shapes import Answer, Link, Outcome, Said
from wellserved.surveys.together import Together


def submit_answer(*, answer: Answer) -> Outcome:
    """Hand in one answer; return what became of it once that is durable. Raises NotDoneError."""
    if settings.ANSWERS_WRITTEN_BY_THE_CALLER:
        return record_answers([answer])[0]
    return writer.submit(answer)


async def submit_answer_without_blocking(*, answer: Answer) -> Outcome:
    """The same for a coroutine."""
    return await writer.submit_without_blocking(answer)


def record_answers(answers: Sequence[Answer]) -> list[Outcome]:
    """Write a batch in one transaction: all of it, or nothing."""
    with writing_soon():
        at = now()
        batch = _Batch(at)
        links = sql.find_links([answer.token_hash for answer in answers])
        standing = {link.id: link.said for link in links.values()}
        outcomes = []
        for answer in answers:
            link = links.get(answer.token_hash)
            if link is None:
                outcomes.append(Outcome.UNKNOWN)
                continue
            if answer.sent:
                answer = replace(answer, own=_that_counts(link, answer))
            before = standing[link.id]
            state = door(said=before, expires_at=link.expires_at, cancelled=link.cancelled, at=at)
            outcomes.append(OUTCOMES[state])
            said = take_in(before, answer, at) if state is Door.OPEN else None
            if said is not None:
                batch.add(link, before, said)
                standing[link.id] = said
        batch.write()
    return outcomes


OUTCOMES = {Door.OPEN: Outcome.SAVED, Door.CLOSED: Outcome.CLOSED, Door.GONE: Outcome.GONE}
writer: Together[Answer, Outcome] = Together(record_answers, name="answer writer")


def _that_counts(link: Link, answer: Answer) -> Mapping[str, Any]:
    """Of what was sent for own questions: what the version that was asked has, and its branches let in."""
    if not link.survey:
        return {}
    return read_own(definition_asked(link.survey), answer.sent, achieved=answer.achieved, felt=answer.felt)[0]


def _as_json(own: Mapping[str, Any]) -> str:
    return json.dumps(own) if own else sql.NO_OWN


@lru_cache
def _details(version: int, fields: tuple[str, ...]) -> str:
    return json.dumps({"version": version, "fields": fields})


class _Batch:
    """The rows of one transaction. Of two answers through the same link in one batch, the later one stands."""

    def __init__(self, at: datetime) -> None:
        self.now, self.at = at, sql.moment(at)
        self.responses: dict[int, sql.Row] = {}
        self.earlier: list[sql.Row] = []
        self.entries: list[sql.Row] = []
        self.deltas: list[sql.Row] = []

    def add(self, link: Link, before: Said | None, said: Said) -> None:
        what = (said.version, said.achieved, said.felt, said.qualities, said.words, said.may_call)
        self.responses[link.id] = (
            link.id,
            *what,
            _as_json(said.own),
            said.one_touch,
            link.team_id,
            self.at if said.first_at is self.now else sql.moment(said.first_at),
            self.at,
        )
        if before is not None and before.version != said.version:
            kept = (before.version, before.achieved, before.felt, before.qualities, before.words, before.may_call)
            self.earlier.append((link.id, *kept, _as_json(before.own), sql.moment(before.changed_at)))
        details = _details(said.version, tuple(changed_fields(before, said)))
        self.entries.append((self.at, "answer.recorded", "contact", link.contact_id, "response", link.id, details))
        was = (before.achieved, before.felt, before.qualities) if before else (None, None, None)
        if was != (said.achieved, said.felt, said.qualities):
            cell = (str(link.day), link.team_id, link.service_id, link.client_id)
            sides = (*was[:2], said.achieved, said.felt)
            beside = (link.came_by, link.weight, link.spot_id, link.served_by, was[2], said.qualities)
            self.deltas.append((*cell, 0, 0, int(before is None), *sides, *beside))

    def write(self) -> None:
        if self.entries:
            sql.write(list(self.responses.values()), self.earlier, self.entries, self.deltas)
