"""An explanation begins: from a case, from a piece of service, or from nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from wellserved.cases.models import Case
from wellserved.explanations.actions.gathering import pull
from wellserved.explanations.models import Explanation, Version
from wellserved.frame.speaking import language_of_letters_to
from wellserved.interactions.models import Interaction
from wellserved.journal.actions import record
from wellserved.kit.text import beginning, clean_text
from wellserved.people.models import Client, Contact, Member, Team
from wellserved.people.shapes import Actor


@dataclass(frozen=True)
class Begun:
    """What an explanation begins with."""

    key: str
    team: Team
    title: str
    asked: str = ""
    client: Client | None = None
    contact: Contact | None = None
    case: Case | None = None
    interaction: Interaction | None = None
    language: str = ""
    format: str = "letter"
    proposed: str = ""


def begin_explanation(*, given: Begun, writer: Member, actor: Actor) -> Explanation:
    """The page, with its first version, and with what is known pulled in. The same key again is the same page."""
    known = Explanation.objects.filter(key=given.key).first()
    if known is None:
        try:
            return _begun(given, writer, actor)
        except IntegrityError:
            known = Explanation.objects.filter(key=given.key).first()
            if known is None:
                raise
    return known


@transaction.atomic
def _begun(given: Begun, writer: Member, actor: Actor) -> Explanation:
    client = given.client or (given.contact.client if given.contact else None)
    spoken = given.language or (given.contact.language if given.contact else "")
    title = beginning(clean_text(given.title), 110) or "What we did, and why"
    one = Explanation.objects.create(
        key=given.key,
        title=title,
        team=given.team,
        client=client,
        contact=given.contact,
        language=language_of_letters_to(spoken),
        case=given.case,
        interaction=given.interaction or (given.case.interaction if given.case else None),
        writer=writer,
        executive=client.executive if client else None,
        format=given.format,
        proposed=given.proposed,
    )
    asked = clean_text(given.asked)
    Version.objects.create(explanation=one, number=1, title=title, asked=asked, writer=writer)
    found = pull(one, actor)
    grew_from = "case" if one.case_id else "interaction" if one.interaction_id else ""
    record(
        kind="explanation.begun",
        by=actor.by,
        subject_kind="explanation",
        subject_id=one.pk,
        team=one.team_id,
        grew_from=grew_from,
        evidence=found,
    )
    return one
