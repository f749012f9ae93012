"""Prep sheets over REST: for a help desk that wants to show them where a ticket is opened."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from ninja import Field, Path, Query, Router, Schema

from wellserved.kit.languages import language_for
from wellserved.prepsheets.models import PrepSheet
from wellserved.prepsheets.queries import languages_written, public_text

router = Router(tags=["prep sheets"])


class SheetOut(Schema):
    """A published prep sheet."""

    service: str = Field(description="The service that it is about.")
    slug: str = Field(description="Its name in addresses.")
    address: str = Field(description="Where anybody can read it.")
    languages: list[str] = Field(description="The languages that it is written in.")


class SheetsOut(Schema):
    """All published prep sheets."""

    sheets: list[SheetOut] = Field(description="By service.")


class QuestionOut(Schema):
    """One question of a sheet."""

    ask: str = Field(description="What we will ask.")
    why: str = Field(description="Why we ask it; may be empty.")


class TextOut(Schema):
    """A prep sheet in one language."""

    service: str = Field(description="The service that it is about.")
    language: str = Field(description="The language of this text: the wanted one, else English, else what there is.")
    version: int = Field(description="Counts up with each change in this language.")
    written_at: datetime = Field(description="When this version was written.")
    intro: str = Field(description="A sentence or two; may be empty.")
    questions: list[QuestionOut] = Field(description="What we will ask, and why, in order.")
    bring: str = Field(description="What to bring or have at hand; may be empty.")


@router.get("/prep-sheets", response=SheetsOut, operation_id="list_prep_sheets", summary="Prep sheets")
def list_prep_sheets(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001
    """What people should know before they come, by service: the sheets that are published."""
    written = languages_written()
    sheets = (
        PrepSheet.objects.filter(published_at__isnull=False).select_related("service").order_by("service__name_key")
    )
    return {
        "sheets": [
            {
                "service": sheet.service.name,
                "slug": sheet.slug,
                "address": f"{settings.BASE_URL}/prep/{sheet.slug}",
                "languages": written.get(sheet.pk, []),
            }
            for sheet in sheets
        ]
    }


@router.get("/prep-sheets/{slug}", response=TextOut, operation_id="read_prep_sheet", summary="One prep sheet")
def read_prep_sheet(
    request: HttpRequest,  # noqa: ARG001
    slug: str = Path(..., description="Its name in addresses."),  # type: ignore[type-arg]
    language: str = Query("", max_length=20, description="The language wanted, such as de or pt-br."),  # type: ignore[type-arg]
) -> dict[str, Any]:
    """A published sheet in the language that serves best."""
    text = public_text(slug, language_for(language, ""))
    if text is None:
        raise Http404("There is no published prep sheet of this name.")
    return {
        "service": text.sheet.service.name,
        "language": text.language,
        "version": text.version,
        "written_at": text.written_at,
        "intro": text.intro,
        "questions": [{"ask": ask, "why": why} for ask, why in text.questions],
        "bring": text.bring,
    }
