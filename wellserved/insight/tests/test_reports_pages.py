"""The monthly page: who gets which, what stands in it, once a month, in the reader's language."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings

from tests.cast import Cast
from tests.counting import queries_of
from wellserved.insight.models import ReportSchedule
from wellserved.insight.reports import rules
from wellserved.insight.reports.actions import schedule_report, write_due_reports
from wellserved.insight.tests.world import answered
from wellserved.kit.clock import now
from wellserved.kudos.models import Kudos
from wellserved.mail.composing import compose
from wellserved.mail.models import Letter
from wellserved.people.models import Member

MONTH = rules.month_before(now().date())
DURING = datetime(MONTH.year, MONTH.month, 15, 12, tzinfo=ZoneInfo(settings.TIME_ZONE))
PAGE = f"/reports/{MONTH:%Y-%m}/"
LATER = (now().replace(day=20) + timedelta(days=31)).replace(day=15)


def a_world(cast: Cast) -> None:
    for weeks in range(10):
        day = MONTH + timedelta(days=14) - timedelta(weeks=weeks)
        answered(day, 8, 2, 5, team=cast.desk.pk)
        answered(day, 2, 0, 2, team=cast.desk.pk)
        answered(day, 6, 1, 3, team=cast.networks.pk)


def thanks(cast: Cast, words: str, **more: Any) -> None:
    Kudos.objects.create(
        key=words, words=words, seed="s", token_hash=words.encode()[:32], team=cast.desk, given_at=DURING, **more
    )


def sent_to(cast: Cast, reader: Member, team_id: int | None, language: str = "en") -> Letter | None:
    schedule = schedule_report(member_id=reader.pk, team_id=team_id, day=2, language=language, by=cast.admin_by)
    ReportSchedule.objects.filter(pk=schedule.pk).update(written_for=date(2020, 1, 1))
    with time_machine.travel(now().replace(day=15)):
        write_due_reports(limit=10)
    return Letter.objects.filter(kind="report").order_by("-pk").first()


def test_the_page_says_what_pulse_says(cast: Cast) -> None:
    a_world(cast)
    page = cast.browser("lead").get(f"{PAGE}?team={cast.desk.pk}")
    said = page.context["said"]
    assert (said.rate, said.about) == ("80", "Service desk")
    assert "no more than chance" in said.change or "too little" in said.change
    assert cast.browser("manager").get(PAGE).context["said"].about == settings.ORGANISATION


def test_nobody_sees_a_page_beyond_their_reach(cast: Cast) -> None:
    assert cast.browser("outsider").get(f"{PAGE}?team={cast.desk.pk}").status_code == 404
    assert cast.browser("member").get(PAGE).status_code == 404
    for wrong in ("2026-13", "1999-01", "2999-01"):
        assert cast.browser("manager").get(f"/reports/{wrong}/").status_code == 404
    assert cast.browser("manager").get(f"/reports/{MONTH:%Y-%m}.pdf?language=tlh").status_code == 404


def test_only_words_whose_writer_agreed_stand_in_it(cast: Cast) -> None:
    a_world(cast)
    thanks(cast, "You were so patient with me", giver_name="Bea", may_be_shown=True)
    thanks(cast, "This is between us", giver_name="Tom")
    thanks(cast, "I would rather not", giver_name="Ann", may_be_shown=True, off_the_wall_at=now())
    said = cast.browser("lead").get(f"{PAGE}?team={cast.desk.pk}").context["said"]
    assert [one.words for one in said.quotes] == ["You were so patient with me"]


def test_it_is_printed_on_one_page_in_every_language(cast: Cast) -> None:
    a_world(cast)
    for language in ("en", "ar"):
        paper = cast.browser("manager").get(f"/reports/{MONTH:%Y-%m}.pdf?language={language}")
        assert paper["Content-Type"] == "application/pdf"
        assert paper.content.startswith(b"%PDF")


def test_it_comes_once_a_month_with_its_picture_and_its_paper(cast: Cast) -> None:
    a_world(cast)
    letter = sent_to(cast, cast.lead, cast.desk.pk)
    assert letter
    kinds = [part.get_content_type() for part in compose(letter).message().walk()]
    assert kinds.count("image/png") == kinds.count("application/pdf") == 1
    assert 'src="cid:weeks" alt="Bullseyes by week.' in letter.html
    with time_machine.travel(now().replace(day=15)):
        assert write_due_reports(limit=10) == 0
    assert Letter.objects.filter(kind="report").count() == 1


def test_it_is_written_in_the_readers_language(cast: Cast) -> None:
    a_world(cast)
    letter = sent_to(cast, cast.lead, cast.desk.pk, "de")
    assert letter
    assert 'lang="de"' in letter.html
    assert "How it felt" not in letter.html + letter.text + letter.subject


def test_who_may_see_it_no_more_gets_it_no_more(cast: Cast) -> None:
    schedule = schedule_report(member_id=cast.member.pk, team_id=cast.desk.pk, day=1, language="en", by=cast.admin_by)
    cast.member.memberships.all().delete()
    with time_machine.travel(LATER):
        assert write_due_reports(limit=10) == 1
    assert not Letter.objects.filter(kind="report").exists()
    schedule.refresh_from_db()
    assert schedule.written_for == rules.month_before(LATER.date())
    with pytest.raises(ValueError, match="may not see"):
        schedule_report(member_id=cast.lead.pk, team_id=None, day=1, language="en", by=cast.admin_by)


def test_a_lead_has_pages_sent_to_their_team_and_nobody_else(cast: Cast) -> None:
    lead = cast.browser("lead")
    asked = {"reader": cast.member.pk, "team": cast.desk.pk, "day": 3, "language": "es"}
    assert lead.post("/reports/", asked).status_code == 302
    assert ReportSchedule.objects.get().language == "es"
    wrong: list[dict[str, object]] = [{"reader": cast.outsider.pk}, {"team": ""}, {"day": 30}, {"language": "tlh"}]
    for change in wrong:
        assert lead.post("/reports/", {**asked, **change}).status_code == 200
    assert ReportSchedule.objects.count() == 1
    own = ReportSchedule.objects.get()
    assert cast.browser("outsider").post(f"/reports/{own.pk}/end/").status_code == 404
    assert cast.browser("member").post(f"/reports/{own.pk}/now/").status_code == 302
    assert Letter.objects.filter(kind="report", to_email=cast.member.email).exists()
    assert lead.post(f"/reports/{own.pk}/end/").status_code == 302
    assert not ReportSchedule.objects.exists()


def test_more_data_asks_no_more_queries(cast: Cast) -> None:
    a_world(cast)
    address = f"{PAGE}?team={cast.desk.pk}"
    few = queries_of(cast.browser("manager"), address)
    for i in range(5):
        thanks(cast, f"Thank you {i}", giver_name="Bea", may_be_shown=True)
        answered(MONTH + timedelta(days=i), 5, 2, 5, team=cast.desk.pk, client=cast.biology.pk)
    assert queries_of(cast.browser("manager"), address) == few <= 32


def test_its_chart_can_be_taken_away(cast: Cast) -> None:
    a_world(cast)
    sheet = cast.browser("lead").get(f"{PAGE}?team={cast.desk.pk}&chart=weeks&take=csv")
    assert sheet["Content-Type"].startswith("text/csv")
    assert sheet.content.count(b"\n") > 8
