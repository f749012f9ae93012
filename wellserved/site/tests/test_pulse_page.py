"""The Pulse page: what it says in each state, and that its chips are addresses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from wellserved.insight.charts import easel
from wellserved.insight.tests.world import a_month, answered
from wellserved.kit.clock import now
from wellserved.people.models import Client
from wellserved.surveys.tests.answers import make_answer
from wellserved.tallies.spots import spot_of

TODAY = now().date()


def page(cast: Cast, who: str = "manager", **query: Any) -> str:
    answer = cast.browser(who).get("/pulse/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_page_says_what_will_be_here_and_gives_the_first_step(cast: Cast) -> None:
    assert "How people felt will stand here" in page(cast)
    assert "Bring in interactions" in page(cast)
    assert "Bring in interactions" not in page(cast, "member")


def test_the_headline_stands_with_its_n_and_its_range(cast: Cast) -> None:
    a_month(cast, TODAY)
    found = page(cast, "member")
    assert "How it felt, this month" in found
    assert "80<sup>%</sup>" in found
    assert "between 49 and 94, of 10 answers" in found
    assert "11 of 11 asked have answered; 1 gave one side only" in found
    assert "You see the figures of your own teams." in found


def test_below_five_answers_the_page_keeps_silent(cast: Cast) -> None:
    a_month(cast, TODAY)
    found = page(cast, "outsider")
    assert "Too few to say" in found
    assert "<sup>%</sup>" not in found
    assert "too few to say" in page(cast)  # the row of networks


def test_ones_own_filters_are_kept_in_every_address(cast: Cast) -> None:
    passwords = a_month(cast, TODAY)
    found = page(cast, team=cast.desk.pk, period="90-days")
    assert "in the last 90 days" in found
    assert f"?period=90-days&amp;team={cast.desk.pk}&amp;service={passwords.pk}" in found
    assert f"/pulse/figures.csv?period=90-days&amp;team={cast.desk.pk}" in found
    days = page(cast, **{"from": str(TODAY), "to": str(TODAY)})
    assert f"from={TODAY}&amp;to={TODAY}&amp;team={cast.desk.pk}" in days


def test_a_client_is_found_by_a_part_of_its_name(cast: Cast) -> None:
    a_month(cast, TODAY)
    Client.objects.create(name="Biochemistry")
    assert "between 49 and 94" in page(cast, client="BIOLOGY")
    which = page(cast, client="bio")
    assert "Which client do you mean?" in which
    assert "Biochemistry" in which
    assert "No client is called that" in page(cast, client="<nobody>")


@pytest.mark.parametrize("query", [{"team": "x"}, {"team": "99999999"}, {"service": "-1"}, {"from": "soon"}])
def test_what_does_not_exist_is_not_found(cast: Cast, query: dict[str, str]) -> None:
    assert cast.browser("manager").get("/pulse/", query).status_code == 404


def test_a_team_beyond_ones_reach_is_not_found(cast: Cast) -> None:
    assert cast.browser("outsider").get("/pulse/", {"team": cast.desk.pk}).status_code == 404
    assert cast.browser("outsider").get("/pulse/figures.csv", {"team": cast.desk.pk}).status_code == 404


def test_words_are_shown_only_to_who_may_read_them(cast: Cast) -> None:
    a_month(cast, TODAY)
    make_answer(cast, achieved=2, felt=5, words="She never once sighed.")
    make_answer(cast, achieved=0, felt=1, words="It took four days.")
    found = page(cast, "lead")
    assert found.index("She never once sighed.") < found.index("It took four days.")
    assert "She never once sighed." in page(cast, "member")
    assert "It took four days." not in page(cast, "member"), "bad news comes from a person"
    assert "sighed" not in page(cast, "outsider")


def test_a_chart_that_cannot_be_drawn_leaves_its_numbers(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(TODAY - timedelta(days=14), 6, 2, 5, team=cast.desk.pk)
    a_month(cast, TODAY)
    monkeypatch.setattr(easel._easel, "draw", lambda asked: None)
    found = page(cast, team=cast.desk.pk, period="this-year")
    assert "the chart could not be drawn just now" in found
    assert "<details open>" in found


def test_more_data_asks_no_more_queries(cast: Cast) -> None:
    a_month(cast, TODAY)
    make_answer(cast, achieved=2, felt=5, words="Kind.")
    browser = cast.browser("manager")
    browser.get("/pulse/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/pulse/")
    for i in range(20):
        client = Client.objects.create(name=f"Client {i}")
        answered(TODAY - timedelta(days=i), 6, 2, 5, team=cast.networks.pk, client=client.pk)
        make_answer(cast, achieved=2, felt=5, words=f"Kind {i}.")
    browser.get("/pulse/")
    with CaptureQueriesContext(connection) as many:
        browser.get("/pulse/")
    assert len(many) <= len(few) + 1


def test_channel_and_place_narrow_the_figures_and_stay_in_the_address(cast: Cast) -> None:
    desk, remote = spot_of("phone", "Front desk"), spot_of("chat", "Remote")
    answered(TODAY, 6, 2, 5, team=cast.desk.pk, spot=desk)
    answered(TODAY, 7, 0, 2, team=cast.desk.pk, spot=remote)
    assert "of 13 answers" in page(cast)
    found = page(cast, place="Front desk")
    assert "of 6 answers" in found
    assert "100<sup>%</sup>" in found
    assert "place=Front+desk&amp;" in found
    assert "of 7 answers" in page(cast, channel="chat")
    assert "of 7 answers" not in page(cast, channel="chat", place="Front desk")
    assert "How people felt will stand here" in page(cast, place="<nowhere>")
