"""What went wrong in the sample year, and how it was put right: cases in every state, each opened and moved by the
real actions, and then dated to when it happened."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from wellserved.cases.actions import handing, moving, serving, talking, ticking
from wellserved.cases.actions.chances import settle_chances
from wellserved.cases.actions.opening import open_case
from wellserved.cases.actions.photos import add_photos
from wellserved.cases.models import Case
from wellserved.cases.rules.chances import LOST, RECOVERED, WAITING, outcome
from wellserved.cases.shapes import CaseIn
from wellserved.demo import wrongs
from wellserved.demo.actions.coming_in import let_letters_come_in
from wellserved.demo.actions.dating import Then, a_photo, date_to, long_ago_enough
from wellserved.demo.roster import ROLES
from wellserved.journal.models import Entry
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.people.models import Contact, Member, Team
from wellserved.surveys.models import Invitation, Response, SecondChance


def put_things_right(end: datetime) -> None:
    """Those that are over, with their second chances; then those that somebody waits for today."""
    lead = Member.objects.get(email=ROLES["lead"].email)
    milo = Member.objects.get(email=ROLES["member"].email)
    desk = Team.objects.filter(memberships__member=lead, memberships__leads=True).order_by("pk").first()
    if desk is None:
        return
    _tell_what_is_over(end)
    _tell_what_is_open(lead, milo, desk, end)
    _let_one_write(milo, desk, end)
    ticking.look_at_clocks()
    late = Letter.objects.filter(kind__startswith="case", audience=Letter.Audience.STAFF, state=Letter.State.QUEUED)
    late.update(state=Letter.State.CANCELLED)


def _let_one_write(milo: Member, desk: Team, end: datetime) -> None:
    """By mail, out of the blue: somebody whom the desk has served."""
    served = Invitation.objects.filter(team_id=desk.pk, contact__cases=None, contact__language="en")
    last = served.exclude(contact__email="").select_related("contact").order_by("-created_at", "-pk").first()
    if last is not None and last.contact is not None:
        let_letters_come_in(last.contact, milo, end)


def _tell_what_is_over(end: datetime) -> None:
    """Complaints after low answers: of people who were served again, well or not, and of some who were not yet."""
    answers = Response.objects.exclude(invitation__contact=None).exclude(invitation__contact__email="")
    answers = answers.select_related("invitation__contact__client", "invitation__interaction")
    theirs: dict[int, list[Response]] = {}
    for response in answers.order_by("first_at", "pk"):
        theirs.setdefault(response.invitation.contact_id or 0, []).append(response)
    wanted = {RECOVERED: 6, WAITING: 2}
    begun = 0
    for contact, said in theirs.items():
        low = next((one for one in said if one.words and one.felt and one.felt <= 2), None)
        if low is None or low.first_at < end - timedelta(days=300) or low.first_at > end - timedelta(days=9):
            continue
        after = [one for one in said if one.first_at > low.first_at + timedelta(days=12)]
        came = outcome(after[0].achieved, after[0].felt) if after else WAITING
        lately = low.first_at > end - timedelta(days=60)
        if wanted.get(came, 0) and (came != WAITING or lately) and low.invitation.contact_id == contact:
            wanted[came] -= 1
            _from_answer(low, begun, to_the_end=came != WAITING)
            begun += 1
    _tell_of_the_lost(list(theirs.values()), end)
    while settle_chances(limit=5000):
        pass
    for case in Case.objects.filter(chance__in=(RECOVERED, LOST)).select_related("chance_response"):
        if case.chance_response and case.contact_id:
            SecondChance.objects.filter(contact_id=case.contact_id).update(invitation=case.chance_response.invitation)
            settled = Entry.objects.filter(kind="second_chance.settled", subject_id=case.pk)
            settled.update(at=case.chance_response.first_at)


def _tell_of_the_lost(theirs: list[list[Response]], end: datetime) -> None:
    """Two who had complained by letter, and whose next time was no better."""
    within = (end - timedelta(days=250), end - timedelta(days=20))
    first = [said[0] for said in theirs if said[0].felt and within[0] < said[0].first_at < within[1]]
    known = set(Case.objects.values_list("contact_id", flat=True))
    alone = [one for one in first if (one.felt or 5) <= 3 and one.invitation.contact_id not in known]
    for number, response in enumerate(alone[:: max(len(alone) // 2, 1)][:2]):
        served = response.invitation.interaction
        at = (served.opened_at if served and served.opened_at else response.first_at) - timedelta(days=12)
        _go_through(_open(
            at, key=f"sample letter {response.pk}", words=wrongs.BY_LETTER[number], came_by=Case.Way.LETTER,
            contact=response.invitation.contact, team=Team.objects.filter(pk=response.team_id).first(),
        ), at, number, to_the_end=True)  # fmt: skip


def _from_answer(response: Response, number: int, *, to_the_end: bool) -> None:
    at = response.first_at + timedelta(hours=1)
    team = Team.objects.filter(pk=response.team_id).first()
    case = _open(
        at,
        key=f"sample answer {response.pk}",
        words=response.words,
        came_by=Case.Way.ANSWER,
        contact=response.invitation.contact,
        team=team,
        interaction=response.invitation.interaction,
        response=response,
    )
    _go_through(case, at, number, to_the_end=to_the_end)


def _go_through(case: Case, at: datetime, number: int, *, to_the_end: bool) -> None:
    """Acknowledged, looked into, answered, and perhaps closed: by with whom it rests."""
    told, lead = wrongs.OVER[number % len(wrongs.OVER)], case.lead
    if lead is None:
        return
    given: dict[str, Any] = {"case_id": case.pk, "member": lead, "by": By("member", lead.pk)}
    with Then(case, at + timedelta(hours=5)):
        moving.acknowledge_case(understood=told.understood, words=wrongs.THANKS, **given)
    with Then(case, at + timedelta(hours=7)):
        moving.investigate_case(**given)
    with Then(case, at + timedelta(days=2)):
        moving.answer_case(words=told.answer, **given)
    if to_the_end:
        with Then(case, at + timedelta(days=4)):
            moving.close_case(cause=told.cause, improvement=told.improvement, **given)


def _tell_what_is_open(lead: Member, milo: Member, desk: Team, end: datetime) -> None:
    """One in every state of waiting: new, late, asked back, above the team, a question, a request about who serves."""
    people = Contact.objects.filter(language="en", opted_out_at=None).exclude(email="").filter(cases=None)
    contacts = list(people.order_by("pk")[40 : 40 + len(wrongs.OPEN)])
    by_lead, by_milo = By("member", lead.pk), By("member", milo.pk)
    colleague = desk.members.filter(left_at=None).exclude(pk__in=[lead.pk, milo.pk]).order_by("pk").first()
    elsewhere = Team.objects.filter(archived_at=None).exclude(pk=desk.pk).order_by("pk").first()
    made = {}
    for contact, (name, told) in zip(contacts, wrongs.OPEN.items(), strict=True):
        at = long_ago_enough(desk, end) if name == "late" else end - timedelta(hours=told.hours)
        made[name] = _open(
            at,
            key=f"sample {name}",
            kind=told.kind,
            words=told.words,
            came_by=told.came_by,
            contact=contact,
            team=elsewhere if name == "explanation" else desk,
            above_team=name == "above",
            concerned=frozenset({colleague.pk}) if name == "change" and colleague else frozenset(),
        )
    add_photos(case_id=made["new"].pk, uploads=[a_photo()], member=None, by=By("contact", made["new"].contact_id))
    with Then(made["question"], end - timedelta(hours=20)):
        handing.assign_case(case_id=made["question"].pk, owner=colleague, by=by_lead)
    question: dict[str, Any] = {"case_id": made["looked into"].pk, "member": milo, "by": by_milo}
    with Then(made["looked into"], end - timedelta(hours=44)):
        moving.acknowledge_case(understood=wrongs.OPEN["looked into"].understood, words=wrongs.THANKS, **question)
    with Then(made["looked into"], end - timedelta(hours=42)):
        moving.investigate_case(**question)
        talking.note_case(words=wrongs.AMONG_US, **question)
    asked: dict[str, Any] = {"case_id": made["asked"].pk, "member": lead, "by": by_lead}
    with Then(made["asked"], end - timedelta(hours=50)):
        moving.acknowledge_case(understood=wrongs.OPEN["asked"].understood, words=wrongs.THANKS, **asked)
    with Then(made["asked"], end - timedelta(hours=26)):
        talking.ask_contact(words=wrongs.QUESTION, **asked)
    corrected = made["above"]
    if corrected.lead:
        with Then(corrected, end - timedelta(hours=46)):
            moving.acknowledge_case(
                case_id=corrected.pk,
                member=corrected.lead,
                understood=wrongs.OPEN["above"].understood,
                words=wrongs.THANKS,
                by=By("member", corrected.lead.pk),
            )
        with Then(corrected, end - timedelta(hours=30)):
            talking.correct_understanding(
                case_id=corrected.pk, words=wrongs.PUT_RIGHT, by=By("contact", corrected.contact_id)
            )
    if colleague:
        other = Contact.objects.exclude(email="").filter(cases=None).order_by("pk")[90]
        kept = serving.reassign_contact(
            contact=other, away_from=colleague, to=milo, reason=wrongs.REASON, case=None, decided_by=lead, by=by_lead
        )
        kept.since = end - timedelta(days=40)
        kept.save(update_fields=["since"])


def _open(at: datetime, **given: Any) -> Case:
    fields: dict[str, Any] = {"kind": Case.Kind.COMPLAINT, "language": "en", **given}
    begun = now()
    case, _ = open_case(given=CaseIn(received_at=at, **fields), by=By("contact", fields["contact"].pk))
    date_to(case, begun, at)
    return Case.objects.select_related("lead").get(pk=case.pk)
