"""Somebody answers a reply of ours by mail: it stands below what they said first, and waits for its reader again."""

from __future__ import annotations

from django.http import HttpRequest

from wellserved.journal.actions import record
from wellserved.kit.clock import now
from wellserved.mail.arrivals import receiver
from wellserved.mail.shapes import ArrivedLetter
from wellserved.passages.models import Passage
from wellserved.passages.places import place_of
from wellserved.passages.queries import THREAD, Desk, passages_visible_to
from wellserved.passages.rules import choose_reader, read_by
from wellserved.people.actors import actor_of


def place_of_passage(passage_id: int) -> str:
    """Where a passage can be read; nothing for those that have no page of their own."""
    passage = Passage.objects.filter(pk=passage_id).first()
    return place_of(passage.source_kind, passage.source_id) if passage else ""


def may_be_read(request: HttpRequest, passage_id: int) -> bool:
    return passages_visible_to(actor_of(request)).filter(pk=passage_id).exists()


@receiver(THREAD, called="the comment", href=place_of_passage, readable=may_be_read)
def take_answer(letter: ArrivedLetter) -> bool:
    """Unread again, with the same reader and a new time; a reader who left is followed by another."""
    passage = Passage.objects.select_for_update().filter(pk=letter.thread[1]).first() if letter.thread else None
    if passage is None:
        return False
    desk = Desk({passage.team_id} if passage.team_id else set())
    if passage.reader_id not in desk.everybody:
        passage.reader_id = choose_reader([], desk.leads_of(passage.team_id), desk.everybody, passage.low)
    passage.wrote_back_at = now()
    passage.read_at = passage.escalated_at = None
    passage.read_by = read_by(passage.wrote_back_at, passage.low, desk.hours_of(passage.team_id))
    passage.save(update_fields=["reader", "wrote_back_at", "read_at", "escalated_at", "read_by"])
    record(kind="passage.answered", subject_kind="passage", subject_id=passage.pk, letter_in=letter.id)
    return True
