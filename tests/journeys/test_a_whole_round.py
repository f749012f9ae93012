"""A whole round: a manager plans it, three call nine people, the team meets, and everybody hears what came of it.

Of the nine one says no, one writes when in their own words, one never answers, and one is not there. The line breaks
in the middle of a call. Two browsers sort at once.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.cast import Cast, make_member
from tests.journeys.boards import CHANGED, drag, lying, note
from tests.journeys.browser import Visits, axe, overflow, press
from wellserved.kit.tokens import derive_token
from wellserved.listening.letters import PURPOSE
from wellserved.listening.models import Call, CallLine, Round, Theme
from wellserved.listening.tests.served import people_served
from wellserved.mail.models import Letter
from wellserved.people.models import Client, Contact
from wellserved.promises.queries import promises_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ONE, TWO, THREE = "How did you learn about us?", "What do you like or enjoy the most", "If you could change one thing"
PICTURES = os.environ.get("PICTURES")  # a folder: keep pictures for the guide


def test_a_whole_round(visit: Visits, live_server: Any, cast: Cast) -> None:
    nora = make_member("Nora Newcomer", "member", cast.lead, cast.desk)
    named(people_served(cast, 9))
    visit.forgive("ERR_INTERNET_DISCONNECTED")
    one = planned_and_begun(visit(f"{live_server.url}/rounds/", as_=cast.manager))
    pages = {who: visit(f"{live_server.url}/rounds/{one.pk}/", as_=who) for who in (cast.lead, cast.member, nora)}
    for page in pages.values():
        page.get_by_role("button", name="Invite all three with the usual words").click()
        expect(page.get_by_role("link", name="Open the call")).to_have_count(3)
    assert Letter.objects.filter(kind="call_invitation").count() == 9
    lenas, milos, noras = ([*one.calls.filter(member=who).order_by("place")] for who in pages)

    # What the contacts say to it.
    for number, call in enumerate((*lenas[:2], milos[1], *noras)):
        chooses_a_time(a_contact(visit, live_server, call, script=number > 0))
    no = a_contact(visit, live_server, lenas[2])
    no.get_by_role("button", name="No, thank you").click()
    no.get_by_role("heading", name="That is fine. Nobody will call you.").wait_for()
    wish = a_contact(visit, live_server, milos[0])
    wish.get_by_label("Or write when, in your own words").fill("Any day after four, please: Ext. 2210")
    wish.get_by_role("button", name="Send it").click()
    wish.get_by_role("heading", name="Thank you. Milo will call you.").wait_for()
    assert states(one) == ["planned"] * 6 + ["declined", "wished", "invited"]

    # The calls, one of them without the line from its middle on, and one to nobody.
    lena, milo = pages[cast.lead], pages[cast.member]
    spoken(lena, live_server, lenas[0], "The tour.", "You are quick. It worked the same day.", "Open before nine.")
    spoken(lena, live_server, lenas[1], "", "The walk-up desk. Somebody is simply there.", "Nothing. Really.")
    cut_off_in_the_middle(milo, live_server, milos[0])
    spoken(milo, live_server, milos[1], "", "They ask back. Nobody else does that.", "Hours. Seven would be good.")
    pages[nora].goto(f"{live_server.url}/calls/{noras[0].pk}/")
    pages[nora].get_by_role("button", name="Nobody answered").click()
    pages[nora].get_by_text("You did not reach them").wait_for()
    for call in noras[1:]:
        spoken(pages[nora], live_server, call, "A colleague.", "The people. They stay until it works.", "")
    assert states(one) == ["held"] * 6 + ["declined", "invited", "no_show"]

    # The meeting: two browsers at once, then two decisions.
    hours, desk = sorted_by_two(lena, milo, live_server, one)
    decided(lena, live_server, hours, "Adjust", "Open at half past seven")
    decided(lena, live_server, desk, "Keep", "")
    assert [promise.text for promise in promises_of(cast.member.pk)] == ["Send the plan", "Open at half past seven"]

    # Everybody who spoke hears of it, and only then the round ends.
    for page in pages.values():
        page.goto(f"{live_server.url}/rounds/{one.pk}/telling/")
        axe(page)
        page.get_by_role("button", name="Send both as they are").click()
        expect(page.get_by_role("button", name="Send both as they are")).to_have_count(0)
    expect(pages[nora].get_by_role("heading", level=1)).to_have_text("Everybody who spoke has heard from us")
    letters = {letter.to_email: letter.text for letter in Letter.objects.filter(kind="call_told")}
    assert len(letters) == 6
    assert "half past seven" in letters[lenas[0].contact.email]
    assert "half past seven" not in letters[noras[1].contact.email], "that was not what they spoke of"
    lena.goto(f"{live_server.url}/rounds/{one.pk}/ending/")
    axe(lena)
    expect(lena.get_by_role("row")).to_have_count(3)  # the head, who never answered, who was not there
    lena.get_by_role("button", name="End this round").click()
    lena.get_by_text("It ended today").wait_for()
    one.refresh_from_db()
    assert one.state == Round.State.ENDED
    a_contact(visit, live_server, milos[2]).get_by_role("heading", name="This call is over").wait_for()


def named(contacts: list[Contact]) -> None:
    """As people are called, for the pictures of the guide."""
    first = ["Amina", "Ben", "Chiara", "David", "Elif", "Finn", "Grace", "Hanna", "Ivo"]
    last = ["Farouk", "Okoro", "Rossi", "Stern", "Kaya", "Larsen", "Owusu", "Weiss", "Petrov"]
    for contact, *name in zip(contacts, first, last, strict=True):
        contact.name = " ".join(name)
        contact.save(update_fields=["name"])
    Client.objects.filter(pk=contacts[0].client_id).update(name="Biology office")


def planned_and_begun(mara: Page) -> Round:
    mara.get_by_role("link", name="Plan a round").click()
    mara.get_by_label("What do you call it?").fill("Autumn round")
    mara.get_by_label("Service desk").check()
    mara.get_by_role("button", name="See who can be drawn").click()
    mara.get_by_role("heading", name="9 people can be drawn").wait_for()
    axe(mara)
    mara.get_by_role("button", name="Draw and begin").click()
    mara.get_by_role("heading", name="Autumn round: who calls whom").wait_for()
    return Round.objects.get()


def states(one: Round) -> list[str]:
    order = ["held", "planned", "declined", "wished", "invited", "no_show"]
    return sorted(one.calls.values_list("state", flat=True), key=order.index)


def a_contact(visit: Visits, live_server: Any, call: Call, script: bool = True) -> Page:
    """Whoever was invited opens the link in their letter."""
    call.refresh_from_db()
    token = derive_token(PURPOSE, call.seed, settings.SECRET_KEY)
    return visit(f"{live_server.url}/l/{token}", narrow=True, script=script)


def chooses_a_time(page: Page) -> None:
    page.locator("label.pick").first.click()
    page.get_by_label("Which number shall I call?").fill("Ext. 4417")
    page.get_by_role("button", name="That suits me").click()
    page.get_by_role("heading", name="Thank you. I will call you on").wait_for()


def spoken(page: Page, live_server: Any, call: Call, *said: str) -> None:
    """Noted as it is said; the last sentence of what they like is marked as a quote."""
    page.goto(f"{live_server.url}/calls/{call.pk}/")
    page.get_by_role("button", name="Start the clock").click()
    for question, words in zip((ONE, TWO, THREE), said, strict=True):
        if words:
            page.get_by_label(question).press_sequentially(words)
            if question != ONE:
                press(page, "Alt+q")
    expect(page.locator("[data-standing-words]")).to_have_text("Saved", timeout=15_000)
    page.get_by_role("button", name="End the call").click()
    page.get_by_role("heading", name="What now?").wait_for()


def cut_off_in_the_middle(page: Page, live_server: Any, call: Call) -> None:
    """The line breaks, the page is loaded again without it, and the call goes on; then thanks and a promise."""
    page.goto(f"{live_server.url}/calls/{call.pk}/")
    page.get_by_role("button", name="Start the clock").click()
    page.get_by_label(ONE).press_sequentially("A poster.")
    page.locator("main[data-kept=here]").wait_for()
    page.context.set_offline(True)
    page.get_by_label(TWO).press_sequentially("The desk. Somebody looks up.")
    press(page, "Alt+q")
    expect(page.locator("[data-standing-words]")).to_have_text("Saved on this laptop, will sync")
    page.reload()
    page.get_by_label(THREE).press_sequentially("The hours. I start at seven.")
    press(page, "Alt+q")
    page.get_by_label("I promised …").press_sequentially("Send the plan")
    keep(page, "call")
    page.context.set_offline(False)
    expect(page.locator("[data-standing-words]")).to_have_text("Saved", timeout=15_000)
    page.get_by_role("button", name="End the call").click()
    page.get_by_role("button", name="Send your thanks").click()
    page.get_by_text("You thanked them").wait_for()
    page.get_by_role("button", name="Promise it").click()
    page.get_by_text("It stands on Today until you keep it").wait_for()
    quotes = CallLine.objects.filter(call=call, is_quote=True, removed_at=None).order_by("question")
    assert [line.text.strip() for line in quotes] == ["Somebody looks up.", "I start at seven."]


def sorted_by_two(lena: Page, milo: Page, live_server: Any, one: Round) -> tuple[Theme, Theme]:
    """Milo makes the themes with what is ticked, and Lena drags; each sees what the other does."""
    href = f"{live_server.url}/rounds/{one.pk}/board/?show=quotes"
    lena.goto(href)
    milo.goto(href)
    wanted = {"Opening hours": ["Open before nine.", "I start at seven."], "The desk": ["Somebody is simply there."]}
    for name, texts in wanted.items():
        for text in texts:
            note(milo, line_of(one, text)).locator("input").check()
        milo.get_by_label("Name of the new theme").fill(name)
        milo.get_by_role("button", name="Put them there").click()
        lena.get_by_role("link", name=name).wait_for(timeout=CHANGED)
    hours, desk = (Theme.objects.get(name=name) for name in wanted)
    for text, theme in (("Seven would be good.", hours), ("Somebody looks up.", desk)):
        drag(lena, note(lena, line_of(one, text)), lena.locator(f'[data-place="{theme.pk}"]'))
        lena.get_by_text(f"Put into {theme.name}.").first.wait_for(state="attached")
    for page in (lena, milo):
        expect(lying(page, hours)).to_have_count(3, timeout=CHANGED)
        expect(lying(page, desk)).to_have_count(2, timeout=CHANGED)
        axe(page)
        assert overflow(page) <= 0
    keep(lena, "board")
    return hours, desk


def line_of(one: Round, text: str) -> Any:
    return CallLine.objects.get(call__round=one, text__contains=text, is_quote=True, removed_at=None).pk


def decided(page: Page, live_server: Any, theme: Theme, what: str, action: str) -> None:
    page.goto(f"{live_server.url}/themes/{theme.pk}/")
    page.locator(f"input[name=decision][value={what.lower()}]").check()
    if action:
        page.get_by_label("What will be done?").fill(action)
        page.get_by_label("Who does it?").select_option(label="Milo Member")
        page.get_by_label("By which day?").fill("2030-12-02")
    page.get_by_role("button", name="That is decided").click()
    page.get_by_role("heading", name="What did they say, and what do we make of it?").wait_for()
    theme.refresh_from_db()
    assert theme.decision == what.lower()


def keep(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png")
