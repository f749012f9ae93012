"""Letters that come back mark the address, once; somebody can say that it is right after all."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import Cast
from tests.servers.smtp import running_sink
from wellserved.journal.models import Entry
from wellserved.journal.shapes import SYSTEM
from wellserved.kit.clock import now
from wellserved.mail.actions import queue_letter, release_mail
from wellserved.mail.shapes import Bounce
from wellserved.mail.tasks import send_letters
from wellserved.people.actions import edit_contact
from wellserved.people.actions.bouncing import take_note
from wellserved.people.models import Contact
from wellserved.people.shapes import ContactLine


def bounce(cast: Cast, hard: bool = True) -> Contact:
    take_note(Bounce(cast.contact.email.upper(), hard, "5.1.1", 1, now()))
    return Contact.objects.get(pk=cast.contact.pk)


def test_a_hard_bounce_marks_the_address_once_and_a_lead_undoes_it(cast: Cast) -> None:
    assert bounce(cast).bounced_at and bounce(cast).bounced_at
    assert Entry.objects.filter(kind="contact.unreachable").count() == 1
    lead = cast.browser("lead")
    page = lead.get(f"/contacts/{cast.contact.pk}/").content
    assert b"Letters do not reach this address" in page and b"We could not" in page
    assert (
        b"Letters to Bea Contact leave again" in lead.post(f"/contacts/{cast.contact.pk}/address/", follow=True).content
    )
    assert Contact.objects.get(pk=cast.contact.pk).bounced_at is None
    assert Entry.objects.filter(kind="contact.reachable").count() == 1


def test_a_soft_bounce_is_counted_and_shown(cast: Cast) -> None:
    bounce(cast, hard=False)
    assert bounce(cast, hard=False).soft_bounces == 2
    assert b"2 letters could not be delivered" in cast.browser("member").get(f"/contacts/{cast.contact.pk}/").content


def test_another_address_begins_anew(cast: Cast) -> None:
    bounce(cast)
    line = ContactLine(cast.biology, "Bea Contact", "bea@new.example")
    edit_contact(contact_id=cast.contact.pk, line=line, by=SYSTEM)
    assert Contact.objects.get(pk=cast.contact.pk).bounced_at is None


def test_a_report_on_nobody_we_know_changes_nothing(cast: Cast) -> None:
    take_note(Bounce("nobody@elsewhere.example", True, "5.1.1", None, now()))
    assert not Contact.objects.exclude(bounced_at=None).exists()


@pytest.mark.parametrize("refused", [True, False])
def test_a_mail_server_that_refuses_the_address_at_once_marks_it_too(cast: Cast, settings: Any, refused: bool) -> None:
    with running_sink(refuse=refused, refuse_words=not refused) as sink:
        settings.EMAIL_BACKEND, settings.EMAIL_CONFIGURED = "django.core.mail.backends.smtp.EmailBackend", True
        settings.EMAIL_HOST, settings.EMAIL_PORT = sink.host, sink.port
        release_mail(by=SYSTEM)
        queue_letter(
            key="1", kind="ask", audience="customer", to_email=cast.contact.email, subject="How was it?", text="…"
        )
        send_letters()
    assert (Contact.objects.get(pk=cast.contact.pk).bounced_at is not None) == refused
