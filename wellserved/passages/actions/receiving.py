"""Words arrive and get a named reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from wellserved.kit.bulk import insert_columns, reserve_ids
from wellserved.kit.clock import now
from wellserved.passages.models import Passage
from wellserved.passages.queries import Desk
from wellserved.passages.rules import choose_reader, read_by
from wellserved.passages.shapes import Arrival, Received

CHANGING = [
    "words",
    "low",
    "version",
    "changed_at",
    "reader",
    "read_by",
    "read_at",
    "escalated_at",
    "compared",
]


def receive_passage(
    *,
    source_kind: str,
    source_id: int,
    words: str,
    contact_id: int | None,
    client_id: int | None,
    team_id: int | None,
    low: bool,
    written_at: datetime,
    version: int = 1,
    served_ids: frozenset[int] = frozenset(),
) -> Received:
    """Give one text its reader; see receive_passages."""
    arrival = Arrival(
        source_kind, source_id, words, contact_id, client_id, team_id, low, written_at, version, served_ids
    )
    return receive_passages(source_kind=source_kind, arrivals=[arrival])


@transaction.atomic
def receive_passages(*, source_kind: str, arrivals: Sequence[Arrival], desk: Desk | None = None) -> Received:
    """Give each text a named reader and a time; what came before is brought up to date, and read again if it changed.

    Safe to run twice. The caller journals the batch with its counts, and may have looked up the desk beforehand.
    """
    ids = [arrival.source_id for arrival in arrivals]
    known = {
        passage.source_id: passage
        for passage in Passage.objects.select_for_update().filter(source_kind=source_kind, source_id__in=ids)
    }
    desk = desk or desk_for(arrivals)
    new: list[Passage] = []
    changed: list[Passage] = []
    alerts: list[Passage] = []
    calmed: list[int] = []
    for arrival in arrivals:
        passage = known.get(arrival.source_id)
        if passage is None:
            if not (arrival.words or arrival.low):
                continue
            passage = _begin(arrival, desk)
            new.append(passage)
            if arrival.low:
                alerts.append(passage)
        elif _says_more(arrival, passage):
            turned_low = arrival.low and not passage.low
            if passage.low and not arrival.low:
                calmed.append(passage.pk)
            _bring_up_to_date(passage, arrival, desk, turned_low)
            changed.append(passage)
            if turned_low:
                alerts.append(passage)
    _insert(new)
    Passage.objects.bulk_update(changed, CHANGING, batch_size=200)
    return Received(len(new), len(changed), [passage.pk for passage in alerts], calmed)


def desk_for(arrivals: Sequence[Arrival]) -> Desk:
    return Desk({arrival.team_id for arrival in arrivals if arrival.team_id})


def _insert(passages: Sequence[Passage]) -> None:
    """In one statement, with ids; for while this goes on, no answer can be saved on SQLite."""
    table = Passage._meta.db_table
    for passage, number in zip(passages, reserve_ids(table, len(passages)), strict=True):
        passage.pk = number
    if passages:
        columns = {str(field.column): field.attname for field in Passage._meta.concrete_fields}
        insert_columns(table, {name: [getattr(one, attname) for one in passages] for name, attname in columns.items()})


def _says_more(arrival: Arrival, passage: Passage) -> bool:
    """A later version; or the same one completed, for the form that follows a first touch is no new version."""
    if arrival.version != passage.version:
        return arrival.version > passage.version
    return (arrival.words, arrival.low) != (passage.words, passage.low)


def _begin(arrival: Arrival, desk: Desk) -> Passage:
    passage = Passage(
        source_kind=arrival.source_kind,
        source_id=arrival.source_id,
        words=arrival.words,
        contact_id=arrival.contact_id,
        client_id=arrival.client_id,
        team_id=arrival.team_id,
        low=arrival.low,
        version=arrival.version,
        written_at=arrival.written_at,
    )
    _assign(passage, arrival, desk)
    return passage


def _bring_up_to_date(passage: Passage, arrival: Arrival, desk: Desk, turned_low: bool) -> None:
    said_anew = bool(arrival.words) and arrival.words != passage.words
    if arrival.version > passage.version:
        passage.changed_at = now()
    if arrival.words != passage.words:
        passage.compared = False
    passage.words, passage.low, passage.version = arrival.words, arrival.low, arrival.version
    if turned_low or passage.reader_id is None:
        _assign(passage, arrival, desk)
    if turned_low or said_anew:
        passage.read_at = passage.escalated_at = None
        passage.read_by = read_by(arrival.written_at, arrival.low, desk.hours_of(arrival.team_id))


def _assign(passage: Passage, arrival: Arrival, desk: Desk) -> None:
    served, leads = sorted(arrival.served_ids), desk.leads_of(arrival.team_id)
    passage.reader_id = choose_reader(served, leads, desk.everybody, arrival.low)
    passage.read_by = read_by(arrival.written_at, arrival.low, desk.hours_of(arrival.team_id))


def mark_escalated(*, passage_ids: Sequence[int]) -> int:
    """Remember that somebody above was told. In the transaction of the letters that tell; the caller journals it."""
    return Passage.objects.filter(pk__in=passage_ids, escalated_at=None).update(escalated_at=now())
