"""The sample year's letters that came in: one with files that began a case, and some that opened nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from wellserved.cases.actions.handing import assign_case
from wellserved.cases.models import Case
from wellserved.demo.actions.dating import Then, a_photo, date_to
from wellserved.demo.wrongs import LETTERS
from wellserved.journal.shapes import SYSTEM
from wellserved.kit.clock import now
from wellserved.mail.inward.delivering import deliver_letters, read_letters
from wellserved.mail.inward.storing import store_letter
from wellserved.mail.models import Arrival
from wellserved.people.models import Contact, Member

HERE = "help@campus.example"


def let_letters_come_in(writer: Contact, member: Member, end: datetime) -> None:
    """Through the same door as real ones, but for the mailbox."""
    begun, received = now(), {}
    for place, (hours, subject, words, machine) in enumerate(LETTERS):
        letter = EmailMessage()
        name, address = (member.name, member.email) if place == 1 else (writer.name, writer.email)
        letter["From"], letter["To"], letter["Subject"] = f'"{name}" <{address}>', HERE, subject
        letter["Message-ID"], letter["Date"] = f"<sample-{place}@campus.example>", format_datetime(end)
        if machine:
            letter["Auto-Submitted"] = "auto-replied"
        letter.set_content(words)
        if place == 0:
            photo = a_photo()
            letter.add_attachment(photo.read(), maintype="image", subtype="jpeg", filename="screen.jpg")
            letter.add_attachment(b"10:02 no signal\n10:03 no signal\n", "text", "plain", filename="display.log")
        at = end - timedelta(hours=hours)
        store_letter(raw=letter.as_bytes(), source="imap", received_at=at)
        received[place] = at
    while read_letters():
        pass
    while deliver_letters():
        pass
    for arrival in Arrival.objects.exclude(settled_at=None):
        arrival.stored_at, arrival.settled_at = arrival.received_at, arrival.received_at + timedelta(minutes=1)
        arrival.save(update_fields=["stored_at", "settled_at"])
    for case in Case.objects.filter(came_by=Case.Way.LETTER, received_at__in=list(received.values())):
        date_to(case, begun, case.received_at)
        with Then(case, case.received_at + timedelta(minutes=20)):
            assign_case(case_id=case.pk, owner=member, by=SYSTEM)
