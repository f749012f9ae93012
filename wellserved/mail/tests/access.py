"""Who may enter the pages of this room: managers read letters, admins say whether any may leave."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.mail.inward.storing import store_letter
from wellserved.mail.models import Arrival, Letter


def a_letter(cast: Cast) -> dict[str, Any]:
    letter = Letter.objects.create(
        key="one", kind="ask", audience="customer", to_email=cast.contact.email, subject="How was it?", text="Hello"
    )
    return {"pk": letter.pk}


def a_letter_in(cast: Cast) -> dict[str, Any]:
    """One that nobody took."""
    store_letter(raw=b"From: Bea <bea@biology.example>\r\nSubject: Hello\r\n\r\nHello.\r\n", source="imap")
    arrival = Arrival.objects.get()
    arrival.state, arrival.why, arrival.nature, arrival.new_text = "kept", "untaken", "human", "Hello."
    arrival.attachments = [{"name": "a.txt", "content_type": "text/plain", "size": 6, "part": 1}]
    arrival.save()
    return {"pk": arrival.pk}


def a_delivered_letter(cast: Cast) -> dict[str, Any]:
    given = a_letter_in(cast)
    Arrival.objects.update(state="delivered", why="", thread_kind="case", thread_id=17)
    return given


def its_file(cast: Cast) -> dict[str, Any]:
    return a_letter_in(cast) | {"part": 1}


ACCESS = [
    Page("letters", member=404, lead=302, manager=200),
    Page("letters_in", member=404, lead=200),
    Page("letter_in", make=a_letter_in, member=404, lead=200),
    Page("letter_in", make=a_delivered_letter, member=404, lead=404, manager=200),
    Page("letter_in_raw", make=a_letter_in, member=404, lead=200),
    Page("letter_in_raw", make=a_delivered_letter, member=404, lead=404, manager=404),
    Page("letter_in_file", make=its_file, member=404, lead=200),
    Page("letter_in_done", make=a_letter_in, method="post", member=404, lead=302),
    Page("letter_in_done", make=a_delivered_letter, method="post", member=404, lead=404),
    Page("letter_in_handing", make=a_letter_in, method="post", member=404, lead=302),
    Page("letter_in_handing", make=a_delivered_letter, method="post", member=404, lead=404),
    Page("mailbox", member=404, admin=200),
    Page("mailbox_look", method="post", member=404, admin=302),
    Page("mail_webhook", make=lambda cast: {"provider": "postmark"}, method="post", nobody=404, public=True),
    Page("mail_webhook_events", make=lambda cast: {"provider": "postmark"}, method="post", nobody=404, public=True),
    Page("letter", make=a_letter, member=404, manager=200),
    Page("letter_cancellation", make=a_letter, method="post", member=404, manager=302),
    Page("letter_sending", make=a_letter, method="post", member=404, manager=302),
    Page("letter_settling", make=a_letter, method="post", member=404, manager=302),
    Page("mail_release", member=404, admin=200),
    Page("mail_release", method="post", member=404, admin=302),
    Page("mail_hold", method="post", member=404, admin=302),
]
