"""Answers reach a named reader; low ones alert a lead; nothing happens twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from tests.cast import Cast
from wellserved.calendars.models import WorkCalendar
from wellserved.journal.models import Cursor, Entry
from wellserved.kit.clock import now
from wellserved.kit.tokens import hash_token
from wellserved.mail.models import Letter
from wellserved.passages.actions import mark_read
from wellserved.passages.models import Passage
from wellserved.passages.queries import WAITING
from wellserved.people.actors import actor_of_member
from wellserved.surveys.actions import reacting
from wellserved.surveys.actions.answering import record_answers
from wellserved.surveys.shapes import Answer
from wellserved.surveys.tasks.reacting import react_to_answers, tell_who_is_above
from wellserved.surveys.tests.answers import change_answer, journal, make_answer
from wellserved.surveys.tests.links import make_link

FRIDAY = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)


def passage_of(response_id: int) -> Passage:
    return Passage.objects.get(source_kind="response", source_id=response_id)


def test_words_are_read_by_who_served_within_two_business_days(cast: Cast) -> None:
    answer = make_answer(cast, words="Quick and kind", felt=5, at=FRIDAY)
    assert react_to_answers() == 1
    passage = passage_of(answer.pk)
    assert passage.reader == cast.member
    assert passage.read_by == datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
    assert not Letter.objects.exists()


def test_an_answer_without_words_that_is_not_low_waits_for_nobody(cast: Cast) -> None:
    make_answer(cast, felt=3)
    react_to_answers()
    assert not Passage.objects.exists()


@pytest.mark.parametrize("answer", [{"achieved": 0, "felt": None}, {"felt": 2}, {"achieved": 0, "words": "No help"}])
def test_a_low_answer_alerts_the_lead_words_or_none(cast: Cast, answer: dict[str, object]) -> None:
    low = make_answer(cast, **answer)
    react_to_answers()
    passage = passage_of(low.pk)
    assert passage.low
    assert passage.reader == cast.lead
    letter = Letter.objects.get()
    assert (letter.to_email, letter.kind, letter.audience) == (cast.lead.email, "alert", "staff")
    assert f"/feedback/{low.pk}/" in letter.text


@pytest.mark.parametrize(
    ("came", "leaves"),
    [
        (FRIDAY, FRIDAY),
        (datetime(2026, 11, 21, 3, tzinfo=UTC), datetime(2026, 11, 23, 9, tzinfo=UTC)),
    ],
)
def test_the_alert_leaves_as_soon_as_somebody_works(cast: Cast, came: datetime, leaves: datetime) -> None:
    WorkCalendar.objects.create(timezone="UTC")
    with time_machine.travel(came, tick=False):
        make_answer(cast, felt=1, at=came)
        react_to_answers()
    assert Letter.objects.get().not_before == leaves


def test_running_twice_or_hearing_twice_changes_nothing(cast: Cast) -> None:
    answer = make_answer(cast, felt=1, words="No")
    react_to_answers()
    Cursor.objects.update(last_id=0)
    journal(answer)
    react_to_answers()
    assert (Passage.objects.count(), Letter.objects.count()) == (1, 1)
    assert Passage.objects.get().changed_at is None
    assert react_to_answers() == 0


def test_changed_words_are_read_again_and_say_so(cast: Cast) -> None:
    answer = make_answer(cast, words="Fine")
    react_to_answers()
    mark_read(passage_id=passage_of(answer.pk).pk, member=cast.member, by=actor_of_member(cast.member).by)
    change_answer(answer, words="Fine, but nobody called back")
    react_to_answers()
    passage = passage_of(answer.pk)
    assert passage.words == "Fine, but nobody called back"
    assert passage.changed_at
    assert passage.read_at is None


def test_a_change_that_leaves_the_words_alone_does_not_ask_again(cast: Cast) -> None:
    answer = make_answer(cast, words="Fine")
    react_to_answers()
    mark_read(passage_id=passage_of(answer.pk).pk, member=cast.member, by=actor_of_member(cast.member).by)
    change_answer(answer, felt=5)
    react_to_answers()
    assert passage_of(answer.pk).read_at


def test_an_answer_that_turns_low_goes_to_the_lead_and_one_that_recovers_calls_the_alert_back(cast: Cast) -> None:
    answer = make_answer(cast, felt=4, words="Fine")
    react_to_answers()
    change_answer(answer, felt=1)
    react_to_answers()
    assert passage_of(answer.pk).reader == cast.lead
    change_answer(answer, felt=5, words="")
    react_to_answers()
    assert Letter.objects.get().state == Letter.State.CANCELLED
    assert not Passage.objects.filter(WAITING).exists()


def test_nobody_acts_and_the_manager_hears_once(cast: Cast) -> None:
    make_answer(cast, felt=1, at=now() - timedelta(days=9))
    react_to_answers()
    assert tell_who_is_above() == 1
    assert tell_who_is_above() == 0
    late = Letter.objects.get(key__startswith="late:")
    assert late.to_email == cast.manager.email


def test_the_journal_holds_counts_and_no_words(cast: Cast) -> None:
    make_answer(cast, felt=1, words="Unspeakable projector")
    react_to_answers()
    entry = Entry.objects.get(kind="passages.received")
    assert entry.details == {"answers": 1, "new": 1, "changed": 0, "alerts": 1}
    assert "projector" not in str(list(Entry.objects.values_list("details", flat=True)))


def test_a_batch_costs_the_same_however_many_answers(cast: Cast, django_assert_max_num_queries: object) -> None:
    for number in range(12):
        make_answer(cast, words=f"Words {number}")
    with django_assert_max_num_queries(28):  # type: ignore[operator]
        assert react_to_answers() == 12


def test_words_that_follow_a_low_first_touch_reach_the_reader(cast: Cast) -> None:
    """A touch and the form that completes it are one version; the reader must hear the words all the same."""
    link = make_link(cast)
    touch = Answer(hash_token(link.token), felt=1, touch=True)
    record_answers([touch])
    react_to_answers()
    passage = passage_of(link.invitation.pk)
    assert (passage.low, passage.words) == (True, "")
    record_answers([Answer(hash_token(link.token), achieved=0, felt=1, words="Nobody called back.")])
    react_to_answers()
    passage.refresh_from_db()
    assert passage.words == "Nobody called back."
    assert passage.read_at is None and passage.changed_at is None
    assert Letter.objects.filter(kind="alert").count() == 1


def test_a_first_touch_that_was_low_by_mistake_calms_the_lead(cast: Cast) -> None:
    link = make_link(cast)
    record_answers([Answer(hash_token(link.token), felt=1, touch=True)])
    react_to_answers()
    record_answers([Answer(hash_token(link.token), achieved=2, felt=5)])
    react_to_answers()
    assert not passage_of(link.invitation.pk).low
    assert Letter.objects.get(kind="alert").state == "cancelled"


def test_what_another_worker_took_meanwhile_is_not_handed_out_twice(cast: Cast, monkeypatch: Any) -> None:
    links = [make_link(cast), make_link(cast)]
    for link in links:
        record_answers([Answer(bytes(link.invitation.token_hash), felt=2, words="Twice asked")])
    looked_up = reacting.arrivals_of

    def and_another_is_faster(ids: Any) -> Any:
        monkeypatch.setattr(reacting, "arrivals_of", looked_up)
        assert reacting.hand_out_answers(limit=1) == 1
        return looked_up(ids)

    monkeypatch.setattr(reacting, "arrivals_of", and_another_is_faster)
    assert reacting.hand_out_answers(limit=10) == 0
    assert reacting.hand_out_answers(limit=10) == 1
    assert Passage.objects.count() == 2
    handed_out = Entry.objects.filter(kind="passages.received").values_list("details__answers", flat=True)
    assert sorted(handed_out) == [1, 1]
