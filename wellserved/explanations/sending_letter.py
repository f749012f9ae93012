"""The letter that brings a page: in the contact's language, from who signs it, with the PDF and the private link."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from wellserved.explanations.models import Explanation, Sending
from wellserved.frame.speaking import greeting_name, language_now, speaking
from wellserved.kit.languages import direction
from wellserved.kit.text import beginning
from wellserved.mail.actions import queue_letter
from wellserved.mail.models import Letter
from wellserved.mail.shapes import FileIn
from wellserved.passages.actions.reading import address_of
from wellserved.people.models import Contact
from wellserved.surveys.letter import from_name

PURPOSE = "explanation"


def write_sending(one: Explanation, sending: Sending, contact: Contact, pdf: bytes) -> Letter:
    """The links are markers until the letter leaves. Without `pdf` the link alone goes."""
    signer = one.executive or one.writer
    link = f"{settings.BASE_URL}/explanation/{{{{token:{PURPOSE}:{sending.seed}}}}}"
    with speaking(sending.language):
        title = beginning(one.title, 100).replace("{{", "{ {")
        context = {
            "language": language_now(),
            "direction": direction(language_now()),
            "greeting": greeting_name(contact.name),
            "title": title,
            "attached": bool(pdf),
            "link": link,
            "yes": f"{link}/reaction?landed=yes",
            "no": f"{link}/reaction",
            "signed": signer.name,
            "team": one.team.name,
            "organisation": settings.ORGANISATION,
        }
        return queue_letter(
            key=f"explanation:sent:{sending.pk}",
            kind="explanation",
            audience=Letter.Audience.CUSTOMER,
            to_email=contact.email,
            to_name=contact.name,
            from_name=from_name(signer, one.team),
            reply_to=address_of(signer),
            subject=_("What we did, and why: %(title)s") % {"title": title},
            text=render_to_string("explanations/letters/sent.txt", context).strip() + "\n",
            html=render_to_string("explanations/letters/sent.html", context).strip() + "\n",
            headers={"Auto-Submitted": "no"},
            files=[FileIn(f"{_('Service explanation')}.pdf", "application/pdf", pdf)] if pdf else [],
        )
