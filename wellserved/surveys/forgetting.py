"""Asks of a contact and what came back. The faces stay, for they are counted; the words and whose they were do not."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from wellserved.files.forgetting import drop_unused, file_of
from wellserved.kit.clock import now
from wellserved.kit.forgetting import Piece, Whose, no_link
from wellserved.passages.forgetting import pieces_of
from wellserved.passages.models import Passage
from wellserved.surveys.models import EarlierVersion, Invitation, OptOut, Photo, Response, SecondChance

NO_WORDS = {"words": "", "own": lambda row: without_texts(row)}


def invitations_of(whose: Whose) -> QuerySet[Invitation]:
    """Asks of them, and answers at an open door that gave their address."""
    theirs = Q(contact=whose.contact_id) | whose.by_address("writer_email")
    return Invitation.objects.filter(theirs)


def without_texts(row: Response | EarlierVersion) -> dict[str, Any]:
    """Answers to a team's own questions, as far as they were chosen and not written."""
    invitation = row.invitation if isinstance(row, Response) else row.response.invitation
    asked = invitation.version.definition.get("questions", []) if invitation.version else []
    written = {question.get("id") for question in asked if question.get("kind") == "text"}
    return {key: value for key, value in row.own.items() if key not in written} if asked else {}


def _passages(whose: Whose) -> QuerySet[Passage]:
    ids = invitations_of(whose).filter(response__isnull=False).values("pk")
    return Passage.objects.filter(source_kind="response", source_id__in=ids)


def _letters(row: Invitation) -> Q:
    return Q(key__in=(f"ask:{row.pk}", f"remind:{row.pk}")) | Q(pk__in=[row.letter_id or 0, row.reminder_id or 0])


PIECES = (
    *pieces_of(_passages),
    Piece("Pictures that came with answers", Photo, lambda whose: Photo.objects.filter(
        response__invitation__in=invitations_of(whose)), row="goes", files=file_of, unused=drop_unused),
    Piece("What they answered before they changed it", EarlierVersion, lambda whose: EarlierVersion.objects.filter(
        response__invitation__in=invitations_of(whose)), words=NO_WORDS,
        told=("at", "achieved", "felt", "words", "own")),
    Piece("Answers that they gave", Response, lambda whose: Response.objects.filter(
        invitation__in=invitations_of(whose)), who={"may_call": False}, words=NO_WORDS,
        told=("first_at", "achieved", "felt", "qualities", "words", "own", "may_call")),
    Piece("Times we asked", Invitation, invitations_of,
          who={"contact_id": None, "writer_name": "", "writer_email": "", "language": "", "seed": "",
               "token_hash": no_link, "remind_at": None, "expires_at": lambda row: min(row.expires_at, now())},
          words={"about": ""}, told=("created_at", "channel", "about", "writer_name", "writer_email"),
          keeps=("channel", "confided_in", "served_by"), letters=_letters),
    Piece("What they want no questions about", OptOut, lambda whose: OptOut.objects.filter(contact=whose.contact_id),
          row="goes", told=("kind", "service", "at")),
    Piece("That they are asked the next time", SecondChance, lambda whose: SecondChance.objects.filter(
        contact=whose.contact_id), row="goes", told=("since",)),
)  # fmt: skip
