"""The meeting before a page; and a page that becomes a format."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.cast import Cast
from wellserved.calendars.models import Appointment
from wellserved.explanations.models import Format, Meeting
from wellserved.explanations.queries.formats import format_of, formats_for
from wellserved.explanations.tests.explained import begun, written
from wellserved.kit.clock import now
from wellserved.mail.models import Letter

pytestmark = pytest.mark.django_db


def test_everybody_is_invited_by_calendar_and_hears_when_it_is_off(cast: Cast) -> None:
    one, lead = begun(cast, cast.lead), cast.browser("lead")
    page = lead.get(reverse("explanation_meeting", args=[one.pk])).content.decode()
    assert f'<option value="{cast.manager.pk}" selected>' in page  # whom the team's lead reports to
    at = (now() + timedelta(days=3)).replace(microsecond=0)
    form = {"starts_at": f"{at:%Y-%m-%dT%H:%M}", "minutes": 30, "place": "Room 2", "people": [cast.member.pk]}
    lead.post(reverse("explanation_meeting", args=[one.pk]), form)
    meeting = Meeting.objects.get()
    letters = Letter.objects.filter(kind="explanation").order_by("to_email")
    assert [letter.to_email for letter in letters] == ["lena@campus.example", "milo@campus.example"]
    assert all("METHOD:REQUEST" in letter.calendar and "LOCATION:Room 2" in letter.calendar for letter in letters)
    Letter.objects.update(state="sent")
    lead.post(reverse("explanation_meeting_off", args=[one.pk, meeting.pk]))
    assert Appointment.objects.get().state == "off"
    assert Letter.objects.filter(calendar__contains="METHOD:CANCEL").count() == 2


def test_its_notes_stay_in_the_house(cast: Cast) -> None:
    one, lead = begun(cast, cast.lead), cast.browser("lead")
    meeting = Meeting.objects.create(explanation=one, starts_at=now())
    lead.post(reverse("explanation_meeting_notes", args=[one.pk, meeting.pk]), {"notes": "It was the server."})
    page = lead.get(reverse("explanation", args=[one.pk])).content.decode()
    assert "It was the server." in page.split('<article class="explained')[0]
    assert "It was the server." not in page.split('<article class="explained')[1].split("</article>")[0]


def test_a_page_becomes_a_format_that_names_its_author(cast: Cast) -> None:
    one, member = written(cast), cast.browser("member")
    form = {"name": "Two sentences", "about": "For who has no time.", "words": 60, "channel": "link", "tone": "warm"}
    form |= {"prompt_why": "One thought."}
    page = member.post(reverse("explanation_format_new", args=[one.pk]), form, follow=True).content.decode()
    assert "Two sentences" in page and "by Milo Member" in page
    made = format_of(f"own:{Format.objects.get().pk}")
    assert (made.template, made.prompts, made.words) == ("timeline", {"why": "One thought."}, 60)
    assert made in formats_for(cast.desk.pk) and made not in formats_for(cast.networks.pk)
    cast.browser("lead").post(reverse("explanation_format_aside", args=[Format.objects.get().pk]))
    assert made not in formats_for(cast.desk.pk)
    assert format_of(made.key).name == "Two sentences"  # pages in it stay readable
