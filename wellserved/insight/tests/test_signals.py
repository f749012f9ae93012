"""Signals: who sees which, that a week is judged once, that letters go to who leads, and what a word does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from wellserved.insight.models import Annotation, Signal, WatchedGroup, WatchedWeek
from wellserved.insight.signals.actions import choose_letters, judge_week
from wellserved.insight.signals.judging import Weeks, judge, week_to_judge
from wellserved.insight.tests.world import a_fallen_team
from wellserved.journal.models import Entry
from wellserved.mail.models import Letter
from wellserved.measures import in_families, watch, wobbles_of
from wellserved.people.models import Membership

MONDAY = date(2026, 10, 5)
CALM = [40, 41, 39, 40, 42, 38, 40, 41, 39, 40, 40, 41, 40, 39]


def test_the_verdict_is_that_of_the_measures() -> None:
    teams = [Weeks(i, [*CALM, 38 + i % 4], [50] * 15) for i in range(1, 20)] + [Weeks(20, [*CALM, 22], [50] * 15)]
    got = judge({"team": teams, "service": [], "client": []})["team"]
    wobbles = wobbles_of([(one.hits, one.sizes) for one in teams])
    p = [watch(one.hits, one.sizes, wobble=wobble).p for one, wobble in zip(teams, wobbles, strict=True)]
    assert [one.p for one in got] == p
    assert [one.stands for one in got] == list(in_families([p])[0].rejected)
    assert [one.subject for one in got if one.stands] == [20]


def test_a_change_that_is_known_is_not_told_again() -> None:
    weeks = [*CALM, 22, 23, 21]
    (again,) = judge({"team": [Weeks(1, weeks, [50] * 17)]})["team"]
    assert again.stands
    assert again.at == 14
    assert judge({"team": [Weeks(1, weeks, [50] * 17, known=14)]})["team"] == []


def test_a_week_is_judged_when_its_answers_have_had_two_days() -> None:
    assert week_to_judge(date(2026, 10, 12)) == date(2026, 9, 28)  # a Monday: Sunday's answers may still come
    assert week_to_judge(date(2026, 10, 14)) == MONDAY
    assert all(week_to_judge(date(2026, 10, 14) + timedelta(days=i)) == MONDAY for i in range(7))


def test_a_fall_is_seen_once_with_before_after_and_since(cast: Cast) -> None:
    a_fallen_team(cast, MONDAY)
    assert judge_week(monday=MONDAY) == 2  # the team, and its one client
    signal = Signal.objects.get(kind="team")
    assert (signal.subject, signal.since, signal.week) == (cast.desk.pk, MONDAY, MONDAY)
    assert (signal.before_hits, signal.before_n, signal.after_hits, signal.after_n) == (32 * 16, 40 * 16, 8, 40)
    assert judge_week(monday=MONDAY) is None
    assert judge_week(monday=MONDAY + timedelta(weeks=1)) == 0
    assert Signal.objects.count() == 2
    assert WatchedWeek.objects.get(monday=MONDAY).found == 2
    assert Entry.objects.filter(kind="signal.seen").count() == 2


def test_a_calm_world_has_no_signal_and_too_few_weeks_are_not_judged(cast: Cast) -> None:
    a_fallen_team(cast, MONDAY, fallen=32)
    assert judge_week(monday=MONDAY) == 0
    assert judge_week(monday=MONDAY - timedelta(weeks=10)) == 0
    assert not WatchedGroup.objects.exists()  # those of the week judged last, which had too few before it


def test_the_lead_hears_by_letter_unless_they_want_none(cast: Cast) -> None:
    a_fallen_team(cast, MONDAY)
    choose_letters(member_id=cast.manager.pk, wanted=False, by=cast.admin_by)
    judge_week(monday=MONDAY)
    (letter,) = Letter.objects.filter(kind="signals")
    assert letter.to_email == cast.lead.email
    assert "Service desk: fewer bullseyes in week 41" in letter.text
    assert "From 80% (77–83, of 640 answers) to 20% (10–35, of 40): 60 points fewer, between 45 and 70." in letter.text
    assert letter.audience == Letter.Audience.STAFF


def test_a_team_without_a_lead_is_told_of_to_managers_in_one_letter(cast: Cast) -> None:
    Membership.objects.filter(leads=True).update(leads=False)
    a_fallen_team(cast, MONDAY)
    judge_week(monday=MONDAY)
    (letter,) = Letter.objects.filter(kind="signals")
    assert letter.to_email == cast.manager.email
    assert letter.subject.startswith("2 things changed")


def test_who_sees_which_and_who_leads_says_what_it_was(cast: Cast) -> None:
    a_fallen_team(cast, MONDAY)
    judge_week(monday=MONDAY)
    team = Signal.objects.get(kind="team")
    client = Signal.objects.get(kind="client")
    seen = {who: cast.browser(who).get("/signals/").content.decode() for who in ("manager", "member", "outsider")}
    assert "Biology: fewer bullseyes" in seen["manager"]
    assert "Service desk: fewer" in seen["member"]
    assert "Biology" not in seen["member"]
    assert "Service desk" not in seen["outsider"]
    assert cast.browser("member").get(f"/signals/{client.pk}/").status_code == 404
    assert "Say in a word" not in cast.browser("member").get(f"/signals/{team.pk}/").content.decode()
    assert cast.browser("member").post(f"/signals/{team.pk}/word/", {"word": "x"}).status_code == 404
    lead = cast.browser("lead")
    assert lead.post(f"/signals/{team.pk}/word/", {"word": "  "}).status_code == 422
    lead.post(f"/signals/{team.pk}/word/", {"word": "The lab was closed.", "on_charts": "on"})
    team.refresh_from_db()
    assert (team.word, team.acknowledged_by) == ("The lab was closed.", cast.lead)
    assert Annotation.objects.get().team == cast.desk
    page = lead.get(f"/signals/{team.pk}/").content.decode()
    assert "“The lab was closed.”" in page
    assert "A year without any change would hold as much in fewer than 1 of 10,000 cases." in page


def test_a_chart_of_a_signal_can_be_taken_away_by_who_sees_it(cast: Cast) -> None:
    a_fallen_team(cast, MONDAY)
    judge_week(monday=MONDAY)
    href = f"/signals/{Signal.objects.get(kind='team').pk}/?chart=weeks&take=csv"
    assert cast.browser("lead").get(href)["Content-Type"].startswith("text/csv")
    assert cast.browser("outsider").get(href).status_code == 404


def test_more_signals_ask_no_more_queries(cast: Cast) -> None:
    a_fallen_team(cast, MONDAY)
    judge_week(monday=MONDAY)
    browser = cast.browser("manager")
    counts = []
    for _ in range(2):
        browser.get("/signals/")
        with CaptureQueriesContext(connection) as seen:
            browser.get("/signals/")
        counts.append(len(seen))
        some = dict.fromkeys(("before_hits", "before_n", "after_hits", "after_n"), 1)
        for i in range(15):
            week = MONDAY - timedelta(weeks=20 * len(counts) + i)
            Signal.objects.create(
                kind="team", subject=cast.desk.pk, week=week, since=week, p=0.001, adjusted=0.01, **some
            )
    assert counts[0] == counts[1] <= 14


def test_letters_can_be_declined_and_wanted_again(cast: Cast) -> None:
    lead: Any = cast.browser("lead")
    lead.post("/signals/letters/", {"wanted": "no"})
    assert "You get no letters about signals" in lead.get("/signals/").content.decode()
    lead.post("/signals/letters/", {"wanted": "yes"})
    assert "New signals come to you by letter" in lead.get("/signals/").content.decode()
    assert [entry.kind for entry in Entry.objects.filter(kind__startswith="signal_letters")] == [
        "signal_letters.declined",
        "signal_letters.wanted",
    ]
    assert cast.browser("member").post("/signals/letters/", {"wanted": "no"}).status_code == 404
