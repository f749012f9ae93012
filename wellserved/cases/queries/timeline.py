"""What happened on a case, in order: their words, ours, notes, moves. Members' eyes only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wellserved.cases.models import Case, Message, Note, Understanding
from wellserved.journal.models import Entry
from wellserved.journal.queries import entries
from wellserved.mail.models import Arrival, Letter
from wellserved.people.models import Member

MOST = 300
CLOCKS = {"acknowledge": "acknowledged", "answer": "answered", "words": "read"}
UP = {1: "who it rests with", 2: "whom they report to"}


@dataclass(frozen=True)
class Happening:
    """One thing on the timeline. `how`: theirs, ours, note, move or late."""

    at: datetime
    how: str
    what: str
    words: str = ""
    letter: Letter | None = None
    by_letter: bool = False
    arrived_id: int | None = None
    files: int = 0


def timeline(case: Case, *, working: bool) -> list[Happening]:
    """Everything, oldest first; who only may read what was said about them sees the words alone."""
    found = [*_words(case)]
    if working:
        found += [*_notes(case), *_corrections(case), *_moves(case)]
    return sorted(found, key=lambda one: one.at)


def _words(case: Case) -> Iterator[Happening]:
    who = (str(case.contact) if case.contact else "") or case.writer_name or "Somebody"
    said = {
        Message.Kind.ACKNOWLEDGED: "acknowledged it",
        Message.Kind.ASKED: "asked",
        Message.Kind.ANSWERED: "answered",
        Message.Kind.WROTE: "wrote",
    }
    rows = list(Message.objects.filter(case=case).select_related("member", "letter").order_by("at", "pk")[:MOST])
    letters = Arrival.objects.in_bulk([row.arrived_id for row in rows if row.arrived_id])
    theirs = addresses_of(case)
    for row in rows:
        if row.kind == Message.Kind.SAID:
            came = letters.get(row.arrived_id or 0)
            said_by = who if came is None or came.from_email in theirs else f"{came.from_email or 'Somebody'}"
            yield Happening(
                row.at,
                "theirs",
                f"{said_by} wrote",
                row.words,
                by_letter=bool(row.arrived_id),
                arrived_id=came.pk if came else None,
                files=len(came.attachments) if came else 0,
            )
        else:
            name = row.member.name if row.member else "Somebody of us"
            yield Happening(row.at, "ours", f"{name} {said[Message.Kind(row.kind)]}", row.words, row.letter)


def addresses_of(case: Case) -> set[str]:
    """Where the person served writes from, as far as we know: what comes from elsewhere bears that address."""
    known = {case.writer_email, case.contact.email if case.contact else ""}
    return {address.lower() for address in known if address}


def _notes(case: Case) -> Iterator[Happening]:
    for note in Note.objects.filter(case=case).select_related("member").order_by("at", "pk")[:MOST]:
        yield Happening(note.at, "note", f"{note.member or 'Somebody of us'}, among ourselves", note.words)


def _corrections(case: Case) -> Iterator[Happening]:
    for row in Understanding.objects.filter(case=case).select_related("member").order_by("number")[:MOST]:
        if row.member is None:
            yield Happening(row.at, "theirs", "They put right what we had understood", row.words)
        else:
            yield Happening(row.at, "ours", f"{row.member} understood", row.words)


def _moves(case: Case) -> Iterator[Happening]:
    rows: list[Entry] = list(entries(subject_kind="case", subject_id=case.pk, before=None, limit=MOST))
    named = {row.actor_id for row in rows if row.actor_kind == "member"}
    named |= {row.details.get(key) for row in rows for key in ("to", "after", "before")}
    names = dict(Member.objects.filter(pk__in=[one for one in named if one]).values_list("pk", "name"))
    for row in rows:
        who = names.get(row.actor_id or 0, "") if row.actor_kind == "member" else ""
        how, what = _said(case, row.kind, row.details, who, names)
        if what:
            yield Happening(row.at, how, what)


def _said(case: Case, kind: str, details: dict[str, Any], who: str, names: dict[int, str]) -> tuple[str, str]:
    actor = who or "Wellserved"
    if kind == "case.escalated":
        clock, to = CLOCKS.get(str(details.get("clock")), "answered"), names.get(details.get("to") or 0, "nobody")
        return "late", f"It was not {clock} in time: {to} was told"
    if kind == "case.assigned":
        return "move", f"{actor} gave it to {names.get(details.get('after') or 0, 'nobody in particular')}"
    if kind == "case.handed_over":
        return "move", f"It rests with {names.get(details.get('after') or 0, 'nobody')} from now on"
    cause = Case.Cause(details["cause"]).label.lower() if details.get("cause") else ""
    said = {
        "case.opened": f"It came in: {case.get_came_by_display().lower()}",
        "case.investigated": f"{actor} looks into it",
        "case.closed": f"{actor} closed it: {cause}",
        "case.reopened": "It was opened again: not resolved",
        "case.classified": f"{actor} said anew what it is, or whom it is about",
        "case.resumed": "The clocks run again",
        "case.words_read": f"{actor} has read what they wrote",
        "second_chance.begun": "Their next time will be asked about",
        "second_chance.settled": f"Their second chance: {details.get('outcome', '')}",
    }
    return "move", said.get(kind, "")
