"""Explanations that went to a contact. The page stays, for it is the client's; what they asked does not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.db.models import Q, QuerySet

from wellserved.cases.forgetting import cases_of
from wellserved.explanations.models import Evidence, Explanation, Meeting, Reaction, Review, Sending, Version
from wellserved.files.forgetting import drop_blob
from wellserved.kit.clock import now
from wellserved.kit.forgetting import STANDS_IN, Piece, Whose, no_link
from wellserved.passages.forgetting import pieces_of
from wellserved.passages.models import Passage

THEIRS = ("message", "letter")  # evidence that quotes what they wrote


def explanations_of(whose: Whose) -> QuerySet[Explanation]:
    return Explanation.objects.filter(Q(contact=whose.contact_id) | Q(contact=None, case__in=cases_of(whose)))


def sendings_of(whose: Whose) -> QuerySet[Sending]:
    return Sending.objects.filter(Q(contact=whose.contact_id) | Q(contact=None, explanation__in=explanations_of(whose)))


def _passages(whose: Whose) -> QuerySet[Passage]:
    ids = Reaction.objects.filter(sending__in=sendings_of(whose)).values("pk")
    return Passage.objects.filter(source_kind="explanation", source_id__in=ids)


def _printed(row: Sending) -> Iterable[Path]:
    return drop_blob(row.pdf) if row.pdf else []


def _picture(row: Evidence) -> Iterable[Path]:
    return drop_blob(row.blob) if row.blob else []


PIECES = (
    *pieces_of(_passages),
    Piece("What was asked, in explanations", Version, lambda whose: Version.objects.filter(
        explanation__in=explanations_of(whose)), words={"asked": STANDS_IN, "title": STANDS_IN},
        told=("at", "title", "asked", "did", "why"), keeps=("did", "why", "costs", "next", "numbers", "annex")),
    Piece("What they wrote, as evidence", Evidence, lambda whose: Evidence.objects.filter(
        explanation__in=explanations_of(whose), kind__in=THEIRS), words={"sentence": STANDS_IN}, ours=True),
    Piece("Pictures on pages for them", Evidence, lambda whose: Evidence.objects.filter(
        explanation__in=explanations_of(whose), kind="file"), row="goes", ours=True, unused=_picture),
    Piece("Notes of meetings about it", Meeting, lambda whose: Meeting.objects.filter(
        explanation__in=explanations_of(whose)), words={"notes": ""}, ours=True, keeps=("place",)),
    Piece("Remarks on it", Review, lambda whose: Review.objects.filter(explanation__in=explanations_of(whose)),
          words={"remarks": ""}, ours=True),
    Piece("Pages that went to them", Sending, sendings_of,
          who={"contact_id": None, "seed": "", "token_hash": no_link, "pdf_id": None,
               "expires_at": lambda row: min(row.expires_at, now())},
          words={"page": {}}, told=("sent_at", "channel", "page"), keeps=("format", "channel", "language"),
          unused=_printed),
    Piece("Explanations for them", Explanation, explanations_of, who={"contact_id": None},
          words={"title": STANDS_IN}, told=("created_at", "title", "state"),
          keeps=("key", "language", "format", "proposed")),
)  # fmt: skip
