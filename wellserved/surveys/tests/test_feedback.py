"""The feedback list and one answer: who sees what, reading, replying, handing over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.passages.models import Passage
from wellserved.people.models import Contact
from wellserved.surveys.models import Response
from wellserved.surveys.tasks.reacting import react_to_answers
from wellserved.surveys.tests.answers import change_answer, make_answer


def received(cast: Cast, **answer: object) -> Response:
    made = make_answer(cast, **{"words": "Quick and kind", **answer})  # type: ignore[arg-type]
    react_to_answers()
    return made


def the_page(cast: Cast, who: str, href: str) -> str:
    return cast.browser(who).get(href).content.decode()


def test_a_member_sees_their_own_a_lead_the_teams_a_manager_all(cast: Cast) -> None:
    received(cast, words="About Milo")
    received(cast, words="About Lena", served=[cast.lead])
    received(cast, words="About Otto", served=[cast.outsider], team=cast.networks)
    seen = {
        who: {name for name in ("Milo", "Lena", "Otto") if f"About {name}" in the_page(cast, who, "/feedback/")}
        for who in ("member", "lead", "outsider", "manager", "admin")
    }
    everything = {"Milo", "Lena", "Otto"}
    assert seen == {
        "member": {"Milo"},
        "lead": {"Milo", "Lena"},
        "outsider": {"Otto"},
        "manager": everything,
        "admin": everything,
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Fine", "Bad"}),
        ("?show=all", {"Fine", "Bad", "so-so"}),
        ("?show=low", {"Bad"}),
        ("?show=mine", {"Bad"}),
        ("?show=late", {"Old"}),
        ("?days=all", {"Fine", "Bad", "Old"}),
        ("?team=999", set()),
        ("?show=nonsense&days=x&team=-1&after=rubbish", {"Fine", "Bad"}),
    ],
)
def test_the_chips_choose(cast: Cast, query: str, found: set[str]) -> None:
    received(cast, words="Fine")
    received(cast, words="Bad", felt=1)
    received(cast, words="", felt=3)
    received(cast, words="Old", at=now() - timedelta(days=100))
    content = the_page(cast, "lead", f"/feedback/{query}")
    assert {word for word in ("Fine", "Bad", "Old", "so-so") if word in content} == found


def test_pages_follow_one_another_without_gap_or_repetition(cast: Cast) -> None:
    moment = now() - timedelta(days=1)
    for number in range(45):
        make_answer(cast, words=f"Words {number:02}.", at=moment)  # all at the same moment
    found: list[str] = []
    href, browser = "/feedback/", cast.browser("member")
    while href:
        response = browser.get(href)
        found += [line.response.words for line in response.context["page"].lines]
        href = f"/feedback/{response.context['older']}" if response.context["older"] else ""
    assert found == [f"Words {number:02}." for number in reversed(range(45))]


def test_a_full_page_costs_the_same_as_a_short_one(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        received(cast, words=f"Words {number}", contact=Contact.objects.create(name=f"Person {number}"))
    browser = cast.browser("lead")
    with django_assert_max_num_queries(9):
        assert len(browser.get("/feedback/").context["page"].lines) == 20


def test_looking_reads_nothing_and_the_button_does(cast: Cast) -> None:
    answer, browser = received(cast), cast.browser("member")
    before = Entry.objects.count()
    assert "I have read this" in browser.get(f"/feedback/{answer.pk}/").content.decode()
    assert Entry.objects.count() == before
    assert Passage.objects.get().read_at is None
    browser.post(f"/feedback/{answer.pk}/reading/")
    browser.post(f"/feedback/{answer.pk}/reading/")
    assert Passage.objects.get().read_at
    assert Entry.objects.filter(kind="passage.read").count() == 1


def test_a_reply_is_one_letter_in_the_readers_name_and_counts_as_reading(cast: Cast) -> None:
    answer, browser = received(cast), cast.browser("member")
    for _ in range(2):
        sent = browser.post(f"/feedback/{answer.pk}/reply/", {"text": "Thank you, Bea {{token:answer:seed1}}"})
        assert sent.status_code == 302
    letter = Letter.objects.get()
    assert (letter.to_email, letter.from_name, letter.reply_to) == (
        "bea@biology.example",
        "Milo Member",
        cast.member.email,
    )
    assert letter.audience == "customer"
    assert "> Quick and kind" in letter.text
    assert "{{" not in letter.text
    assert Passage.objects.get().read_at
    content = browser.get(f"/feedback/{answer.pk}/").content.decode()
    assert "You have replied" in content
    assert "Send the reply" not in content


def test_an_empty_reply_sends_nothing_and_says_so(cast: Cast) -> None:
    answer = received(cast)
    page = cast.browser("member").post(f"/feedback/{answer.pk}/reply/", {"text": "  "})
    assert page.status_code == 422
    assert "Nothing was sent" in page.content.decode()
    assert not Letter.objects.exists()


def test_a_changed_answer_can_be_replied_to_once_more(cast: Cast) -> None:
    answer, browser = received(cast), cast.browser("member")
    browser.post(f"/feedback/{answer.pk}/reply/", {"text": "Thank you"})
    change_answer(answer, words="Quick and kind, but wrong")
    react_to_answers()
    content = browser.get(f"/feedback/{answer.pk}/").content.decode()
    assert "The words were changed" in content
    assert "“Quick and kind”" in content  # what was said before
    browser.post(f"/feedback/{answer.pk}/reply/", {"text": "Thank you again"})
    assert Letter.objects.count() == 2


def test_another_reply_from_a_second_tab_is_sent_too_not_swallowed(cast: Cast) -> None:
    answer, browser = received(cast), cast.browser("member")
    for text in ("Thank you", "Thank you, and one thing more", "Thank you, and one thing more"):
        browser.post(f"/feedback/{answer.pk}/reply/", {"text": text})
    assert Letter.objects.count() == 2
    assert "one thing more" in browser.get(f"/feedback/{answer.pk}/").content.decode()


def test_what_is_possible_without_an_address_is_said(cast: Cast) -> None:
    contact = Contact.objects.create(name="Kim Nomail", phone="+49 30 5554417")
    answer = received(cast, contact=contact, may_call=True)
    content = the_page(cast, "member", f"/feedback/{answer.pk}/")
    assert "Kim Nomail left no address, so you cannot write back, but you may call." in content
    assert 'href="tel:+49305554417"' in content
    assert cast.browser("member").post(f"/feedback/{answer.pk}/reply/", {"text": "Hello"}).status_code == 404


def test_who_opted_out_of_asks_may_still_be_answered(cast: Cast) -> None:
    Contact.objects.update(opted_out_at=now())
    answer = received(cast)
    assert "They asked not to be asked again" in the_page(cast, "member", f"/feedback/{answer.pk}/")
    cast.browser("member").post(f"/feedback/{answer.pk}/reply/", {"text": "Thank you"})
    assert Letter.objects.count() == 1


def test_a_phone_number_is_only_shown_to_be_called_when_they_said_so(cast: Cast) -> None:
    Contact.objects.update(phone="4417")
    answer = received(cast)
    assert "4417" not in the_page(cast, "member", f"/feedback/{answer.pk}/")


def test_a_lead_hands_over_and_the_new_reader_sees_it(cast: Cast) -> None:
    answer = received(cast)
    assert cast.browser("outsider").get(f"/feedback/{answer.pk}/").status_code == 404
    href, chosen = f"/feedback/{answer.pk}/reader/", {"reader": str(cast.outsider.pk)}
    assert cast.browser("member").post(href, chosen).status_code == 404
    assert cast.browser("lead").post(href, chosen).status_code == 302
    assert cast.browser("outsider").get(f"/feedback/{answer.pk}/").status_code == 200
    assert cast.browser("member").post(f"/feedback/{answer.pk}/reading/").status_code == 404
    assert Entry.objects.get(kind="passage.handed_over").details["after"] == cast.outsider.pk


def test_what_was_read_is_not_handed_over_any_more(cast: Cast) -> None:
    answer = received(cast)
    cast.browser("member").post(f"/feedback/{answer.pk}/reading/")
    href = f"/feedback/{answer.pk}/reader/"
    assert cast.browser("lead").post(href, {"reader": str(cast.lead.pk)}).status_code == 404
