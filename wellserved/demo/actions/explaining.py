"""The sample year's explanations, each moved by the real actions and then dated: from being written to sent back."""

from __future__ import annotations

from datetime import datetime, timedelta

from wellserved.cases.models import Case
from wellserved.demo.explained import BEGUN, DRAFT, EXPLAINED, LANDED, RETURNED, SENT_BACK, WAITING, Explained
from wellserved.demo.roster import ROLES
from wellserved.explanations.actions.gathering import add_line
from wellserved.explanations.actions.reacting import react
from wellserved.explanations.actions.reviewing import review_explanation, submit_explanation
from wellserved.explanations.actions.sending import send_explanation
from wellserved.explanations.actions.starting import Begun, begin_explanation
from wellserved.explanations.actions.writing import write_version
from wellserved.explanations.models import Explanation, Reaction, Review, Sending, Version
from wellserved.explanations.queries.reactions import SOURCE_KIND
from wellserved.explanations.shapes import Said
from wellserved.journal.models import Entry
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.passages.actions import mark_read
from wellserved.passages.models import Passage
from wellserved.people.actors import actor_of_member
from wellserved.people.models import Client, Contact, Member, Team

STEP = timedelta(minutes=50)


def explain_what_was_done(end: datetime) -> None:
    members = {role: Member.objects.get(email=sketch.email) for role, sketch in ROLES.items()}
    lead = members["lead"]
    desk = Team.objects.filter(memberships__member=lead, memberships__leads=True).order_by("pk").first()
    if desk is None:
        return
    Client.objects.filter(name=EXPLAINED[0].client).update(executive=lead)
    for number, told in enumerate(EXPLAINED):
        _explain(number, told, desk, members, end - timedelta(days=told.days))
    _begin_from_a_case(end)
    waiting = Letter.objects.filter(kind__startswith="explanation", state=Letter.State.QUEUED)
    waiting.update(state=Letter.State.CANCELLED)


def _explain(number: int, told: Explained, desk: Team, members: dict[str, Member], at: datetime) -> None:
    people = Contact.objects.filter(client__name=told.client, language="en", opted_out_at=None).exclude(email="")
    contact = people.order_by("pk").first()
    if contact is None:
        return
    writer, reader = members[told.writer], members[told.reader]
    by, begun = By("member", writer.pk), now()
    given = Begun(f"sample {number}", desk, told.title, told.asked, contact=contact, format=told.format)
    one = begin_explanation(given=given, writer=writer, actor=actor_of_member(writer))
    for days, sentence in told.lines:
        when = at - timedelta(days=days)
        add_line(explanation_id=one.pk, at=when, sentence=sentence, minutes=None, member=writer, by=by)
    texts = {"asked": told.asked, **told.texts}
    one = write_version(explanation_id=one.pk, texts=texts, title=told.title, format=told.format, writer=writer, by=by)
    one = submit_explanation(explanation_id=one.pk, reviewer=reader, problems=(), seen=one.changed, by=by)
    if told.stands != WAITING:
        review_explanation(
            explanation_id=one.pk,
            member=reader,
            approved=told.stands != RETURNED,
            remarks=told.remarks,
            seen=one.changed,
            by=By("member", reader.pk),
        )
    sent = at + 2 * STEP
    if told.stands in (LANDED, SENT_BACK):
        sending = send_explanation(explanation_id=one.pk, channel="pdf", member=writer, by=by, moment=sent)
        _hear(sending, told, sent + timedelta(hours=22))
    _date(one.pk, begun, at, sent)


def _hear(sending: Sending, told: Explained, at: datetime) -> None:
    """They said whether it landed; whose words those are to read has read them."""
    said = Said(clear=True, answered=told.stands == LANDED, wish=told.wish, words=told.said)
    reaction = react(sending_id=sending.pk, said=said, by=By("contact", sending.contact_id))
    Reaction.objects.filter(pk=reaction.pk).update(at=at, changed_at=at)
    for passage in Passage.objects.filter(source_kind=SOURCE_KIND, source_id=reaction.pk).select_related("reader"):
        if passage.reader and passage.read_at is None:
            mark_read(passage_id=passage.pk, member=passage.reader, by=By("member", passage.reader.pk))
        read = at + timedelta(hours=2)
        Passage.objects.filter(pk=passage.pk).update(written_at=at, read_at=read, read_by=read)


def _begin_from_a_case(end: datetime) -> None:
    """Somebody asked on a case what was done, and why: with whom it rests has begun to write."""
    case = Case.objects.filter(key="sample explanation").select_related("lead", "contact", "team").first()
    if case is None or case.lead is None or case.team is None:
        return
    begun, writer = now(), case.lead
    given = Begun(
        f"sample {DRAFT}", case.team, "Two days for eleven desks", contact=case.contact, case=case, format="numbers"
    )
    one = begin_explanation(given=given, writer=writer, actor=actor_of_member(writer))
    one = write_version(
        explanation_id=one.pk,
        texts={"asked": case.title, "did": BEGUN},
        title=one.title,
        format=one.format,
        writer=writer,
        by=By("member", writer.pk),
    )
    _date(one.pk, begun, end - timedelta(hours=3), end)


def _date(explanation_id: int, begun: datetime, at: datetime, sent: datetime) -> None:
    """What was done since `begun` was done at `at`, and read an hour later."""
    one = Explanation.objects.get(pk=explanation_id)
    one.created_at, one.changed_at = at - STEP, at
    one.submitted_at = at if one.submitted_at else None
    one.approved_at = at + STEP if one.approved_at else None
    one.save()
    Version.objects.filter(explanation=one).update(at=at)
    Review.objects.filter(explanation=one).update(at=at + STEP)
    Entry.objects.filter(subject_kind="explanation", subject_id=one.pk, at__gte=begun).update(at=at)
    letters = Letter.objects.filter(pk__in=Sending.objects.filter(explanation=one).values("letter"))
    letters.update(state=Letter.State.SENT, created_at=sent, not_before=sent, sent_at=sent + timedelta(seconds=4))
