"""Reading prep sheets."""

from __future__ import annotations

import time

from django.db.models import Count, F, Max, Q, QuerySet

from wellserved.interactions.models import Service
from wellserved.people.models import Contact
from wellserved.people.shapes import Actor
from wellserved.prepsheets.models import Knowing, PrepSheet, PrepText
from wellserved.prepsheets.rules import Effect, effect_of, language_shown
from wellserved.prepsheets.shapes import AtHand

FRESH = 30.0  # seconds that the answer page believes what it knew of sheets


def sheets_visible_to(actor: Actor) -> QuerySet[PrepSheet]:  # noqa: ARG001
    """Everybody who serves may read what we ask people."""
    return PrepSheet.objects.select_related("service").order_by("service__name_key")


def sheets_editable_by(actor: Actor) -> QuerySet[PrepSheet]:
    """Leads and above write them."""
    return sheets_visible_to(actor) if actor.leads else PrepSheet.objects.none()


def sheets_published_by(actor: Actor) -> QuerySet[PrepSheet]:
    """An admin lets the world read them."""
    return sheets_visible_to(actor) if actor.is_admin else PrepSheet.objects.none()


def services_without_sheet() -> QuerySet[Service]:
    return Service.objects.filter(prep_sheet=None).order_by("name_key")


def texts_in_force(sheet: PrepSheet) -> dict[str, PrepText]:
    """The latest text in each language."""
    latest = PrepText.objects.filter(sheet=sheet).values("language").annotate(last=Max("version"))
    wanted = Q(pk=None)
    for row in latest:
        wanted |= Q(language=row["language"], version=row["last"])
    return {text.language: text for text in PrepText.objects.filter(wanted, sheet=sheet).select_related("written_by")}


def languages_written() -> dict[int, list[str]]:
    """The languages of every sheet."""
    found: dict[int, list[str]] = {}
    for sheet_id, language in PrepText.objects.values_list("sheet_id", "language").distinct().order_by("language"):
        found.setdefault(sheet_id, []).append(language)
    return found


def public_text(slug: str, language: str) -> PrepText | None:
    """What anybody may read under this address, in the language that serves best."""
    sheet = PrepSheet.objects.filter(slug=slug, published_at__isnull=False).first()
    if sheet is None:
        return None
    texts = texts_in_force(sheet)
    return texts.get(language_shown(language, texts))


def effect_on_knowing(sheet: PrepSheet) -> Effect:
    """Who knew what we needed, before and after the sheet was introduced. One query."""
    after = Q(day__gte=sheet.introduced_on) if sheet.introduced_on else Q(pk=None)
    said = Knowing.objects.filter(sheet=sheet).aggregate(
        k1=Count("pk", filter=~after & Q(answer=2)),
        n1=Count("pk", filter=~after),
        k2=Count("pk", filter=after & Q(answer=2)),
        n2=Count("pk", filter=after),
    )
    return effect_of(**said)


def speakers_of(languages: list[str]) -> dict[str, int]:
    """How many contacts read each of these languages."""
    rows = Contact.objects.filter(language__in=languages).values(code=F("language")).annotate(n=Count("pk")).order_by()
    return {row["code"]: row["n"] for row in rows}


def knows(invitation_id: int) -> bool:
    """Whether this was answered already."""
    return Knowing.objects.filter(invitation_id=invitation_id).exists()


class _Sheets:
    """The sheets as this process knew them a moment ago: there are few, and the answer page asks each time."""

    def __init__(self) -> None:
        self.until = 0.0
        self.known: dict[int, AtHand] = {}

    def of(self, service_id: int) -> AtHand | None:
        if time.monotonic() >= self.until:
            rows = PrepSheet.objects.values_list("service_id", "pk", "slug", "published_at")
            self.known = {service: AtHand(pk, slug, published is not None) for service, pk, slug, published in rows}
            self.until = time.monotonic() + FRESH
        return self.known.get(service_id)


sheets_at_hand = _Sheets()
