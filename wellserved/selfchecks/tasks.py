"""What the worker does for self-checks."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from wellserved.calendars.queries import hours_for
from wellserved.calendars.rules import next_working
from wellserved.kit.clock import now
from wellserved.mail.actions import queue_letter
from wellserved.mail.composing import is_an_address
from wellserved.mail.models import Letter
from wellserved.selfchecks import actions
from wellserved.selfchecks.queries import members_to_remind, this_quarter, today, until
from wellserved.selfchecks.rules import due_from

BATCH = 100


def seal_forecasts() -> int:
    return actions.seal_forecasts(limit=BATCH)


def remind_of_checks() -> int:
    """Write once to everybody whose check of this quarter is due, in working hours."""
    quarter = this_quarter()
    if today() < due_from(quarter):
        return 0
    known = Letter.objects.filter(key__startswith=f"selfcheck:{quarter}:").values_list("key", flat=True)
    reminded = {int(key.rpartition(":")[2]) for key in known}
    waiting = members_to_remind(quarter).exclude(pk__in=reminded)[:BATCH]
    leaves, last = next_working(now(), hours_for(None)), until(quarter)
    written = 0
    for member in waiting:
        address = member.email or (member.account.email if member.account else "")
        if not is_an_address(address):
            continue
        queue_letter(
            key=f"selfcheck:{quarter}:{member.pk}",
            kind="selfcheck",
            audience=Letter.Audience.STAFF,
            to_email=address,
            to_name=member.name,
            subject="How is your service these days?",
            text=f"Dear {member.first_name},\n\nonce a quarter there are four questions about your own service, and a "
            "guess: what would your customers say? It takes two minutes, and nobody above you sees what you say "
            f"unless you let them. It is open until {last.day} {last:%B}:\n\n"
            f"{settings.BASE_URL}{reverse('selfchecks')}\n\nThis is the only letter about it.\n",
            not_before=leaves,
        )
        written += 1
    return written
