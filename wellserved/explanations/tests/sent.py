"""Pages that have left, to react to."""

from __future__ import annotations

from datetime import timedelta

from tests.cast import Cast
from wellserved.cases.models import Case
from wellserved.explanations.models import Explanation, Reaction, Sending
from wellserved.kit.clock import now
from wellserved.kit.tokens import hash_token, new_token
from wellserved.people.models import Client, Contact

TOKEN = "t" * 32


def sent_page(
    cast: Cast,
    *,
    format: str = "letter",
    proposed: str = "",
    token: str = "",
    case: Case | None = None,
    client: Client | None = None,
    contact: Contact | None = None,
    language: str = "en",
) -> Sending:
    """A page of the desk, written by the member, sent to the contact."""
    contact = contact or (None if client else cast.contact)
    page = Explanation.objects.create(
        key=new_token(),
        title="Two visits for one printer",
        team=cast.desk,
        client=client or cast.biology,
        contact=contact,
        case=case,
        writer=cast.member,
        format=format,
        proposed=proposed,
        state=Explanation.State.SENT,
        sent_at=now(),
    )
    return Sending.objects.create(
        explanation=page,
        seed=new_token(),
        token_hash=hash_token(token or new_token()),
        version=1,
        format=format,
        channel="pdf",
        language=language,
        contact=contact,
        client=page.client,
        page={"title": page.title},
        expires_at=now() + timedelta(days=30),
    )


def reacted(sending: Sending, clear: bool = True, answered: bool = True, wish: str = "") -> Reaction:
    return Reaction.objects.create(sending=sending, clear=clear, answered=answered, wish=wish)
