"""Who may enter the pages of this room: managers read letters, admins say whether any may leave."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.mail.models import Letter


def a_letter(cast: Cast) -> dict[str, Any]:
    letter = Letter.objects.create(
        key="one", kind="ask", audience="customer", to_email=cast.contact.email, subject="How was it?", text="Hello"
    )
    return {"pk": letter.pk}


ACCESS = [
    Page("letters", member=404, manager=200),
    Page("letter", make=a_letter, member=404, manager=200),
    Page("letter_cancellation", make=a_letter, method="post", member=404, manager=302),
    Page("letter_sending", make=a_letter, method="post", member=404, manager=302),
    Page("letter_settling", make=a_letter, method="post", member=404, manager=302),
    Page("mail_release", member=404, admin=200),
    Page("mail_release", method="post", member=404, admin=302),
    Page("mail_hold", method="post", member=404, admin=302),
]
