"""Prep sheets of the sample year: what people should know before they come, and whether that helped."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from django.conf import settings
from django.db import transaction

from wellserved.demo.campus import SEED
from wellserved.interactions.models import Interaction, Service
from wellserved.journal.shapes import SYSTEM
from wellserved.kit.clock import local_day
from wellserved.people.models import Contact, Member, Team
from wellserved.prepsheets import actions
from wellserved.prepsheets.models import Knowing, PrepSheet
from wellserved.prepsheets.shapes import SheetText
from wellserved.surveys.models import Response

PUBLISHED_AGO = timedelta(days=120)
SHARE_WHO_SAID = 0.45
# Of those who say: how many did not know, partly, knew.
BEFORE, AFTER = (30, 30, 40), (14, 24, 62)
SHEETS: dict[str, dict[str, SheetText]] = {
    "Two-step sign-in": {
        "en": SheetText(
            "Most of this takes five minutes if you have these at hand.",
            (
                (
                    "Which phone do you use now, and do you still have the old one?",
                    "The old one can hand over.",
                ),
                ("Are you at your own computer?", "We will ask you to open a page there."),
                ("Which name do you sign in with?", "So that nobody can change it for somebody else."),
            ),
            "Your phone, and something with your name and picture on it",
        ),
        "de": SheetText(
            "Das meiste dauert fünf Minuten, wenn Sie dies bereithalten.",
            (
                ("Welches Telefon nutzen Sie jetzt, und haben Sie das alte noch?", "Das alte kann selbst übergeben."),
                ("Sitzen Sie an Ihrem eigenen Rechner?", "Wir bitten Sie, dort eine Seite zu öffnen."),
                ("Mit welchem Namen melden Sie sich an?", "Damit niemand etwas für andere ändern kann."),
            ),
            "Ihr Telefon und etwas mit Ihrem Namen und Bild",
        ),
    },
    "Printers": {
        "en": SheetText(
            "",
            (
                ("Which printer is it? There is a number on its front.", "So that we come to the right one."),
                ("What does its screen say?", "Often that is enough to mend it on the phone."),
            ),
            "",
        ),
    },
}
DRAFT = ("Door cards", SheetText("", (("Which door, and at what time?", "Each door keeps a list of its own."),)))


@transaction.atomic
def prepare_people(end: datetime) -> None:
    random = Random(SEED + 11)  # noqa: S311
    lead = Member.objects.filter(memberships__leads=True).order_by("pk").first()
    introduced = end - PUBLISHED_AGO
    for name, texts in SHEETS.items():
        sheet = _written(name, texts, lead)
        if sheet is None:
            continue
        actions.publish_sheet(sheet_id=sheet.pk, by=SYSTEM)
        day = local_day(introduced, settings.TIME_ZONE)
        PrepSheet.objects.filter(pk=sheet.pk).update(published_at=introduced, introduced_on=day)
        answers = Response.objects.filter(invitation__service_id=sheet.service_id).order_by("pk")
        Knowing.objects.bulk_create(
            Knowing(
                sheet=sheet,
                invitation_id=pk,
                day=answered_for,
                answer=random.choices((0, 1, 2), AFTER if answered_for >= day else BEFORE)[0],
            )
            for pk, answered_for in answers.values_list("pk", "invitation__day")
            if random.random() < SHARE_WHO_SAID
        )
    _written(DRAFT[0], {"en": DRAFT[1]}, lead)
    _book(end)


def _written(name: str, texts: dict[str, SheetText], lead: Member | None) -> PrepSheet | None:
    service = Service.objects.filter(name=name).first()
    if service is None:
        return None
    sheet = actions.start_sheet(service=service, by=SYSTEM)
    for language, said in texts.items():
        actions.write_text(sheet_id=sheet.pk, language=language, said=said, member=lead, by=SYSTEM)
    return sheet


def _book(end: datetime) -> None:
    """Appointments that lie ahead, for the service with a sheet: what a letter would be written about."""
    service = Service.objects.filter(name="Two-step sign-in").first()
    team = Team.objects.filter(name="Accounts and access").first()
    contacts = Contact.objects.exclude(email="").filter(opted_out_at=None).select_related("client").order_by("pk")[:3]
    for number, contact in enumerate(contacts):
        Interaction.objects.create(
            source="desk",
            external_id=f"APP-{number + 1}",
            service=service,
            team=team,
            client=contact.client,
            contact=contact,
            channel="appointment",
            subject="A new phone for signing in",
            scheduled_at=(end + timedelta(days=number + 1)).replace(minute=0, second=0, microsecond=0),
            opened_at=end - timedelta(hours=number + 2),
        )
