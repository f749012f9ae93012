"""A second chance: begun by the answer to a complaint, and told by how the next time went."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from tests.cast import Cast
from wellserved.cases.actions.moving import reopen_case
from wellserved.cases.models import Case
from wellserved.cases.queries.chances import chances_counted
from wellserved.cases.tasks import lapse_chances, settle_chances
from wellserved.cases.tests.opened import a_case, about, answered
from wellserved.journal.models import Entry
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.people.actors import actor_of_member
from wellserved.people.models import Contact
from wellserved.surveys.models import Response, SecondChance
from wellserved.surveys.tests.answers import change_answer, make_answer

pytestmark = pytest.mark.django_db


def a_chance(cast: Cast, **changes: Any) -> Case:
    case = answered(cast, a_case(cast, **changes))
    assert case.chance == "waiting" and SecondChance.objects.filter(contact=case.contact).exists()
    return case


def the_next_time(cast: Cast, **answer: Any) -> Response:
    return make_answer(cast, at=now() + timedelta(days=2), **answer)


def chance_of(case: Case) -> tuple[str, int | None]:
    settle_chances()
    case.refresh_from_db()
    return case.chance, case.chance_response_id


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"achieved": 2, "felt": 5}, "recovered"),
        ({"achieved": 1, "felt": 4}, "recovered"),
        ({"achieved": 2, "felt": 3}, "lost"),
        ({"achieved": 0, "felt": 5}, "lost"),
    ],
)
def test_the_next_time_tells_whether_they_were_won_back(cast: Cast, said: dict[str, int], outcome: str) -> None:
    case = a_chance(cast)
    response = the_next_time(cast, **said)
    assert chance_of(case) == (outcome, response.pk)
    entry = Entry.objects.get(kind="second_chance.settled")
    assert (entry.subject_id, entry.details) == (case.pk, {"outcome": outcome, "response": response.pk})
    assert settle_chances() == 0 and Entry.objects.filter(kind="second_chance.settled").count() == 1


def test_what_was_served_before_the_answer_and_who_else_was_served_says_nothing(cast: Cast) -> None:
    case = a_chance(cast)
    make_answer(cast, achieved=2, felt=5)  # it was closed a day ago
    somebody = Contact.objects.create(client=cast.biology, name="Carl Contact", email="carl@biology.example")
    the_next_time(cast, contact=somebody, achieved=2, felt=5)
    the_next_time(cast, contact=None, achieved=2, felt=5)
    assert chance_of(case) == ("waiting", None)


def test_an_answer_without_a_verdict_leaves_it_waiting_for_the_next(cast: Cast) -> None:
    case = a_chance(cast)
    the_next_time(cast, achieved=None, felt=None, words="Hello.")
    assert chance_of(case) == ("waiting", None)
    assert chance_of(case) == ("waiting", None)
    later = the_next_time(cast, achieved=2, felt=5)
    assert chance_of(case) == ("recovered", later.pk)


def test_only_the_first_answer_counts_and_counts_anew_when_it_is_changed(cast: Cast) -> None:
    case = a_chance(cast)
    first = the_next_time(cast, achieved=2, felt=5)
    assert chance_of(case) == ("recovered", first.pk)
    the_next_time(cast, achieved=0, felt=1)
    assert chance_of(case) == ("recovered", first.pk)
    change_answer(first, felt=2)
    assert chance_of(case) == ("lost", first.pk)


def test_not_resolved_after_all_ends_the_waiting_and_the_next_answer_begins_it_again(cast: Cast) -> None:
    case = a_chance(cast)
    reopen_case(case_id=case.pk, by=By("contact", cast.contact.pk))
    the_next_time(cast, achieved=2, felt=5)
    assert chance_of(case) == ("", None) and not SecondChance.objects.exists()
    answered(cast, case)
    assert chance_of(case) == ("waiting", None) and SecondChance.objects.exists()


def test_a_year_without_being_served_lapses_it_and_not_a_day_less(cast: Cast) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        case = a_chance(cast)
        clock.shift(timedelta(days=364))
        newer = a_chance(cast)
        assert lapse_chances() == 0
        clock.shift(timedelta(days=1))
        assert lapse_chances() == 1 and chance_of(case) == ("lapsed", None)
        assert SecondChance.objects.exists(), "another of theirs waits"
        clock.shift(timedelta(days=364))
        assert lapse_chances() == 1 and chance_of(newer) == ("lapsed", None) and lapse_chances() == 0
        assert not SecondChance.objects.exists()
        the_next_time(cast, achieved=2, felt=5)
        assert chance_of(case) == ("lapsed", None)
    assert list(Entry.objects.filter(kind="second_chance.settled").values_list("details__outcome", flat=True)) == (
        ["lapsed", "lapsed"]
    )


def test_a_question_is_no_complaint_and_gets_none(cast: Cast) -> None:
    assert answered(cast, a_case(cast, kind="question")).chance == "" and not SecondChance.objects.exists()


def test_the_rate_is_of_those_that_were_settled_and_visible(cast: Cast) -> None:
    a_chance(cast)
    the_next_time(cast, achieved=2, felt=5)
    settle_chances()
    a_chance(cast)
    case = a_case(cast, concerned=about(cast.lead))
    answered(cast, case, cast.manager)
    lead, manager = (chances_counted(actor_of_member(who)) for who in (cast.lead, cast.manager))
    assert (lead.counts, lead.settled, lead.too_few) == ({"recovered": 1, "waiting": 1}, 1, True)
    assert manager.counts == {"recovered": 1, "waiting": 2}
    assert (lead.rate.estimate, lead.rate.n) == (1.0, 1) and lead.rate.low < 0.5
