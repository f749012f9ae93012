"""Late, told step by step: to the lead by mail and on Today, then to the manager; never in holidays or while asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.cast import Cast
from wellserved.calendars.models import WorkCalendar
from wellserved.cases.actions.talking import ask_contact, hear_contact
from wellserved.cases.models import Case
from wellserved.cases.tasks import look_at_clocks
from wellserved.cases.tests.opened import a_case, about, acknowledged
from wellserved.journal.shapes import By
from wellserved.mail.models import Letter

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
BEFORE_CHRISTMAS = datetime(2026, 12, 24, 15, tzinfo=BERLIN)  # a Thursday; the 25th and 26th are holidays
DUE = datetime(2026, 12, 28, 15, tzinfo=BERLIN)  # two hours of Thursday, six of Monday


@pytest.fixture
def clock(cast: Cast) -> Iterator[Any]:
    """The desk works from nine to five, in Berlin, and keeps its holidays."""
    week = {str(day): [["09:00", "17:00"]] for day in range(5)}
    WorkCalendar.objects.create(team=cast.desk, timezone="Europe/Berlin", hours=week, country="DE", subdivision="BE")
    with time_machine.travel(BEFORE_CHRISTMAS, tick=False) as clock:
        yield clock


def told_to(cast: Cast) -> list[str]:
    look_at_clocks()
    letters = Letter.objects.filter(key__contains=":late:").order_by("pk")
    names = {member.email: member.name.split()[0] for member in (cast.lead, cast.manager, cast.admin, cast.member)}
    return [names[letter.to_email] for letter in letters]


def today_of(cast: Cast, who: str) -> str:
    return cast.browser(who).get("/").content.decode()


def test_it_climbs_from_the_lead_to_the_manager_by_mail_and_on_today(cast: Cast, clock: Any) -> None:
    case = a_case(cast)
    assert case.acknowledge_by == DUE, "Christmas, and the weekend, are no days of work"
    clock.move_to(DUE - timedelta(minutes=1))
    assert told_to(cast) == [] and "late with others" not in today_of(cast, "manager")
    clock.move_to(DUE + timedelta(minutes=1))
    assert told_to(cast) == ["Lena"]
    page = today_of(cast, "lead")
    assert "Nobody came for three days" in page and ">Late<" in page
    assert "One case is late with others." in today_of(cast, "manager")
    clock.move_to(DUE + timedelta(hours=23))
    assert told_to(cast) == ["Lena"], "eight hours of work have not passed yet"
    clock.move_to(DUE + timedelta(hours=24, minutes=1))
    assert told_to(cast) == ["Lena", "Mara"]
    assert told_to(cast) == ["Lena", "Mara"], "each step once"
    assert "Nobody came" not in today_of(cast, "outsider") and "late with others" not in today_of(cast, "outsider")


def test_past_whom_it_is_about(cast: Cast, clock: Any) -> None:
    a_case(cast, concerned=about(cast.lead))
    clock.move_to(DUE + timedelta(days=7))
    assert "Lena" not in told_to(cast) and set(told_to(cast)) == {"Mara", "Ada"}
    assert "Nobody came for three days" not in today_of(cast, "lead")


def test_while_they_are_asked_something_nobody_is_late(cast: Cast, clock: Any) -> None:
    case, by = acknowledged(cast, a_case(cast)), By("member", cast.lead.pk)
    left = Case.objects.get(pk=case.pk).answer_by
    ask_contact(case_id=case.pk, member=cast.lead, words="Which room?", by=by)
    clock.move_to(left + timedelta(days=2))
    assert told_to(cast) == [] and "Nobody came for three days" not in today_of(cast, "lead")
    hear_contact(case_id=case.pk, key="answer", words="2.14", by=By("contact", cast.contact.pk))
    assert Case.objects.get(pk=case.pk).answer_by > left + timedelta(days=5), "what was left is left again"
    assert told_to(cast) == []
    assert "Nobody came for three days" in today_of(cast, "lead")


def test_a_question_that_nobody_answers_holds_up_the_clocks_no_longer_than_ten_days_of_work(
    cast: Cast, clock: Any
) -> None:
    case = acknowledged(cast, a_case(cast))
    ask_contact(case_id=case.pk, member=cast.lead, words="Which room?", by=By("member", cast.lead.pk))
    until = Case.objects.get(pk=case.pk).paused_until
    assert until == datetime(2027, 1, 11, 15, tzinfo=BERLIN), "New Year is no day of work, either"
    clock.move_to(until + timedelta(minutes=1))
    assert told_to(cast) == [] and Case.objects.get(pk=case.pk).paused_at is None
    clock.move_to(until + timedelta(days=20))
    assert told_to(cast)[:2] == ["Lena", "Mara"]
