"""An angry letter with a photo becomes a second chance; who asks for somebody else is heard by the lead alone.

The letters are real: they come in from Dovecot and leave by SMTP. The worker's turns are taken by the test.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from tests.journeys.browser import Visits, axe, overflow
from tests.servers.imap import PASSWORD, USER, Mailboxes, running_imap
from tests.servers.smtp import Sink, running_sink
from wellserved.cases.models import Case, Reassignment
from wellserved.cases.tasks import settle_chances
from wellserved.files.tests.pictures import picture
from wellserved.journal.models import Entry
from wellserved.journal.shapes import SYSTEM
from wellserved.kit.clock import now
from wellserved.kit.sealing import seal
from wellserved.mail.actions import release_mail
from wellserved.mail.inward.delivering import deliver_letters, read_letters
from wellserved.mail.inward.fetching import fetch_letters
from wellserved.mail.models import Letter, Mailbox
from wellserved.mail.tasks import send_letters
from wellserved.surveys.models import Decision, Invitation
from wellserved.surveys.tasks.asking import decide_asks, send_due_asks
from wellserved.surveys.tests.answers import make_answer
from wellserved.surveys.tests.asking import a_closed_interaction, go_live
from wellserved.surveys.tests.links import make_link

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PICTURES")  # a folder: keep a picture of each page
LONG_AGO = timedelta(days=200)
ANGRY = "Nobody came for three days. This is what the projector looked like when it fell."


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    with running_sink() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_CONFIGURED, settings.EMAIL_HOST, settings.EMAIL_PORT = True, server.host, server.port
        settings.DEFAULT_FROM_EMAIL = "desk@campus.example"
        yield server


@pytest.fixture
def box(settings: Any, tmp_path: Path, transactional_db: Any) -> Iterator[Mailboxes]:
    with running_imap() as server:
        settings.FILES_ROOT, settings.MAIL_IN_CA = tmp_path / "files", str(server.ca)
        sealed = seal(PASSWORD, settings.SECRET_KEY)
        Mailbox.objects.create(
            pk=1, address=USER, plus=True, host=server.host, port=server.tls_port, username=USER, folder="INBOX",
            password_sealed=sealed,
        )  # fmt: skip
        yield server


def keep(page: Any, name: str) -> None:
    axe(page)
    assert overflow(page) == 0
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def from_bea(words: str, **headers: str) -> EmailMessage:
    letter = EmailMessage()
    given = {"From": "Bea Contact <bea@biology.example>", "To": USER, "Subject": "Three days", "Message-ID": "<1@bio>"}
    for name, value in (given | {key.replace("_", "-"): value for key, value in headers.items()}).items():
        letter[name] = value
    letter.set_content(words)
    return letter


def to_bea(sink: Sink) -> EmailMessage:
    """The letters leave; the last one to her."""
    send_letters()
    return [one for one in sink.messages if "bea@biology.example" in one["To"]][-1]


def text_of(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def link_in(letter: EmailMessage, site: str, path: str) -> str:
    found = re.search(rf"{re.escape(site)}/{path}/[A-Za-z0-9_-]+", text_of(letter))
    assert found, text_of(letter)
    return found[0]


def come_in(box: Mailboxes, letter: EmailMessage) -> None:
    box.put(letter.as_bytes())
    assert fetch_letters() == read_letters() == deliver_letters() == 1


def test_an_angry_letter_with_a_photo_becomes_a_second_chance(
    visit: Visits, live_server: Any, cast: Cast, settings: Any, sink: Sink, box: Mailboxes
) -> None:
    site = settings.BASE_URL = live_server.url
    release_mail(by=SYSTEM)
    go_live(sampling_rate=0)
    make_answer(cast, at=now() - LONG_AGO, journalled=False)  # the desk served her last
    Invitation.objects.update(created_at=now() - LONG_AGO)
    angry = from_bea(ANGRY)
    angry.add_attachment(picture(), maintype="image", subtype="jpeg", filename="fallen.jpg")
    come_in(box, angry)
    receipt = to_bea(sink)
    assert receipt["Auto-Submitted"] == "auto-replied" and "Lena reads it" in text_of(receipt)

    lena = visit(site + "/", as_=cast.lead)
    lena.get_by_role("link", name=re.compile("Three days")).first.click()
    assert ANGRY in lena.inner_text("main") and lena.locator("main img").count() == 1
    keep(lena, "case-received")
    lena.get_by_role("link", name="Tell them what you understood").click()
    lena.get_by_label("What have you understood?").fill("You waited for three days, and the projector fell.")
    axe(lena)
    lena.get_by_role("button", name="Send it").click()
    acknowledged = to_bea(sink)
    assert "the projector fell" in text_of(acknowledged) and acknowledged["References"]

    bea = visit(link_in(acknowledged, site, "case"), narrow=True, dark=True)
    assert "Lena is on it. You will have an answer by" in bea.inner_text("main")
    assert bea.locator("main img").count() == 1
    keep(bea, "case-status")
    lena.get_by_role("button", name="I look into it").click()
    lena.get_by_role("link", name="Answer", exact=True).click()
    lena.get_by_label("Your answer").fill("the bracket was loose. We have fixed it, and checked all others.")
    lena.get_by_role("button", name="Send the answer").click()
    answer = to_bea(sink)
    assert "the bracket was loose" in text_of(answer) and acknowledged["Message-ID"] in answer["References"]

    reply = from_bea(
        "Thank you. Is room 14 safe, too?\n\nOn Monday the service desk wrote:\n> the bracket was loose.\n",
        To=str(answer["Reply-To"]), In_Reply_To=str(answer["Message-ID"]), Message_ID="<2@bio>", Subject="Re: it",
    )  # fmt: skip
    come_in(box, reply)
    assert Case.objects.count() == 1
    lena.reload()
    said = lena.locator("li.theirs").last.inner_text()
    assert "Is room 14 safe, too?" in said and "the bracket was loose" not in said
    lena.get_by_role("button", name="I have read what they wrote").click()
    lena.get_by_role("link", name="Close the case").click()
    lena.get_by_label("What was the cause?").select_option(label="A process")
    lena.get_by_label("What would make it better?").fill("Look at each bracket once a year.")
    axe(lena)
    lena.get_by_role("button", name="Close it").click()
    lena.get_by_text("Closed. They can open it again within sixty days.").wait_for()
    assert Case.objects.get().chance == "waiting"

    a_closed_interaction(cast, "the next time", closed_at=now())
    while decide_asks():
        pass
    send_due_asks()
    assert Decision.objects.get().reason == "second_chance"
    asked = visit(link_in(to_bea(sink), site, "a"), narrow=True)
    asked.get_by_text("Yes", exact=True).first.click()
    asked.get_by_text("Great", exact=True).click()
    asked.get_by_role("button", name="Send").first.click()
    asked.get_by_role("heading").first.wait_for()
    settle_chances()
    lena.reload()
    assert lena.get_by_role("heading", name="The second time was good").is_visible()
    keep(lena, "case-recovered")
    lena.goto(f"{site}/cases/second-chances/")
    assert "Recovered" in lena.locator("main .tag").inner_text()
    keep(lena, "second-chances")
    bea.reload()
    assert "This is closed" in bea.inner_text("main") and "bracket once a year" not in bea.content()


def test_a_request_to_change_engineer_stays_with_the_lead(
    visit: Visits, live_server: Any, cast: Cast, settings: Any
) -> None:
    site, why = live_server.url, "I would rather not be served by Milo again. He laughed at my question."
    settings.BASE_URL = site
    link = make_link(cast)
    link.invitation.members.add(cast.member)
    bea = visit(f"{site}/complain/a/{link.token}", narrow=True)
    bea.get_by_text("I would like to be served by somebody else").click()
    bea.get_by_label("In your own words").fill(why)
    axe(bea)
    bea.get_by_role("button", name="Send").click()
    bea.get_by_role("heading", name="Thank you. It is with us now.").wait_for()
    case = Case.objects.get()
    assert (case.kind, case.lead) == ("change", cast.lead)

    for other in (cast.member, cast.manager, cast.admin, cast.outsider):
        page = visit(f"{site}/cases/?show=all", as_=other)
        assert "laughed" not in page.content()
        for path in (f"/cases/{case.pk}/", "/", "/journal/?subject=case", "/letters/", "/reassignments/"):
            page.goto(site + path)
            assert "laughed" not in page.content() and "Bea Contact would like" not in page.content(), path
    lena = visit(site + "/", as_=cast.lead, narrow=True, dark=True)
    lena.get_by_role("link", name=re.compile("Bea Contact")).first.click()
    assert why in lena.inner_text("main")
    keep(lena, "case-change")
    lena.get_by_role("link", name="Change who serves them").click()
    assert lena.get_by_label("Who serves them no more?").locator("option:checked").inner_text() == "Milo Member"
    lena.get_by_label("Why?").fill("He laughed, and she minded.")
    axe(lena)
    lena.get_by_role("button", name="Keep it").click()
    lena.get_by_text("You see it when they are served the next time").wait_for()
    assert Reassignment.objects.get().away_from == cast.member
    assert not any("laughed" in str(entry.details) for entry in Entry.objects.all())
    assert not Letter.objects.filter(text__contains="laughed").exists()

    a_closed_interaction(cast, "again", closed_at=None, closings=0, undecided=False)
    lena.goto(site + "/")
    assert "Milo Member" in lena.inner_text("main")
    axe(lena)
    milo = visit(site + "/", as_=cast.member)
    assert "somebody else" not in milo.inner_text("main")
