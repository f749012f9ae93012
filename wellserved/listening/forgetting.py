"""Calls with a contact. That they were called still counts; what was noted goes, for the draw tells whose."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from wellserved.calendars.models import Appointment
from wellserved.improvements.models import Heard as Evidence
from wellserved.kit.forgetting import STANDS_IN, Piece, Whose
from wellserved.listening.models import Call, CallLine, Heard, Meeting, NoCalls, Story, Telling
from wellserved.promises.models import Promise

OVER = (Call.State.HELD, Call.State.DECLINED, Call.State.REPLACED, Call.State.CLOSED)


def calls_of(whose: Whose) -> QuerySet[Call]:
    return Call.objects.filter(contact=whose.contact_id)


def _times(whose: Whose) -> QuerySet[Appointment]:
    return Appointment.objects.filter(subject_kind="call", subject_id__in=calls_of(whose).values("pk"))


def _off(row: Appointment) -> str:
    over = Call.objects.filter(pk=row.subject_id, state__in=OVER).exists()
    return row.state if over else Appointment.State.OFF


def _stories(whose: Whose) -> QuerySet[Story]:
    return Story.objects.filter(Q(contact=whose.contact_id) | Q(line__call__in=calls_of(whose)))


def _promises(whose: Whose) -> QuerySet[Promise]:
    return Promise.objects.filter(source_kind="call", source_id__in=calls_of(whose).values("pk"))


def _meetings(whose: Whose) -> QuerySet[Meeting]:
    return Meeting.objects.filter(round__calls__in=calls_of(whose)).distinct()


def _evidence(whose: Whose) -> QuerySet[Evidence]:
    """What they said in a call, beside an idea on the board of improvements."""
    return Evidence.objects.filter(kind="call", source_id__in=calls_of(whose).values("pk"))


PIECES = (
    Piece("What they said in calls, beside an idea of ours", Evidence, _evidence, words={"sentence": ""},
          told=("sentence",), keeps=("kind",)),
    Piece("Stories that grew out of their words", Story, _stories, row="goes with the words",
          who={"contact_id": None, "consent_words": "", "consent_at": None},
          words={"title": STANDS_IN, "text": STANDS_IN, "quote": ""}, told=("written_at", "title", "text", "quote")),
    Piece("Notes of calls with them", CallLine, lambda whose: CallLine.objects.filter(call__in=calls_of(whose)),
          row="goes", told=("created_at", "is_quote", "text")),
    Piece("What came from them around a call", Heard, lambda whose: Heard.objects.filter(call__in=calls_of(whose)),
          who={"words": ""}, told=("at", "kind", "words")),
    Piece("What they were told after a round", Telling, lambda whose: Telling.objects.filter(
        call__in=calls_of(whose)), who={"language": ""}, words={"words": "", "reason": ""},
          told=("changed_at", "words"), keeps=("decided",)),
    Piece("Times agreed for a call", Appointment, _times, who={"where": "", "state": _off},
          told=("starts_at", "where", "state"), keeps=("subject_kind", "uid")),
    Piece("Promises made in calls", Promise, _promises, words={"text": STANDS_IN, "closing_word": ""},
          keeps=("source_kind",)),
    Piece("Boards on which their words lie", Meeting, _meetings, who={"version": F("version") + 1}, ours=True,
          keeps=("ignored",)),
    Piece("Calls with them", Call, calls_of,
          who={"contact_id": None, "number": "", "language": "", "seed": "", "token_hash": None, "remind_at": None,
               "state": lambda row: row.state if row.state in OVER else Call.State.CLOSED},
          words={"words": "", "wish": "", "reason": ""}, keeps=("passed_over",),
          told=("round", "state", "invited_at", "starts_at", "wish", "number", "held_at"),
          letters=lambda row: Q(key__startswith=f"call:{row.pk}:") & ~Q(kind="alert") | Q(
              thread_kind="call", thread_id=row.pk)),
    Piece("That they want no calls", NoCalls, lambda whose: NoCalls.objects.filter(contact=whose.contact_id),
          row="goes", told=("at",)),
)  # fmt: skip
