"""Sheets for tests."""

from __future__ import annotations

from tests.cast import Cast
from wellserved.interactions.models import Service
from wellserved.prepsheets import actions
from wellserved.prepsheets.models import PrepSheet
from wellserved.prepsheets.queries import sheets_at_hand
from wellserved.prepsheets.shapes import SheetText

ENGLISH = SheetText("Five minutes.", (("Which room is it?", "So that nobody walks twice."),), "The device")
GERMAN = SheetText("Fünf Minuten.", (("Welcher Raum?", ""),))


def make_sheet(cast: Cast, *, published: bool = True, letters: bool = False, service: str = "Projectors") -> PrepSheet:
    """A sheet with an English text."""
    row, _ = Service.objects.get_or_create(name=service)
    sheet = actions.start_sheet(service=row, by=cast.admin_by)
    actions.write_text(sheet_id=sheet.pk, language="en", said=ENGLISH, member=cast.lead, by=cast.admin_by)
    if published:
        actions.publish_sheet(sheet_id=sheet.pk, by=cast.admin_by)
    if letters:
        actions.send_with_appointments(sheet_id=sheet.pk, on=True, by=cast.admin_by)
    sheets_at_hand.until = 0.0
    sheet.refresh_from_db()
    return sheet
