"""Dates what was done to a case of the sample year to when it happened, and draws the photo that came with one."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from PIL import Image, ImageDraw

from wellserved.calendars.queries import hours_for
from wellserved.cases.actions.keeping import keep
from wellserved.cases.models import Case, Message, Note, Understanding
from wellserved.cases.rules import clocks
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.people.models import Team
from wellserved.surveys.models import SecondChance

MOVED = ("acknowledged_at", "answered_at", "closed_at", "chance_since", "paused_at")


class Then:
    """What is done to a case within is dated to then."""

    def __init__(self, case: Case, at: datetime) -> None:
        self._case, self._at, self._begun = case, at, now()

    def __enter__(self) -> None:
        pass

    def __exit__(self, *given: object) -> None:
        date_to(self._case, self._begun, self._at)


def date_to(case: Case, begun: datetime, at: datetime) -> None:
    for model in (Message, Note, Understanding):
        model.objects.filter(case=case, at__gte=begun).update(at=at)
    Entry.objects.filter(subject_kind="case", subject_id=case.pk, at__gte=begun).update(at=at)
    letters = Letter.objects.filter(key__startswith=f"case:{case.pk}:", created_at__gte=begun)
    letters.update(state=Letter.State.SENT, created_at=at, not_before=at, sent_at=at + timedelta(seconds=4))
    kept = Case.objects.get(pk=case.pk)
    for name in MOVED:
        if (moment := getattr(kept, name)) and moment >= begun:
            setattr(kept, name, at)
    hours = hours_for(case.team_id)
    if kept.paused_at == at:
        kept.paused_until = clocks.paused_until(at, hours)
    if kept.read_by and kept.read_by > clocks.read_by(at, hours):
        kept.read_by = clocks.read_by(at, hours)
    keep(kept)
    if kept.chance_since == at and kept.contact_id:
        SecondChance.objects.filter(contact_id=kept.contact_id).update(since=F("since") - (begun - at))


def long_ago_enough(team: Team, end: datetime) -> datetime:
    """So long ago that it should have been acknowledged an hour or two ago."""
    hours, policy = hours_for(team.pk), 8
    at = end
    while clocks.acknowledge_by(at, policy, hours) > end - timedelta(hours=1):
        at -= timedelta(minutes=30)
    return at


def a_photo() -> SimpleUploadedFile:
    """A sample photo, drawn: a screen with a message on a desk."""
    picture = Image.new("RGB", (960, 640), "#8a7864")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((140, 60, 820, 480), fill="#24211e")
    draw.rectangle((164, 84, 796, 456), fill="#31557c")
    draw.rectangle((300, 190, 660, 350), fill="#f2efe9")
    draw.text((330, 220), "No connection to the display", fill="#211c17", font_size=22)
    draw.text((330, 262), "Error 0x2f. Ask your help desk.", fill="#6d645a", font_size=18)
    draw.rectangle((560, 300, 640, 332), fill="#d9d3c8")
    draw.rectangle((420, 480, 540, 560), fill="#24211e")
    draw.rectangle((320, 556, 640, 580), fill="#24211e")
    out = BytesIO()
    picture.save(out, "JPEG", quality=85)
    return SimpleUploadedFile("screen.jpg", out.getvalue(), "image/jpeg")
