"""Whatever happens in whatever order: one state, nothing lost, nothing silent past its clock; and notes never leak."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser
from hypothesis import HealthCheck, example, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.calendars.queries import hours_for
from wellserved.cases.actions import moving, talking, ticking
from wellserved.cases.actions.keeping import token_of
from wellserved.cases.arriving import begin_case, land_on_case
from wellserved.cases.models import Case, Message, Note
from wellserved.cases.queries.cases import clocks_of
from wellserved.cases.rules.clocks import LEAD, MANAGER, Clock, level
from wellserved.cases.rules.moving import OPEN, STATES, NotNowError
from wellserved.cases.tests.opened import a_case, about
from wellserved.journal.models import Entry
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kit.tokens import new_token
from wellserved.mail.models import Letter
from wellserved.mail.shapes import ArrivedLetter
from wellserved.mail.tests.letters_in import an_arrived_letter

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
TAKEN = (
    "acknowledge", "investigate", "answer", "close", "reopen", "ask", "resume", "note", "read", "a letter", "a letter",
    "a new letter", "correct", "an hour", "a day", "a day", "a week", "seventy days", "the lead leaves",
)  # fmt: skip
ANSWERED = ["acknowledge", "answer"]
CLOSED = [*ANSWERED, "close"]
# From where they begin: what is rare by chance alone, such as a letter long after the closing, is tried each time.
BEGUN = st.sampled_from([[], ["acknowledge"], ["acknowledge", "ask"], ANSWERED, CLOSED, [*CLOSED, "seventy days"]])
STEPS = st.tuples(BEGUN, st.lists(st.sampled_from(TAKEN), min_size=3, max_size=20)).map(lambda two: two[0] + two[1])
LEADS_TO = {
    "case.opened": "received",
    "case.acknowledged": "acknowledged",
    "case.investigated": "investigating",
    "case.answered": "answered",
    "case.closed": "closed",
    "case.reopened": "investigating",
}
SPANS = {"an hour": 1 / 24, "a day": 1, "a week": 7, "seventy days": 70}


def theirs_by_mail(thread: tuple[str, int] | None) -> ArrivedLetter:
    number = Message.objects.exclude(arrived_id=None).count() + 1
    return an_arrived_letter(id=number, thread=thread, new_text="Still broken.", received_at=now())


def take(cast: Cast, case: Case, step: str, mark: str) -> None:
    lead = cast.manager if step == "the lead leaves" or cast.lead.left_at else cast.lead
    by, theirs = By("member", lead.pk), By("contact", cast.contact.pk)
    given: dict[str, Any] = {"case_id": case.pk, "member": lead, "by": by}
    if step == "acknowledge":
        moving.acknowledge_case(understood="It broke.", words="thank you.", **given)
    elif step == "investigate":
        moving.investigate_case(**given)
    elif step == "answer":
        moving.answer_case(words="we mended it.", **given)
    elif step == "close":
        moving.close_case(cause="process", **given)
    elif step == "reopen":
        moving.reopen_case(case_id=case.pk, by=theirs)
    elif step == "ask":
        talking.ask_contact(words="Which room?", **given)
    elif step == "resume":
        talking.resume_case(case_id=case.pk, by=by)
    elif step == "note":
        talking.note_case(words=mark, **given)
    elif step == "read":
        talking.mark_words_read(case_id=case.pk, by=by)
    elif step == "correct":
        talking.correct_understanding(case_id=case.pk, words=f"No: {new_token()}", by=theirs)
    elif step == "a letter":
        assert land_on_case(theirs_by_mail(("case", case.pk)))
    elif step == "a new letter":
        assert begin_case(theirs_by_mail(None))
    elif step == "the lead leaves":
        cast.lead.left_at = cast.lead.left_at or now()
        cast.lead.save()


def check(heard: int) -> None:
    """The laws, after the clocks were looked at."""
    assert Message.objects.filter(kind="said").count() == heard
    for case in Case.objects.all():
        assert case.state in STATES and case.state == state_in_the_journal(case)
        assert (case.state == "closed") == (case.closed_at is not None)
        assert (case.cause != "") == (case.state == "closed") == (case.closed_by is not None)
        assert case.paused_at is None or case.state in OPEN
        assert case.state not in ("answered", "closed") or case.answered_at is not None
        assert (case.chance == "waiting") == (case.state in ("answered", "closed"))
        runs = case.state != "closed" or case.read_by is not None
        assert not runs or (case.lead is not None and case.lead.left_at is None), "nobody is there for it"
        for clock in clocks_of(case).running():
            assert case.look_at is not None
            check_told(case, clock)


def state_in_the_journal(case: Case) -> str:
    """Where the moves that were written down lead, one after the other."""
    moves = Entry.objects.filter(subject_kind="case", subject_id=case.pk, kind__in=LEADS_TO).order_by("pk")
    return LEADS_TO[moves.values_list("kind", flat=True)[len(moves) - 1]]


def check_told(case: Case, clock: Clock) -> None:
    """Step by step, each once: whom it rested with, then somebody above, then each week; with a letter for each."""
    reached = level(clock.due, now(), hours_for(case.team_id))
    escalated = Entry.objects.filter(kind="case.escalated", subject_id=case.pk, at__gt=clock.due)
    told = {one.details["level"]: one.details["to"] for one in escalated.filter(details__clock=clock.name)}
    assert len(told) == escalated.filter(details__clock=clock.name).count(), f"{clock.name} was told twice"
    assert told.keys() >= {LEAD, MANAGER, reached} & set(range(1, reached + 1)), f"{clock.name} ran out in silence"
    for days, least in ((0, LEAD), (7, MANAGER), (21, MANAGER + 1)):  # whatever the rule says, it climbs
        assert now() - clock.due <= timedelta(days=days) or max(told) >= least
    assert None not in told.values()
    assert MANAGER not in told or told[MANAGER] != told[LEAD], "nobody above was told"
    letters = Letter.objects.filter(key__startswith=f"case:{case.pk}:late:{clock.name}:{int(clock.due.timestamp())}:")
    assert letters.count() == len(told)


@pytest.mark.django_db
@example([*CLOSED, "reopen", "a day", "answer", "close", "a letter", "reopen"])
@example([*CLOSED, "seventy days", "a letter", "acknowledge", "a week", "a letter"])
@example([*CLOSED, "a letter", "a week", "a week"])
@example(["acknowledge", "ask", "a week", "a week", "a week"])
@example(["acknowledge", "ask", "a day", "a letter", "a week", "a week"])
@example(["the lead leaves", "seventy days"])
@example([*CLOSED, "the lead leaves", "a letter", "a week", "a week"])
@given(STEPS)
@trying(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_case_is_lost_or_silent_past_its_clock(cast: Cast, steps: list[str]) -> None:
    for model in (Case, Entry, Letter):
        model.objects.all().delete()  # type: ignore[attr-defined]
    cast.lead.left_at = None
    cast.lead.save()
    mark = f"mark{new_token()}"
    with time_machine.travel(START, tick=False) as clock:
        a_case(cast)
        heard = 1
        for step in steps:
            if step in SPANS:
                clock.shift(timedelta(days=SPANS[step]))
            else:
                case = Case.objects.order_by("pk").last()
                assert case is not None
                try:
                    take(cast, case, step, mark)
                    heard += "letter" in step
                except NotNowError:
                    pass
            ticking.give_leads_to_orphans()
            ticking.look_at_clocks()
            check(heard)
        for case in Case.objects.all():
            page = Browser().get(f"/case/{token_of(case.seed)}?more").content.decode()
            assert mark not in page and page.count("<h1>") == 1
        assert not Letter.objects.filter(text__contains=mark).exists()
        assert not Letter.objects.filter(html__contains=mark).exists()


SECRETS = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=12, max_size=30)


@pytest.mark.django_db
@given(SECRETS, SECRETS, SECRETS)
@trying(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_among_ourselves_reaches_nobody_outside(cast: Cast, one: str, two: str, three: str) -> None:
    """Notes, the line of improvement, and whom it is about: on no public page, in no letter to them, in no header."""
    for model in (Case, Letter):
        model.objects.all().delete()  # type: ignore[attr-defined]
    marks = [f"zq{text}qz" for text in (one, two, three)]
    cast.member.name = marks[2]
    cast.member.save()
    case = a_case(cast, concerned=about(cast.member))
    by, given = By("member", cast.lead.pk), {"case_id": case.pk, "member": cast.lead}
    talking.note_case(words=marks[0], by=by, **given)  # type: ignore[arg-type]
    moving.acknowledge_case(understood="It broke.", words="thank you.", by=by, **given)  # type: ignore[arg-type]
    moving.answer_case(words="we mended it.", by=by, **given)  # type: ignore[arg-type]
    moving.close_case(cause="tool", improvement=marks[1], why=marks[0], by=by, **given)  # type: ignore[arg-type]
    href = f"/case/{token_of(case.seed)}"
    surfaces = [
        Browser().get(f"{href}{more}").content.decode() for more in ("", "?new", "?more", "?lang=de", "?lang=ar")
    ]
    surfaces.append(Browser().get(f"{href}/photos/1").content.decode())
    surfaces.append(Browser().post(href, {"words": "", "key": "k" * 12}).content.decode())
    for letter in Letter.objects.filter(audience="customer"):
        surfaces += [letter.text, letter.html, letter.subject, str(letter.headers), letter.from_name]
    assert Note.objects.filter(case=case).count() == 2 and len(surfaces) > 12
    for surface in surfaces:
        assert not any(mark in surface for mark in marks)
