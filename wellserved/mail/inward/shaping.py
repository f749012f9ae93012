"""The shape in which a letter crosses to the rooms above."""

from __future__ import annotations

from wellserved.mail.models import Arrival
from wellserved.mail.shapes import ArrivedLetter, Attachment, Nature


def arrived_letter(arrival: Arrival, thread: tuple[str, int] | None) -> ArrivedLetter:
    return ArrivedLetter(
        id=arrival.pk,
        from_email=arrival.from_email,
        from_name=arrival.from_name,
        to=tuple(arrival.to),
        cc=tuple(arrival.cc),
        subject=arrival.subject,
        received_at=arrival.received_at,
        message_id=arrival.message_id,
        references=tuple(arrival.references),
        thread=thread,
        answers=arrival.answers_id,
        new_text=arrival.new_text,
        whole_text=arrival.whole_text,
        html_clean=arrival.html,
        attachments=tuple(Attachment(**one) for one in arrival.attachments),
        nature=Nature(arrival.nature),
        language=arrival.language,
    )
