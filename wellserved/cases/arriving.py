"""Letters that come in: those that answer a case land on it, those that answer nothing begin one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.urls import reverse

from wellserved.cases.actions.hearing import hear_or_begin_anew
from wellserved.cases.actions.opening import open_case
from wellserved.cases.actions.photos import PhotosRefusedError, add_photos
from wellserved.cases.actions.talking import note_case
from wellserved.cases.letters import tell_of_bounce
from wellserved.cases.models import Case, Note
from wellserved.cases.queries.cases import cases_worked_by
from wellserved.cases.queries.timeline import addresses_of
from wellserved.cases.shapes import MOST_CHARACTERS, MOST_PHOTOS, CaseIn
from wellserved.files.shapes import MOST_BYTES
from wellserved.journal.shapes import By
from wellserved.kit.text import clean_text
from wellserved.mail.arrivals import NEW, Taken, hears_of_bounces, receiver
from wellserved.mail.models import Letter
from wellserved.mail.queries import attachment_bytes
from wellserved.mail.shapes import ArrivedLetter, Bounce
from wellserved.people.actions.meeting import find_or_create_contact
from wellserved.people.actors import actor_of
from wellserved.people.models import Contact, Member, Team
from wellserved.surveys.models import Invitation

PICTURES = ("image/jpeg", "image/png", "image/webp", "image/heic", "image/heif")


def may_be_opened(request: HttpRequest, case_id: int) -> bool:
    """Whoever works on a case may open its letters, whole and with their files. Who only reads the words, may not."""
    return cases_worked_by(actor_of(request)).filter(pk=case_id).exists()


@receiver("case", called="case", href=lambda number: reverse("case", args=[number]), readable=may_be_opened)
def land_on_case(letter: ArrivedLetter) -> Taken:
    """What they wrote back. What one of us wrote stays among ourselves."""
    case = Case.objects.filter(pk=letter.thread[1] if letter.thread else 0).first()
    if case is None:
        return False
    member = _one_of_us(letter)
    if member is not None and not _is_theirs(case, letter):
        note_case(case_id=case.pk, member=member, words=_words(letter), by=By("member", member.pk))
        return True
    by = By("contact", case.contact_id)
    there = hear_or_begin_anew(
        case=case,
        key=f"letter:{letter.id}",
        words=_words(letter),
        came_by=Case.Way.LETTER,
        by=by,
        at=letter.received_at,
        arrived_id=letter.id,
    )
    _keep_pictures(there, letter, by)
    return ("case", there.pk)


@receiver(NEW, called="a new case")
def begin_case(letter: ArrivedLetter) -> Taken:
    """Somebody writes out of the blue. What one of us sends there is nobody's complaint."""
    if not letter.from_email or _one_of_us(letter) is not None:
        return False
    contact: Contact | None = None
    with suppress(ValueError):  # an address or a name that cannot be kept as a contact's
        contact = find_or_create_contact(client=None, name=letter.from_name[:200], email=letter.from_email)
    by = By("contact", contact.pk if contact else None)
    given = CaseIn(
        key=f"letter:{letter.id}",
        kind=Case.Kind.COMPLAINT,
        words=_words(letter),
        title=letter.subject,
        came_by=Case.Way.LETTER,
        contact=contact,
        writer_name=letter.from_name,
        writer_email=letter.from_email,
        language=(contact.language if contact else "") or letter.language,
        team=_team_that_served(contact),
        received_at=letter.received_at,
        arrived_id=letter.id,
    )
    case, _new = open_case(given=given, by=by)
    _keep_pictures(case, letter, by)
    return ("case", case.pk)


@hears_of_bounces
def note_bounce(bounce: Bounce) -> None:
    """A letter of a case did not arrive: whoever is on it must know."""
    letter = Letter.objects.filter(pk=bounce.letter_id or 0, thread_kind="case").first()
    case = Case.objects.filter(pk=letter.thread_id or 0).first() if letter else None
    if case is not None and letter is not None and letter.audience == Letter.Audience.CUSTOMER:
        said = "A letter to them did not arrive. Call them, if you can, or mend their address."
        Note.objects.create(case=case, words=said)
        tell_of_bounce(case, letter)


def _words(letter: ArrivedLetter) -> str:
    return clean_text(letter.new_text or letter.whole_text)[:MOST_CHARACTERS] or clean_text(letter.subject)


def _one_of_us(letter: ArrivedLetter) -> Member | None:
    here = Member.objects.filter(left_at=None).exclude(email="").alias(address=Lower("email"))
    return here.filter(address=letter.from_email.lower()).first()


def _is_theirs(case: Case, letter: ArrivedLetter) -> bool:
    """A member may be a contact, too."""
    return letter.from_email.lower() in addresses_of(case)


def _team_that_served(contact: Contact | None) -> Team | None:
    """Whoever served them last, as far as we asked about it."""
    if contact is None:
        return None
    last = Invitation.objects.filter(contact=contact, team_id__gt=0).order_by("-created_at").first()
    return Team.objects.filter(pk=last.team_id, archived_at=None).first() if last else None


def _keep_pictures(case: Case, letter: ArrivedLetter, by: By) -> None:
    """The first three that are pictures; all else stays with the letter."""
    uploads: list[Any] = []
    for one in _pictures(letter):
        data = attachment_bytes(letter.id, one)
        if data:
            uploads.append(SimpleUploadedFile(f"photo-{one}", data))
    if uploads:
        with suppress(PhotosRefusedError):  # the letter is kept whole, and with it what could not be drawn
            add_photos(case_id=case.pk, uploads=uploads, member=None, by=by)


def _pictures(letter: ArrivedLetter) -> Sequence[int]:
    fit = [one.part for one in letter.attachments if one.content_type in PICTURES and 0 < one.size <= MOST_BYTES]
    return fit[:MOST_PHOTOS]
