"""The letter that brings a monthly page: its picture within it, the page along with it."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from wellserved.frame.speaking import greeting_name
from wellserved.insight.reports.printing import chart_of, report_pdf
from wellserved.insight.reports.shapes import Said
from wellserved.mail.shapes import FileIn
from wellserved.people.models import Member

PICTURE = "weeks"  # the content id


class ReportLetter(TypedDict):
    """What `queue_letter` wants to know of it, but for its key and its time."""

    kind: str
    audience: str
    to_email: str
    to_name: str
    subject: str
    text: str
    html: str
    files: list[FileIn]


def write_report(said: Said, reader: Member, address: str, month: date, team_id: int | None) -> ReportLetter:
    """In the language that is being spoken."""
    picture = chart_of(said, "png")
    page = f"{settings.BASE_URL}{reverse('report', args=[f'{month:%Y-%m}'])}" + (f"?team={team_id}" if team_id else "")
    context = {
        "said": said,
        "greeting": greeting_name(reader.name),
        "picture": PICTURE if picture else "",
        "page": page,
        "reports": f"{settings.BASE_URL}{reverse('reports')}",
    }
    files = [FileIn("weeks.png", "image/png", picture, PICTURE)] if picture else []
    paper = gettext("How it felt in %(month)s") % {"month": f"{month:%Y-%m}"}
    files.append(FileIn(f"{paper}.pdf", "application/pdf", report_pdf(said)))
    return {
        "kind": "report",
        "audience": "staff",
        "to_email": address,
        "to_name": reader.name,
        "subject": f"{said.title}: {said.about}",
        "text": render_to_string("insight/letters/report.txt", context).strip() + "\n",
        "html": render_to_string("insight/letters/report.html", context).strip() + "\n",
        "files": files,
    }
