"""A habit is begun, tapped, asked about and decided; nobody reads another's taps."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, make_member
from wellserved.habits import actions
from wellserved.habits.models import Habit, Tap
from wellserved.habits.queries.figures import what_it_did, what_letters_say, what_they_noticed
from wellserved.habits.queries.habits import habits_led_by, habits_visible_to, last_day, today, untapped_today
from wellserved.habits.shapes import TapIn
from wellserved.habits.tests.world import answers, begun, described
from wellserved.journal.models import Entry
from wellserved.mail.models import Letter
from wellserved.passages.models import Passage
from wellserved.people.actors import actor_of_member
from wellserved.people.models import Team
from wellserved.surveys.actions.editing import add_survey, edit_draft, put_to_use
from wellserved.surveys.models import Invitation, Survey
from wellserved.surveys.rules.definition import read_definition
from wellserved.surveys.tests.answers import make_answer

MONDAY = datetime(2026, 9, 7, 9, tzinfo=UTC)


@pytest.fixture
def at() -> Any:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


def tap(habit: Habit, who: Any, kept: int = 2, day: date | None = None, feeling: int | None = None) -> Tap:
    said = TapIn(who.pk, day or today(), kept, feeling)
    return actions.tap_habit(habit=habit, tap=said, by=actor_of_member(who).by)


def test_one_tap_a_day_said_again_is_said_anew(cast: Cast, at: Any) -> None:
    habit = begun(cast)
    tap(habit, cast.member, 1)
    tap(habit, cast.member, 2, feeling=4)
    (only,) = Tap.objects.all()
    assert (only.kept, only.feeling) == (2, 4)
    assert [entry.details for entry in Entry.objects.filter(kind="habit.tapped")] == [{}]  # never what was said


def test_who_does_not_try_it_cannot_tap(cast: Cast, at: Any) -> None:
    habit = begun(cast, waits=[cast.networks])
    with pytest.raises(ValueError, match="does not try"):
        tap(habit, cast.outsider)
    with pytest.raises(ValueError, match="today and yesterday"):
        tap(habit, cast.member, day=today() - timedelta(days=2))
    assert not Tap.objects.exists()


def test_teams_and_start_are_settled_when_it_begins(cast: Cast, at: Any) -> None:
    habit = begun(cast, waits=[cast.networks, cast.desk])
    assert list(habit.teams.order_by("team_id").values_list("team_id", "tries")) == sorted(
        [(cast.desk.pk, True), (cast.networks.pk, False)]
    )
    other = described(name="Smile", starts_on=today() - timedelta(days=20), ends_on=today() + timedelta(days=80))
    assert set(actions.change_habit(habit_id=habit.pk, habit=other, by=cast.admin_by)) == {"name", "ends_on"}
    habit.refresh_from_db()
    assert habit.starts_on == today()
    for wrong in (described(ends_on=today()), described(starts_on=today() - timedelta(days=60))):
        with pytest.raises(ValueError, match=r"Give it two weeks|four weeks ago"):
            actions.start_habit(habit=wrong, tries=[cast.desk], waits=[], by=cast.admin_by)
    with pytest.raises(ValueError, match="at least one team"):
        actions.start_habit(habit=described(), tries=[], waits=[cast.desk], by=cast.admin_by)
    with pytest.raises(ValueError, match="two weeks"):
        actions.change_habit(habit_id=habit.pk, habit=described(ends_on=today() + timedelta(days=3)), by=cast.admin_by)


def test_who_sees_it_and_who_may_end_it(cast: Cast, at: Any) -> None:
    ours = begun(cast)
    both = actions.start_habit(
        habit=described(name="Both"), tries=[cast.desk, cast.networks], waits=[], by=cast.admin_by
    )
    sees = {who: set(habits_visible_to(actor_of_member(getattr(cast, who)))) for who in ("member", "lead", "outsider")}
    assert sees == {"member": {ours, both}, "lead": {ours, both}, "outsider": {both}}
    leads = {who: set(habits_led_by(actor_of_member(getattr(cast, who)))) for who in ("member", "lead", "manager")}
    assert leads == {"member": set(), "lead": {ours}, "manager": {ours, both}}


def test_a_lead_never_reads_what_one_member_tapped(cast: Cast, at: Any) -> None:
    """Whatever a lead can open stays the same, to the letter, while fewer than five tap and while a week runs."""
    habit = begun(cast)
    others = [make_member(f"Pat{n} Person", "member", cast.lead, cast.desk) for n in range(4)]

    def seen() -> str:
        pages = [cast.browser("lead").get(path) for path in (f"/habits/{habit.pk}/", "/habits/")]
        return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", "".join(it.content.decode() for it in pages))

    empty = seen()
    for one in others:
        tap(habit, one, 2)
    at.shift(timedelta(days=7))
    for one in others:
        tap(habit, one, 0)
    of_four = seen()
    assert "Too few to say" in of_four
    assert "%" not in of_four.split('id="noticed"')[0].replace("95%", "").replace("stroke", "")
    tap(habit, cast.member, 2)
    assert seen() == of_four  # the fifth, but the week is not over
    assert empty != of_four  # a week more in the table, with nothing in it
    at.shift(timedelta(days=7))
    assert "20%" in seen()


def test_what_it_did_is_held_against_teams_that_wait(cast: Cast, at: Any) -> None:
    tries = [cast.desk, *(Team.objects.create(name=f"Desk {n}") for n in range(3))]
    waits = [cast.networks, *(Team.objects.create(name=f"Other {n}") for n in range(3))]
    habit = actions.start_habit(habit=described(), tries=tries, waits=waits, by=cast.admin_by)
    for i, team in enumerate([*tries, *waits]):
        answers(team, today() - timedelta(days=20), 25 + i % 3, 50)
        answers(team, today() - timedelta(days=80), 25 + (i + 1) % 3, 50)
    at.shift(timedelta(days=30))
    for i, team in enumerate([*tries, *waits]):
        answers(team, today() - timedelta(days=2), (35 if team in tries else 25) + i % 3, 50)
        answers(team, today() + timedelta(days=400), 0, 50)  # nobody has lived that day
    ids = [[team.pk for team in side] for side in (tries, waits)]
    with CaptureQueriesContext(connection) as spent:
        did = what_it_did(habit, *ids)
    assert len(spent) == 1
    assert did.effect.effect.estimate == pytest.approx(0.2, abs=0.001)
    assert (did.effect.tried, did.effect.waited) == (4, 4)
    assert did.before.effect.estimate == pytest.approx(0.0, abs=0.03)
    assert did.tried.was == pytest.approx(0.515, abs=0.01)
    assert did.tried.now == pytest.approx(0.715, abs=0.01)
    assert [span.began for span in did.spans] == [False] * 8 + [True] * 3
    assert did.come_back is None
    assert what_it_did(habit, ids[0], ids[1][:1]).effect.too_few


def a_survey(cast: Cast) -> Survey:
    survey = add_survey(name="After a call", team=cast.desk, service=None, channel="", by=cast.admin_by)
    put_to_use(survey_id=survey.pk, by=cast.admin_by)
    return survey


def test_customers_are_asked_with_a_survey_in_use_and_no_longer_than_wished(cast: Cast, at: Any) -> None:
    habit, survey = begun(cast, waits=[cast.networks]), a_survey(cast)
    asked = "Did they tell you what happens next?"
    actions.ask_customers(habit_id=habit.pk, survey=survey, question=asked, by=cast.admin_by)
    survey.refresh_from_db()
    assert survey.current is not None
    (question,) = read_definition(survey.current.definition).questions
    assert question.label == {"en": asked}
    assert [option.label["de"] for option in question.options] == ["Ja", "Teilweise", "Nein"]
    for said, team in [("yes", cast.desk)] * 6 + [("no", cast.desk)] * 2 + [("no", cast.networks)] * 5:
        answer = make_answer(cast, team=team, own={habit.question_id: said}, at=MONDAY + timedelta(days=2))
        Invitation.objects.filter(pk=answer.pk).update(version=survey.current)
    habit.refresh_from_db()
    noticed = what_they_noticed(habit, [cast.desk.pk], [cast.networks.pk])
    assert noticed is not None
    assert (noticed.tried.estimate, noticed.tried.n, noticed.waited.n) == (0.75, 8, 5)
    assert noticed.difference.low is not None
    assert noticed.difference.low > 0
    with pytest.raises(ValueError, match="asked about it already"):
        actions.ask_customers(habit_id=habit.pk, survey=survey, question=asked, by=cast.admin_by)
    assert actions.stop_asking(habit_id=habit.pk, by=cast.admin_by)
    assert not actions.stop_asking(habit_id=habit.pk, by=cast.admin_by)
    survey.refresh_from_db()
    assert survey.current is not None
    assert read_definition(survey.current.definition).questions == ()
    habit.refresh_from_db()
    assert what_they_noticed(habit, [cast.desk.pk], [cast.networks.pk]) == noticed  # what was answered stays


def test_a_draft_that_somebody_writes_on_is_not_put_to_use_by_the_way(cast: Cast, at: Any) -> None:
    habit, survey = begun(cast), a_survey(cast)
    edit_draft(survey_id=survey.pk, change=lambda it: replace(it, words=False), by=cast.admin_by)
    with pytest.raises(ValueError, match="not in use yet"):
        actions.ask_customers(habit_id=habit.pk, survey=survey, question="Did they?", by=cast.admin_by)
    assert survey.versions.count() == 1


def test_letters_are_counted_together_once_five_people_wrote(cast: Cast, at: Any) -> None:
    habit = begun(cast, phrases=["It’s my pleasure", "gern geschehen"])
    writers = [cast.member, cast.lead, *(make_member(f"Pat{n} P", "member", cast.lead, cast.desk) for n in range(3))]
    texts = ["Yes. It's  my pleasure, really.", "GERN geschehen!", "> It's my pleasure\nNo.", "my pleasure", ""]

    def write(i: int) -> None:
        letter = Letter.objects.create(
            key=f"r{i}", kind="reply", audience="customer", to_email="a@b.example", subject="s", text=texts[i]
        )
        Passage.objects.create(source_kind="test", source_id=i, words="w", reader=writers[i], replied_at=MONDAY,
                               reply=letter)  # fmt: skip

    for i in range(4):
        write(i)
    spotted = what_letters_say(habit, [cast.desk.pk])
    assert spotted is not None
    assert spotted.letters == 0
    write(4)
    spotted = what_letters_say(habit, [cast.desk.pk])
    assert spotted is not None
    assert (spotted.letters, spotted.share.estimate) == (5, 0.4)
    assert what_letters_say(begun(cast), [cast.desk.pk]) is None


def test_what_was_decided_stands(cast: Cast, at: Any) -> None:
    habit = begun(cast)
    at.shift(timedelta(days=20))
    assert list(untapped_today(actor_of_member(cast.member))) == [habit]
    actions.end_habit(habit_id=habit.pk, ending="kept", word="It costs nothing.", by=cast.admin_by)
    habit.refresh_from_db()
    assert last_day(habit) == today()
    with pytest.raises(ValueError, match="decided already"):
        actions.end_habit(habit_id=habit.pk, ending="dropped", word="x", by=cast.admin_by)
    at.shift(timedelta(days=1))
    assert not untapped_today(actor_of_member(cast.member)).exists()
    with pytest.raises(ValueError, match="ended"):
        actions.change_habit(habit_id=habit.pk, habit=described(), by=cast.admin_by)
