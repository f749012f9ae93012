"""The giver is thanked: one letter back, once."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from wellserved.frame.speaking import greeting_name, speaking
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kudos.models import Kudos
from wellserved.kudos.queries.kudos import PURPOSE, who_can_be_thanked
from wellserved.kudos.shapes import Giver
from wellserved.mail.actions import queue_letter
from wellserved.mail.models import Letter
from wellserved.passages.actions.reading import address_of
from wellserved.people.models import Member


class NobodyToThankError(Exception):
    """There is no address to write to, or they asked not to be written to; or they were thanked before."""


@transaction.atomic
def thank_giver(*, kudos_id: int, member: Member, words: str, by: By) -> Letter:
    """Write back to whoever gave it, in the name of `member`; with their own words, or a plain sentence without any."""
    kudos = Kudos.objects.select_for_update().get(pk=kudos_id)
    giver = who_can_be_thanked(kudos)
    if giver is None or kudos.thanked_at:
        raise NobodyToThankError
    with speaking(giver.language):
        subject, text = _said(kudos, giver, member, words)
    letter = queue_letter(
        key=f"kudos-thanks:{kudos.pk}",
        kind="kudos_thanks",
        audience=Letter.Audience.STAFF if kudos.given_by_id else Letter.Audience.CUSTOMER,
        to_email=giver.email,
        to_name=giver.name,
        from_name=member.name,
        reply_to=address_of(member),
        subject=subject,
        text=text,
    )
    kudos.thanked_at, kudos.thanks = now(), letter
    kudos.save(update_fields=["thanked_at", "thanks"])
    record(kind="kudos.thanked", by=by, subject_kind="kudos", subject_id=kudos.pk, letter=letter.pk)
    return letter


def _said(kudos: Kudos, giver: Giver, member: Member, words: str) -> tuple[str, str]:
    """In the giver's language; what people typed is never taken for a place where a secret link belongs."""
    name = greeting_name(giver.name)
    greeting = gettext("Hello %(greeting)s,") % {"greeting": name} if name else gettext("Hello,")
    if kudos.member_id == member.pk:
        read = gettext("Your words reached me, and they made my day:")
    else:
        read = gettext("Your words reached us, and we are glad of them:")
    quoted = "\n".join(f"> {line}" for line in kudos.words.splitlines())
    own = words or gettext("Thank you for taking the time to write them.")
    lines = [line.replace("{{", "{ {") for line in (greeting, read, quoted, own, member.name)]
    if not kudos.given_by_id:
        asked = (
            gettext("You let others read your words, too. If you would rather not, say so here:")
            if kudos.may_be_shown
            else gettext("Nobody else reads your words unless you say so. If others may read them, too, say so here:")
        )
        lines.append(f"{asked}\n{settings.BASE_URL}/kind/{{{{token:{PURPOSE}:{kudos.seed}}}}}")
    return gettext("Thank you for your kind words"), "\n\n".join(lines) + "\n"
