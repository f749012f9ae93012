"""A client asks why, gets one page, and likes it: from the case to the letter, the link and the paper."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from tests.journeys.browser import Visits, axe, overflow
from wellserved.cases.tests.opened import a_case
from wellserved.explanations.models import Explanation, Reaction, Sending
from wellserved.files.tests.pictures import picture
from wellserved.mail.composing import compose, with_tokens
from wellserved.people.models import Client, Contact

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PICTURES")  # a folder: keep a picture of each page
ASKED = "Why did two engineers visit on 3 and 5 November, when the front-desk printer was reported once?"
WHY = (
    "Two faults wore the same face. Mending the cheap one first was right in nine cases of ten like this; it was the "
    "wrong guess here, and you paid for it with a morning.\n\n"
    "A fixed address removes the cause for every device at your desk, not only this printer."
)


def keep(page: Any, name: str) -> None:
    axe(page)
    assert overflow(page) == 0
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def as_harbour_dental(cast: Cast) -> None:
    Client.objects.filter(pk=cast.biology.pk).update(name="Harbour Dental", kind="external", executive=cast.manager)
    Contact.objects.filter(pk=cast.contact.pk).update(name="Dana Reyes", language="en")
    cast.contact.refresh_from_db()


def test_a_client_asks_why_and_gets_one_page(
    visit: Visits, live_server: Any, cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.FILES_ROOT, settings.BASE_URL = tmp_path / "files", live_server.url
    as_harbour_dental(cast)
    case = a_case(cast, kind="explanation", words=ASKED, title="Two visits for one printer")
    site = live_server.url

    # Lena, with whom it rests, begins; what is known stands there.
    lead = visit(f"{site}/cases/{case.pk}/", as_=cast.lead)
    lead.get_by_role("link", name="Explain it on a page").click()
    keep(lead, "new")
    lead.get_by_label("Format").select_option("timeline")
    lead.get_by_role("button", name="Begin").click()
    for at, words in (
        ("2026-11-03T09:10", "Replaced the failed roller. Printing worked; we left at 09:50."),
        ("2026-11-04T16:30", "Jobs stalled again. The print server, not the printer, had lost its address."),
        ("2026-11-05T08:00", "Moved the server to a fixed address, before you opened. No stall since."),
    ):
        lead.get_by_label("When was it?").fill(at)
        lead.get_by_label("What happened?").fill(words)
        lead.get_by_role("button", name="Add the line").click()
    lead.locator("input[name=picture]").set_input_files(
        {"name": "roller.jpg", "mimeType": "image/jpeg", "buffer": picture(size=(640, 300))}
    )
    lead.get_by_label("What does it show?").fill("The old roller beside the new one")
    lead.get_by_role("button", name="Add the picture").click()
    keep(lead, "evidence")
    lead.get_by_role("button", name="Keep it, and write").click()

    # The page beside the fields follows what is typed.
    lead.get_by_label("Why this way").fill(WHY)
    lead.get_by_label("What it costs").fill("The second visit is on us. Obviously.")
    lead.get_by_label("What next").fill("We watch the server for 30 days and write to you on 5 December.")
    preview = lead.locator("#preview")
    preview.get_by_text("Two faults wore the same face").wait_for()
    preview.get_by_text("“Obviously”").wait_for()
    lead.get_by_label("What it costs").fill("The second visit is on us.")
    lead.get_by_text("“Obviously”").wait_for(state="detached")
    keep(lead, "writing")
    lead.get_by_role("button", name="Keep it", exact=True).click()
    lead.get_by_text("On paper: one page").wait_for()
    keep(lead, "explanation")
    lead.get_by_role("button", name="Hand it over").click()
    lead.get_by_text("Until it is approved, nothing leaves.").wait_for()

    # Mara, who answers for the client, reads it first.
    manager = visit(f"{site}/explanations/", as_=cast.manager)
    keep(manager, "explanations")
    manager.get_by_role("link", name=re.compile("^Open")).click()
    keep(manager, "review")
    manager.get_by_role("button", name="Approve it").click()
    manager.get_by_role("button", name="Let it go out").click()
    manager.get_by_text("It is on its way.").wait_for()
    keep(manager, "sent")

    # Dana opens the link on a phone, and says that it landed.
    sending = Sending.objects.get()
    assert sending.letter is not None
    [(_, pdf, _)] = compose(sending.letter).attachments
    assert re.findall(rb"/Pages/Count (\d+)", bytes(pdf)) == [b"1"]
    link = re.search(r"https?://\S+/explanation/[\w-]{32}(?=\s)", with_tokens(sending.letter.text))
    assert link
    dana = visit(link[0], narrow=True)
    keep(dana, "shown-narrow")
    dana.get_by_label("Yes, it was clear").check()
    dana.get_by_label("Yes, it did").check()
    dana.get_by_role("button", name="Send").click()
    dana.get_by_text("Good that it answered you.").wait_for()
    assert Reaction.objects.get().clear and Explanation.objects.get().state == "sent"
    if PICTURES:
        Path(PICTURES, "page.pdf").write_bytes(bytes(pdf))
        for name, guise in (("shown", {}), ("shown-dark", {"dark": True})):
            keep(visit(link[0], **guise), name)
        dark = visit(f"{site}/explanations/{sending.explanation_id}/writing/", as_=cast.lead, dark=True)
        keep(dark, "writing-dark")
        phone = visit(f"{site}/explanations/{sending.explanation_id}/", as_=cast.lead, narrow=True)
        keep(phone, "explanation-narrow")
        phone.goto(f"{site}/explanations/{sending.explanation_id}/evidence/")
        keep(phone, "evidence-narrow")
        phone.goto(f"{site}/explanations/{sending.explanation_id}/writing/")
        keep(phone, "writing-narrow")
