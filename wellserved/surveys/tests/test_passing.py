"""A low answer reaches whoever served through a person, with what was right about it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import Cast
from tests.counting import queries_of
from wellserved.journal.models import Entry
from wellserved.mail.models import Letter
from wellserved.passages.actions import compare_with_guides
from wellserved.passages.models import Passage, PassedOn
from wellserved.surveys.models import Response
from wellserved.surveys.queries.answers import LOW
from wellserved.surveys.shapes import is_low
from wellserved.surveys.tasks.reacting import react_to_answers
from wellserved.surveys.tests.answers import change_answer, make_answer

pytestmark = pytest.mark.django_db
RIGHT = "You asked twice what they needed."
BRING = {"what_was_right": RIGHT, "words": "The part was late, that was not you."}


def low(cast: Cast, **answer: Any) -> Response:
    made = make_answer(cast, **{"felt": 1, "words": "Nobody told me.", **answer})
    react_to_answers()
    return made


def sees(cast: Cast, made: Response, who: str = "member") -> bool:
    browser = cast.browser(who)
    found = browser.get(f"/feedback/{made.pk}/").status_code == 200
    listed = "Nobody told me." in browser.get("/feedback/?show=all").content.decode()
    on_its_page = "Nobody told me." in browser.get(f"/interactions/{made.invitation.interaction_id}/").content.decode()
    assert found == listed == on_its_page
    return found


def test_a_member_does_not_see_it_until_somebody_has_brought_it(cast: Cast) -> None:
    made = low(cast)
    assert not sees(cast, made) and sees(cast, made, "lead") and sees(cast, made, "manager")
    assert "Nobody told me." not in cast.browser("member").get("/pulse/").content.decode()
    got = cast.browser("lead").post(f"/feedback/{made.pk}/passing-on/", {"members": [cast.member.pk], **BRING})
    assert got.status_code == 302
    assert sees(cast, made)
    member = cast.browser("member")
    today = member.get("/").content.decode()
    assert "Lena has brought something to you." in today and RIGHT in today
    page = member.get(f"/feedback/{made.pk}/").content.decode()
    assert page.index(RIGHT) < page.index("Nobody told me.")
    assert member.post(f"/feedback/{made.pk}/taking-in/").status_code == 302
    assert "has brought something" not in member.get("/").content.decode()
    assert member.post(f"/feedback/{made.pk}/taking-in/").status_code == 404
    assert sees(cast, made)
    details = [str(entry.details) for entry in Entry.objects.filter(kind__startswith="passage.")]
    assert not any("asked twice" in said or "late" in said for said in details)
    assert not Letter.objects.filter(to_email="milo@campus.example").exists()  # through a person, not by mail


def test_it_needs_what_was_right(cast: Cast) -> None:
    made = low(cast)
    form = {"members": [cast.member.pk], "what_was_right": "  ", "words": "Kept words"}
    got = cast.browser("lead").post(f"/feedback/{made.pk}/passing-on/", form)
    assert got.status_code == 422 and b"Kept words" in got.content and not PassedOn.objects.exists()


def test_each_of_two_is_told_once(cast: Cast) -> None:
    made = low(cast, served=[cast.member, cast.outsider])
    lead = cast.browser("lead")
    lead.post(f"/feedback/{made.pk}/passing-on/", {"members": [cast.member.pk], **BRING})
    assert sees(cast, made) and cast.browser("outsider").get(f"/feedback/{made.pk}/").status_code == 404
    both = {"members": [cast.member.pk, cast.outsider.pk], **BRING}
    assert lead.post(f"/feedback/{made.pk}/passing-on/", both).status_code == 422  # one of them was told before
    lead.post(f"/feedback/{made.pk}/passing-on/", {"members": [cast.outsider.pk], **BRING})
    assert PassedOn.objects.count() == 2
    assert lead.post(f"/feedback/{made.pk}/passing-on/", both).status_code == 404


def test_nobody_brings_it_to_themselves(cast: Cast) -> None:
    made = low(cast, served=[cast.lead])
    form = {"members": [cast.lead.pk], **BRING}
    assert cast.browser("lead").post(f"/feedback/{made.pk}/passing-on/", form).status_code == 404
    assert cast.browser("manager").get(f"/feedback/{made.pk}/").content.count(b"Lena Lead") >= 1


def test_what_turns_low_is_seen_no_more_and_what_turns_better_again(cast: Cast) -> None:
    made = low(cast, felt=4)
    assert sees(cast, made)
    change_answer(made, felt=1)
    react_to_answers()
    # Who was to read it reads it on; a lead reads it now.
    assert Passage.objects.get().reader == cast.lead and not sees(cast, made)
    change_answer(made, felt=3)
    assert sees(cast, made)


@pytest.mark.parametrize("achieved", [None, 0, 1, 2])
@pytest.mark.parametrize("felt", [None, 1, 2, 3, 4, 5])
def test_the_database_calls_low_what_the_rule_calls_low(cast: Cast, achieved: int | None, felt: int | None) -> None:
    made = make_answer(cast, achieved=achieved, felt=felt)
    assert Response.objects.filter(LOW, pk=made.pk).exists() is is_low(achieved, felt)
    assert Response.objects.filter(~LOW, pk=made.pk).exists() is not is_low(achieved, felt)


def test_a_comment_that_quotes_the_guide_is_flagged_to_the_lead_until_they_take_it_up(cast: Cast) -> None:
    made = low(cast, words="He said “That’s our policy” and hung up.")
    assert compare_with_guides(limit=10) == 1 and compare_with_guides(limit=10) == 0
    lead = cast.browser("lead")
    assert "One comment quotes a phrase from your guide." in lead.get("/").content.decode()
    assert "Quotes your guide" in lead.get("/feedback/?show=quotes").content.decode()
    page = lead.get(f"/feedback/{made.pk}/").content.decode()
    assert "“that&#x27;s our policy”" in page and "what I can do for you." in page
    lead.post(f"/feedback/{made.pk}/quote/", {"ours": "no"})
    assert Entry.objects.get(kind="passage.quote_settled").details == {"ours": False}
    assert "quotes a phrase" not in lead.get("/").content.decode()
    assert lead.post(f"/feedback/{made.pk}/quote/").status_code == 404
    change_answer(made, words="He said calm down.")
    react_to_answers()
    compare_with_guides(limit=10)
    assert "quotes a phrase" in lead.get("/").content.decode()


def test_a_member_is_not_told_of_the_flag(cast: Cast) -> None:
    made = make_answer(cast, words="She told me to calm down, kindly.", felt=4)
    react_to_answers()
    compare_with_guides(limit=10)
    member = cast.browser("member")
    for page in ("/", "/feedback/?show=quotes", f"/feedback/{made.pk}/"):
        said = member.get(page).content.decode()
        assert "your guide" not in said and "Quotes" not in said


def test_the_list_asks_the_same_of_the_database_however_long(cast: Cast) -> None:
    low(cast)
    few = queries_of(cast.browser("lead"), "/feedback/?show=all")
    for _ in range(5):
        low(cast)
    compare_with_guides(limit=100)
    assert queries_of(cast.browser("lead"), "/feedback/?show=all") == few
