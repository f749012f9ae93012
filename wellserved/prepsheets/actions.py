"""Every write of this room but the letters before appointments."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from wellserved.interactions.models import Service
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import local_day, now
from wellserved.kit.languages import LANGUAGES
from wellserved.people.models import Member
from wellserved.prepsheets.models import Knowing, PrepSheet, PrepText
from wellserved.prepsheets.rules import MOST_QUESTIONS, slug_of
from wellserved.prepsheets.shapes import SheetText


@transaction.atomic
def start_sheet(*, service: Service, by: By) -> PrepSheet:
    """The sheet of a service, found or begun. From now on who was served is asked whether they knew what we needed."""
    Service.objects.select_for_update().get(pk=service.pk)
    known = PrepSheet.objects.filter(service=service).first()
    if known:
        return known
    slug = slug_of(service.name, set(PrepSheet.objects.values_list("slug", flat=True)))
    sheet = PrepSheet.objects.create(service=service, slug=slug)
    record(kind="prepsheet.started", by=by, subject_kind="prepsheet", subject_id=sheet.pk)
    return sheet


@transaction.atomic
def write_text(*, sheet_id: int, language: str, said: SheetText, member: Member | None, by: By) -> PrepText | None:
    """A new version of the text in one language; None if it says what stood there. A ValueError says why not."""
    if language not in LANGUAGES:
        raise ValueError("This is not one of our languages.")
    if not said.questions:
        raise ValueError("A sheet needs at least one question that we will ask.")
    if len(said.questions) > MOST_QUESTIONS:
        raise ValueError(f"More than {MOST_QUESTIONS} questions are too many to prepare for.")
    PrepSheet.objects.select_for_update().get(pk=sheet_id)
    texts = PrepText.objects.filter(sheet_id=sheet_id, language=language)
    latest = texts.order_by("-version").first()
    questions = [list(pair) for pair in said.questions]
    if latest and (latest.intro, latest.questions, latest.bring) == (said.intro, questions, said.bring):
        return None
    version = (texts.aggregate(last=Max("version"))["last"] or 0) + 1
    text = PrepText.objects.create(
        sheet_id=sheet_id,
        language=language,
        version=version,
        intro=said.intro,
        questions=questions,
        bring=said.bring,
        written_by=member,
    )
    record(kind="prepsheet.written", by=by, subject_kind="prepsheet", subject_id=sheet_id, language=language)
    return text


@transaction.atomic
def publish_sheet(*, sheet_id: int, by: By) -> bool:
    """Anybody may read it from now on. A ValueError where there is nothing to read yet."""
    sheet = PrepSheet.objects.select_for_update().get(pk=sheet_id)
    if not sheet.texts.exists():
        raise ValueError("There is no text yet. Write it in one language first.")
    if sheet.published_at:
        return False
    sheet.published_at = now()
    sheet.introduced_on = sheet.introduced_on or local_day(now(), settings.TIME_ZONE)
    sheet.save(update_fields=["published_at", "introduced_on"])
    record(kind="prepsheet.published", by=by, subject_kind="prepsheet", subject_id=sheet_id)
    return True


@transaction.atomic
def withdraw_sheet(*, sheet_id: int, by: By) -> bool:
    """Only we can read it from now on; nothing of it is lost, and no letter goes out with it."""
    done = PrepSheet.objects.filter(pk=sheet_id, published_at__isnull=False).update(published_at=None)
    if done:
        record(kind="prepsheet.withdrawn", by=by, subject_kind="prepsheet", subject_id=sheet_id)
    return bool(done)


@transaction.atomic
def send_with_appointments(*, sheet_id: int, on: bool, by: By) -> bool:
    """Whether whoever has an appointment gets a letter with the sheet before."""
    done = PrepSheet.objects.filter(pk=sheet_id, with_appointments=not on).update(with_appointments=on)
    if done:
        record(kind="prepsheet.letters_changed", by=by, subject_kind="prepsheet", subject_id=sheet_id, on=on)
    return bool(done)


@transaction.atomic
def note_knowing(*, sheet_id: int, invitation_id: int, day: date, answer: int) -> bool:
    """Whether somebody knew what we needed: what was said first stands."""
    if answer not in (0, 1, 2):
        raise ValueError("Yes, partly or no.")
    _, new = Knowing.objects.get_or_create(
        invitation_id=invitation_id, defaults={"sheet_id": sheet_id, "day": day, "answer": answer}
    )
    if new:
        record(kind="prepsheet.answered", subject_kind="prepsheet", subject_id=sheet_id)
    return new
