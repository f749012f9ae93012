"""Nobody above sees what a member said unless the member lets them, by whatever door or sum they try."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, make_member
from wellserved.journal.models import Entry
from wellserved.mail.models import Letter
from wellserved.people.models import Member
from wellserved.selfchecks import actions
from wellserved.selfchecks.models import SelfCheck, TeamForecast
from wellserved.selfchecks.queries import truths_of
from wellserved.selfchecks.rules import quarter_of
from wellserved.selfchecks.tasks import remind_of_checks
from wellserved.selfchecks.tests.checks import said
from wellserved.surveys.tests.answers import make_answer
from wellserved.tallies.actions import add_deltas, fold_deltas
from wellserved.tallies.shapes import DeltaIn

SEPTEMBER = datetime(2026, 9, 10, 9, tzinfo=UTC)
OCTOBER = datetime(2026, 10, 2, 9, tzinfo=UTC)
SECRET = "My own private words about it"


@pytest.fixture
def at() -> Any:
    with time_machine.travel(SEPTEMBER, tick=False) as clock:
        yield clock


def people(cast: Cast, count: int) -> list[Member]:
    made = [make_member(f"Pat{n} Person", "member", cast.lead, cast.desk) for n in range(count - 1)]
    return [cast.member, *made]


def check(cast: Cast, member: Member, **other: Any) -> SelfCheck:
    return actions.make_check(member=member, team=cast.desk, said=said(**other), by=cast.admin_by)


def answers(cast: Cast, hits: int, n: int) -> None:
    key = {"day": SEPTEMBER.date(), "team": cast.desk.pk, "answered": 1, "achieved_after": 2}
    add_deltas(deltas=[DeltaIn(**key, felt_after=5 if i < hits else 4) for i in range(n)])
    fold_deltas(limit=1000)


def seen(cast: Cast, who: str) -> str:
    page = cast.browser(who).get(f"/self-check/teams/{cast.desk.pk}/").content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_only_the_member_sees_a_check_until_they_let_their_lead(cast: Cast, at: Any) -> None:
    made = check(cast, cast.member, customers_say=SECRET, predicted_rate=37)
    assert SECRET in seen(cast, "member")
    for who in ("lead", "manager", "admin"):
        assert SECRET not in seen(cast, who)
        assert "37 bullseyes" not in seen(cast, who)
    cast.browser("member").post(f"/self-check/checks/{made.pk}/opening/", {"opens": "yes"})
    assert SECRET in seen(cast, "lead")
    for who in ("manager", "admin"):  # whoever stands further up has no part in it
        assert SECRET not in seen(cast, who)
    cast.browser("member").post(f"/self-check/checks/{made.pk}/opening/", {"opens": "no"})
    assert SECRET not in seen(cast, "lead")
    assert "37" not in str(list(Entry.objects.filter(kind__startswith="selfcheck").values("details")))


def test_a_leads_own_check_is_for_whom_they_report_to(cast: Cast, at: Any) -> None:
    check(cast, cast.lead, customers_say=SECRET, lead_may_see=True)
    assert SECRET in seen(cast, "manager")
    assert SECRET not in seen(cast, "admin")
    assert SECRET not in seen(cast, "member")


def test_no_figure_of_a_team_moves_while_people_answer(cast: Cast, at: Any) -> None:
    """What is shown before and after one more guess would subtract to that one."""
    for member in people(cast, 5):
        check(cast, member, predicted_rate=60 + member.pk % 7)
    assert actions.seal_forecasts() == 0
    before = seen(cast, "lead")
    check(cast, make_member("Quin Person", "member", cast.lead, cast.desk), predicted_rate=1)
    assert seen(cast, "lead") == before


def test_a_figure_is_made_once_and_never_moves(cast: Cast, at: Any) -> None:
    members = people(cast, 6)
    for place, member in enumerate(members):
        check(cast, member, predicted_rate=50 + 5 * place, predicted_quality=place // 4)
    answers(cast, 30, 60)
    at.move_to(OCTOBER)
    assert actions.seal_forecasts() == 1
    assert actions.seal_forecasts() == 0
    sealed = TeamForecast.objects.get()
    assert (sealed.n, sealed.mean, sealed.quality, sealed.quality_n) == (6, 62, 0, 4)
    page = seen(cast, "lead")
    assert "62 <span" in page
    assert "of 60</span>" in page
    SelfCheck.objects.filter(member=members[0]).delete()
    assert actions.seal_forecasts() == 0
    assert "62 <span" in seen(cast, "lead")


def test_nobody_opens_a_check_after_the_figure_was_made(cast: Cast, at: Any) -> None:
    """Five guesses, four of them opened afterwards: the fifth would be what is left."""
    checks = [check(cast, member, predicted_rate=40 + place) for place, member in enumerate(people(cast, 5))]
    at.move_to(OCTOBER)
    actions.seal_forecasts()
    assert TeamForecast.objects.get().mean == 42
    for made in checks[:4]:
        assert not actions.open_check(check_id=made.pk, opens=True, by=cast.admin_by)
    assert not SelfCheck.objects.filter(lead_may_see=True).exists()


@pytest.mark.parametrize(
    ("opened", "said_so"), [(0, True), (1, False), (4, False)], ids=["none opened", "one opened", "four opened"]
)
def test_an_opened_guess_does_not_count_among_the_five(cast: Cast, at: Any, opened: int, said_so: bool) -> None:
    for place, member in enumerate(people(cast, 5)):
        made = check(cast, member, predicted_rate=40 + place, lead_may_see=place < opened)
        if place == 0 and opened:  # taken back, but the lead may have seen it
            actions.open_check(check_id=made.pk, opens=False, by=cast.admin_by)
    at.move_to(OCTOBER)
    actions.seal_forecasts()
    assert (TeamForecast.objects.get().mean is not None) is said_so


def test_guesses_that_all_agree_are_not_given_away(cast: Cast, at: Any) -> None:
    for member in people(cast, 6):
        check(cast, member, predicted_rate=100)
    at.move_to(OCTOBER)
    actions.seal_forecasts()
    assert TeamForecast.objects.get().mean is None


def test_a_check_is_of_ones_own_team_and_this_quarter(cast: Cast, at: Any) -> None:
    with pytest.raises(ValueError, match="not in"):
        actions.make_check(member=cast.outsider, team=cast.desk, said=said(), by=cast.admin_by)
    href = f"/self-check/teams/{cast.desk.pk}/check/"
    browser = cast.browser("member")
    form = {"thought": 1, "how": 3, "improve": 2, "predicted_rate": 55, "predicted_quality": 3, "customers_say": "x"}
    assert browser.post(href, {**form, "predicted_rate": 101, "improve_how": "kept"}).status_code == 422
    assert browser.post(href, form).status_code == 302
    browser.post(href, {**form, "predicted_rate": 56})
    assert SelfCheck.objects.get().predicted_rate == 56
    at.move_to(OCTOBER)
    cast.browser("member").post(href, form)
    quarters = SelfCheck.objects.order_by("quarter").values_list("quarter", "predicted_rate")
    assert [rate for _, rate in quarters] == [56, 55]


def test_the_truth_is_what_customers_said_that_quarter(cast: Cast, at: Any) -> None:
    answers(cast, 12, 40)
    for _ in range(5):
        make_answer(cast, achieved=2, felt=5, qualities=0b100)
    make_answer(cast, achieved=0, felt=1, qualities=0b1)
    truth = truths_of([cast.desk.pk], [quarter_of(SEPTEMBER.date())])[cast.desk.pk, quarter_of(SEPTEMBER.date())]
    assert (truth.bullseye.n, truth.bullseye.estimate) == (40, 0.3)
    assert truth.quality == 2


def test_who_is_due_hears_of_it_once_on_today_and_by_mail(cast: Cast, at: Any) -> None:
    assert remind_of_checks() == 0  # nobody answered: there is nothing to foresee
    answers(cast, 3, 6)
    assert remind_of_checks() == 2
    assert remind_of_checks() == 0
    letters = Letter.objects.filter(kind="selfcheck").order_by("to_email")
    assert [letter.to_email for letter in letters] == [cast.lead.email, cast.member.email]
    assert "/self-check/" in letters[0].text
    assert "Take the check" in cast.browser("member").get("/").content.decode()
    assert "Take the check" not in cast.browser("outsider").get("/").content.decode()
    check(cast, cast.member)
    assert "Take the check" not in cast.browser("member").get("/").content.decode()
    at.move_to(OCTOBER)
    assert remind_of_checks() == 0  # not yet due again
    assert "Take the check" not in cast.browser("lead").get("/").content.decode()


def test_the_page_asks_the_same_few_questions_however_many_quarters(cast: Cast, at: Any) -> None:
    def asked(act: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as queries:
            act()
        return len(queries)

    browser = cast.browser("lead")
    counts = []
    for month in (1, 4, 7, 10):
        at.move_to(datetime(2027, month, 5, tzinfo=UTC))
        for member in Member.objects.filter(teams=cast.desk):
            check(cast, member, lead_may_see=True)
        actions.seal_forecasts()
        counts.append(asked(lambda: browser.get(f"/self-check/teams/{cast.desk.pk}/")))
    assert counts[-1] == counts[-2]
