"""What an admin sets up before people can be asked, and what is still missing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from wellserved.interactions.models import Interaction
from wellserved.mail.queries import mail_is_set_up, releases_of_this_copy
from wellserved.people.models import Team
from wellserved.site.queries.waiting import Waiting
from wellserved.site.rules import SETUP
from wellserved.site.shapes import Line, Step
from wellserved.surveys.models import AskPolicy


def what_is_set_up() -> dict[str, QuerySet[Any]]:
    """Of each, one is enough."""
    return {
        "teams": Team.objects.all(),
        "interactions": Interaction.objects.all(),
        "release": releases_of_this_copy(),
        "go-live": AskPolicy.objects.filter(go_live_at__isnull=False),
    }


def first_steps(there: Waiting) -> list[Step]:
    """From an empty house to the first ask, in order."""
    return [
        Step(
            "Name the teams that serve, and who is in them.",
            "Their leads hear at once when somebody was not well served.",
            reverse("teams"),
            "Teams",
            there.has("teams"),
        ),
        Step(
            "Bring in the pieces of service.",
            "A CSV or Excel file from your help desk; nobody is asked about what closed before you go live.",
            reverse("imports"),
            "Bring in a file",
            there.has("interactions"),
        ),
        Step(
            "Say how letters leave.",
            "Set WELLSERVED_MAIL_URL to your mail server; until then letters wait.",
            reverse("letters"),
            "Letters",
            settings.DEMO or mail_is_set_up(),
        ),
        Step(
            "Let letters to customers leave this copy.",
            "A fresh copy writes to nobody until you say so.",
            reverse("letters"),
            "Letters",
            settings.DEMO or there.has("release"),
        ),
        Step(
            "Say when asking starts.",
            "From that moment on, people are asked how it was after they were served.",
            reverse("asking_policy"),
            "Set the moment",
            there.has("go-live"),
        ),
    ]


def setup_lines(steps: list[Step]) -> list[Line]:
    """The next step that is missing, for an admin's Today: one line at a time."""
    missing = [step for step in steps if not step.done]
    return [Line(step.sentence, step.grey, step.href, step.button, SETUP) for step in missing[:1]]
