"""Keeps the answers of the sample year, each with its version before it was changed and its line in the journal."""

from __future__ import annotations

from wellserved.demo.answers import Answer
from wellserved.journal.models import Entry
from wellserved.surveys.models import EarlierVersion, Invitation, Response


def keep_answers(answers: list[tuple[Invitation, Answer]]) -> None:
    Response.objects.bulk_create(
        (
            Response(
                invitation=invitation,
                version=2 if answer.was else 1,
                achieved=answer.achieved,
                felt=answer.felt,
                qualities=answer.qualities,
                words=answer.words,
                may_call=answer.may_call,
                one_touch=answer.one_touch,
                team_id=invitation.team_id,
                first_at=answer.first_at,
                changed_at=answer.changed_at,
            )
            for invitation, answer in answers
        ),
        batch_size=1000,
    )
    EarlierVersion.objects.bulk_create(
        EarlierVersion(
            response_id=invitation.pk, version=1, achieved=answer.was[0], felt=answer.was[1], at=answer.first_at
        )
        for invitation, answer in answers
        if answer.was
    )
    Entry.objects.bulk_create(
        (
            Entry(
                at=answer.changed_at,
                kind="answer.recorded",
                actor_kind="contact",
                actor_id=invitation.contact_id,
                subject_kind="response",
                subject_id=invitation.pk,
                details={"version": version, "fields": ["felt"] if answer.one_touch else ["achieved", "felt"]},
            )
            for invitation, answer in answers
            for version in ((1, 2) if answer.was else (1,))
        ),
        batch_size=1000,
    )
