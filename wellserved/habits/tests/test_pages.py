"""The pages of habits: what each says, what a wrong form keeps, and how much they ask of the database."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from wellserved.habits.models import Habit, Tap
from wellserved.habits.queries.habits import today
from wellserved.habits.tests.world import begun


def test_a_lead_begins_one_and_a_member_taps_it(cast: Cast) -> None:
    lead, member = cast.browser("lead"), cast.browser("member")
    day = today()
    given = {"name": "Say what happens next", "why": "They ask.", "phrases": "next you will hear\n\n",
             "starts_on": str(day), "ends_on": str(day + timedelta(days=55)), "tries": [cast.desk.pk],
             "others_wait": "on"}  # fmt: skip
    page = lead.post("/habits/new/", given)
    habit = Habit.objects.get()
    assert page.url == f"/habits/{habit.pk}/"
    assert habit.phrases == ["next you will hear"]
    assert habit.teams.filter(tries=False).count() == 1
    assert "Did you do it today?" in member.get("/").content.decode()
    said = member.post(f"/habits/{habit.pk}/tap/", {"kept": "1", "feeling": "", "day": str(day)}, follow=True)
    assert "Only you see it" in said.content.decode()
    assert Tap.objects.get().member == cast.member
    assert "Did you do it today?" not in member.get("/").content.decode()


def test_a_wrong_form_keeps_what_was_typed(cast: Cast) -> None:
    lead = cast.browser("lead")
    given = {"name": "Smile", "why": "x", "starts_on": str(today()), "ends_on": str(today()), "tries": [cast.desk.pk]}
    page = lead.post("/habits/new/", given)
    assert page.status_code == 422
    assert "Give it two weeks at least" in page.content.decode()
    assert 'value="Smile"' in page.content.decode()
    assert lead.post("/habits/new/", {**given, "tries": [cast.networks.pk]}).status_code == 422  # not theirs to lead
    assert lead.post("/habits/new/", {**given, "starts_on": "0001-01-01", "ends_on": "9999-12-31"}).status_code == 422
    assert not Habit.objects.exists()


def test_a_wrong_tap_is_refused_in_words(cast: Cast) -> None:
    habit = begun(cast)
    member = cast.browser("member")
    for wrong in (
        {"kept": "7", "day": str(today())},
        {"kept": "1", "day": "9999-12-31"},
        {"kept": "1", "day": "x"},
        {},
    ):
        page = member.post(f"/habits/{habit.pk}/tap/", wrong, follow=True)
        assert "Nothing was kept." in page.content.decode()
    assert not Tap.objects.exists()


def test_the_pages_ask_the_same_of_the_database_however_many_there_are(cast: Cast) -> None:
    lead = cast.browser("lead")
    habit = begun(cast, waits=[cast.networks], phrases=["my pleasure"])
    lead.get("/habits/")

    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as spent:
            assert lead.get(path).status_code == 200
        return len(spent)

    before = asked("/habits/"), asked(f"/habits/{habit.pk}/")
    for _ in range(5):
        begun(cast, waits=[cast.networks])
    assert (asked("/habits/"), asked(f"/habits/{habit.pk}/")) == before
