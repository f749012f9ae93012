"""What clients said of pages, for those who may read the page."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Q, QuerySet

from wellserved.explanations.models import Reaction, Sending
from wellserved.explanations.queries.explanations import explanations_visible_to
from wellserved.explanations.shapes import Said
from wellserved.kit.tokens import hash_token
from wellserved.passages.models import Passage
from wellserved.passages.queries import passages_of
from wellserved.people.shapes import Actor

SOURCE_KIND = "explanation"  # of the passages; their id is the reaction's
PROMISED = "explanation"  # of the promise to call; its id is the sending's
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


def sending_of_token(token: str) -> Sending | None:
    """What a private link shows; None if it leads nowhere."""
    if not TOKEN.fullmatch(token):
        return None
    found = Sending.objects.select_related("explanation__team", "explanation__writer", "contact", "client", "reaction")
    return found.filter(token_hash=hash_token(token)).first()


def said_in(reaction: Reaction | None) -> Said | None:
    """What they said, their words included."""
    if reaction is None:
        return None
    passage = passages_of(SOURCE_KIND, [reaction.pk]).get(reaction.pk)
    return Said(reaction.clear, reaction.answered, reaction.wish, passage.words if passage else "")


def reactions_visible_to(actor: Actor) -> QuerySet[Reaction]:
    """Those to pages that one may see, and those that one is to read."""
    found = Reaction.objects.select_related("sending__explanation", "sending__contact", "sending__client", "noted_by")
    mine = Passage.objects.filter(source_kind=SOURCE_KIND, reader_id=actor.member_id or 0).values("source_id")
    return found.filter(Q(sending__explanation__in=_seen(actor)) | Q(pk__in=mine))


def sendings_answered_by(actor: Actor) -> QuerySet[Sending]:
    """Those of which one may write down what was said: of pages that one may see."""
    found = Sending.objects.select_related("explanation", "contact", "client")
    return found.filter(explanation__in=_seen(actor))


def _seen(actor: Actor) -> Any:
    return explanations_visible_to(actor).order_by().values("pk")
