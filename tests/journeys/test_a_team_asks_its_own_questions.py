"""A lead writes a survey, looks at it, puts it to use; people answer, with and without JavaScript; the lead reads."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.journeys.browser import Visits, axe, overflow, tab_to
from wellserved.people.models import Contact
from wellserved.surveys.actions.asking import invite
from wellserved.surveys.models import Response, Survey
from wellserved.surveys.tasks.reacting import react_to_answers
from wellserved.surveys.tests.asking import a_closed_interaction
from wellserved.surveys.tests.surveys import make_survey, use


def asked(cast: Cast, number: int) -> str:
    """The link of somebody who is asked about a ticket of the service desk."""
    contact = Contact.objects.create(client=cast.biology, name=f"Contact {number}", email=f"c{number}@biology.example")
    ticket = a_closed_interaction(cast, external_id=str(number), contact=contact)
    return f"/a/{invite(interaction=ticket, contact=contact, force=True, by=cast.admin_by)[1]}"


def pick(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check(force=True)


def test_edit_preview_ask_answer_read(visit: Visits, live_server: Any, cast: Cast) -> None:
    page = visit(f"{live_server.url}/surveys/", as_=cast.lead)
    write_it(page)
    look_at_it(page)
    page.get_by_role("button", name="Ask this from now on").click()
    expect(page.get_by_role("heading", name="This is asked now")).to_be_visible()

    answer_it(visit(live_server.url + asked(cast, 1), narrow=True), script=True)
    answer_it(visit(live_server.url + asked(cast, 2), narrow=True, script=False), script=False)
    survey = Survey.objects.get()
    waited, why = survey.current.definition["questions"]  # type: ignore[union-attr]
    long = waited["options"][1]["id"]
    assert [one.own for one in Response.objects.order_by("pk")] == [
        {waited["id"]: long, why["id"]: "Nobody at the desk"},
        {waited["id"]: long, why["id"]: "Nobody at the desk"},
    ]

    react_to_answers()
    page.goto(f"{live_server.url}/surveys/{survey.pk}/answers/")
    expect(page.get_by_text("Too few to say.")).to_be_visible()
    page.get_by_role("link", name="The whole answer").first.click()
    expect(page.get_by_text("Too long")).to_be_visible()
    expect(page.get_by_text("Nobody at the desk").first).to_be_visible()
    axe(page)


def write_it(page: Page) -> None:
    page.get_by_role("link", name="Write a survey").click()
    page.get_by_label("What do you call it?").fill("After a visit")
    page.get_by_label("For which team?").select_option("Service desk")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name="A choice").click()
    page.get_by_label("What do you ask?").fill("How long did you wait?")
    page.get_by_label("Answer 1", exact=False).first.fill("Not long")
    page.get_by_label("Answer 2").fill("Too long")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="A few words").click()
    page.get_by_label("What do you ask?").fill("What kept you?")
    page.get_by_text("Ask it only after certain answers").click()
    page.get_by_role("group", name="How long did you wait?").get_by_label("Too long").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Only after “How long did you wait?”: Too long")).to_be_visible()


def look_at_it(page: Page) -> None:
    """The preview is as wide as a phone, branches as it will, and saves nothing."""
    frame = page.frame_locator("iframe")
    expect(frame.get_by_text("How long did you wait?")).to_be_visible()
    expect(frame.get_by_text("What kept you?")).to_be_hidden()
    assert page.locator("iframe").evaluate("frame => frame.contentWindow.innerWidth") == 390
    frame.get_by_label("Too long").check(force=True)
    expect(frame.get_by_text("What kept you?")).to_be_visible()
    frame.get_by_role("button", name="Send").click()
    expect(frame.get_by_text("Nothing was saved: this is a preview.")).to_be_visible()
    assert not Response.objects.exists()


def answer_it(page: Page, *, script: bool) -> None:
    why = page.get_by_label("What kept you?")
    expect(why).to_be_hidden()
    pick(page, "Did you get what you came for?", "Yes")
    pick(page, "How long did you wait?", "Too long")
    expect(why).to_be_visible()
    why.fill("Nobody at the desk")
    if script:
        axe(page)
        assert overflow(page) == 0
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you. It is with us now.")).to_be_visible()


def test_a_branch_that_is_taken_back_is_not_kept(visit: Visits, live_server: Any, cast: Cast) -> None:
    use(cast, make_survey(cast))
    page = visit(live_server.url + asked(cast, 1), narrow=True)
    pick(page, "How long did you wait?", "Too long")
    page.get_by_label("How many minutes was it?").fill("12")
    pick(page, "How long did you wait?", "Not long")
    expect(page.get_by_label("How many minutes was it?")).to_be_hidden()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you. It is with us now.")).to_be_visible()
    assert Response.objects.get().own == {"qwait1": "short"}


def test_own_questions_by_keyboard_alone(visit: Visits, live_server: Any, cast: Cast) -> None:
    use(cast, make_survey(cast))
    page = visit(live_server.url + asked(cast, 1), narrow=True)
    tab_to(page, "Not long")
    page.keyboard.press("ArrowRight")
    tab_to(page, "How many minutes was it?")
    page.keyboard.type("90")
    tab_to(page, "1")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    tab_to(page, "The phone")
    page.keyboard.press("Space")
    tab_to(page, "Send")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you. It is with us now.")).to_be_visible()
    assert Response.objects.get().own == {"qwait1": "long", "qminut": 90, "qeasy1": 4, "qused1": ["tel"]}


@pytest.mark.parametrize("width", [320, 390])
def test_a_full_survey_fits_a_small_phone(visit: Visits, live_server: Any, cast: Cast, width: int) -> None:
    use(cast, make_survey(cast))
    for dark in (False, True):
        page = visit(live_server.url + asked(cast, int(dark)), dark=dark, viewport={"width": width, "height": 640})
        pick(page, "Was your visit worth it?", "No")
        pick(page, "How long did you wait?", "Too long")
        assert overflow(page) == 0
        axe(page)
