"""A second person reads the page before it may leave: approved as it stands, or returned with remarks."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from wellserved.explanations.actions.keeping import held
from wellserved.explanations.models import Explanation, Review
from wellserved.explanations.queries.explanations import writers_of
from wellserved.explanations.rules.moving import check_review, check_submission
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kit.text import clean_text
from wellserved.mail.actions import queue_letter
from wellserved.mail.composing import is_an_address
from wellserved.passages.actions.reading import address_of
from wellserved.people.models import Member
from wellserved.people.queries import lead_of

LONGEST = 2_000


@transaction.atomic
def submit_explanation(
    *, explanation_id: int, reviewer: Member | None, problems: Sequence[str], seen: int, by: By
) -> Explanation:
    """Hand it to a second person. `problems`: why it cannot be printed as it stood at `seen` changes."""
    one = held(explanation_id)
    if seen != one.changed:
        problems = [*problems, "It changed while you looked at it. Look at it again; nothing was handed over."]
    check_submission(one.state, problems)
    one.state, one.reviewer, one.submitted_at = Explanation.State.REVIEW, reviewer, now()
    one.save()
    record(
        kind="explanation.submitted",
        by=by,
        subject_kind="explanation",
        subject_id=one.pk,
        version=one.version,
        reviewer=reviewer.pk if reviewer else None,
    )
    to = reviewer or lead_of(one.team_id)
    if to and to.pk != one.writer_id:
        _tell(
            one,
            f"submitted:{one.submitted_at.timestamp():.0f}",
            to,
            "A page waits for your eye",
            "Please read it as the client will, and approve it or return it.",
        )
    return one


@transaction.atomic
def review_explanation(
    *, explanation_id: int, member: Member, approved: bool, remarks: str, seen: int, by: By
) -> Review:
    """Decide about exactly what was seen. NotNowError if it is another by now, or by one who wrote it."""
    one = held(explanation_id)
    check_review(state=one.state, member=member.pk, writers=writers_of(one), seen=seen, changed=one.changed)
    review = Review.objects.create(
        explanation=one,
        version=one.version,
        changed=one.changed,
        approved=approved,
        remarks=clean_text(remarks)[:LONGEST],
        member=member,
    )
    one.state = Explanation.State.APPROVED if approved else Explanation.State.RETURNED
    one.approved_at, one.approved_by = (now(), member) if approved else (None, None)
    one.save()
    record(
        kind="explanation.approved" if approved else "explanation.returned",
        by=by,
        subject_kind="explanation",
        subject_id=one.pk,
        version=one.version,
    )
    what = "Your page is approved" if approved else "Your page came back with remarks"
    then = "It can go out now." if approved else "The remarks stand beside it."
    _tell(one, f"review:{review.pk}", one.writer, what, then)
    return review


def _tell(one: Explanation, mark: str, member: Member, subject: str, words: str) -> None:
    """A letter to one of us. It holds nobody's words: they are read on the page."""
    address = address_of(member)
    if member.left_at is not None or not address or not is_an_address(address):
        return
    where = settings.BASE_URL + reverse("explanation", args=[one.pk])
    queue_letter(
        key=f"explanation:{one.pk}:{mark}:{member.pk}",
        kind="explanation",
        audience="staff",
        to_email=address,
        to_name=member.name,
        subject=subject,
        text=f"Dear {member.first_name},\n\n{subject[0].lower()}{subject[1:]}. {words}\n\n{where}\n",
    )
