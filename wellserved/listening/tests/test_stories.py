"""A quote grows into a story, names nobody without their consent, and stands on Pulse."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.listening.models import CallLine, Story
from wellserved.listening.queries.stories import latest_story
from wellserved.listening.tests.spoken import a_spoken_round, line_ids
from wellserved.people.actors import actor_of_member

SAID = {"title": "Seven in the morning", "text": "A lab begins at seven.\nThe desk opens at nine."}


def test_nobody_is_named_unless_they_agreed_and_somebody_says_how_we_know(cast: Cast) -> None:
    one, member = a_spoken_round(cast), cast.browser("member")
    line = line_ids(one, question=2, is_quote=True)[0]
    name = CallLine.objects.get(pk=line).call.contact.name  # type: ignore[union-attr]
    got = member.post(f"/notes/{line}/story/", SAID, follow=True)
    story = Story.objects.get()
    assert "Somebody we serve" in got.content.decode() and name not in got.content.decode()
    assert (story.quote, story.contact, story.consent_at) == ("I start at seven, and you open at nine.", None, None)
    got = member.post(f"/stories/{story.pk}/", {**SAID, "named": "on"})
    assert got.status_code == 422 and "Say how we know that they agreed" in got.content.decode()
    agreed = {**SAID, "named": "on", "consent_words": "said so on the phone"}
    assert name in member.post(f"/stories/{story.pk}/", agreed, follow=True).content.decode()
    story.refresh_from_db()
    assert story.consent_at is not None and story.consent_noted_by == cast.member
    # Words about a consent that was taken back name nobody.
    member.post(f"/stories/{story.pk}/", {**SAID, "consent_words": "said so on the phone"})
    story.refresh_from_db()
    assert (story.contact, story.consent_at, story.consent_words) == (None, None, "")
    member.post(f"/stories/{story.pk}/dropping/")
    assert not Story.objects.exists() and CallLine.objects.filter(pk=line).exists()
    kinds = list(Entry.objects.filter(kind__startswith="story.").order_by("pk").values_list("kind", "details__named"))
    assert kinds == [
        ("story.written", False),
        ("story.changed", True),
        ("story.changed", False),
        ("story.dropped", None),
    ]


def test_not_even_the_database_keeps_a_name_without_a_consent(cast: Cast) -> None:
    one = a_spoken_round(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.create(round=one, title="x", text="y", contact=cast.contact)


def test_who_is_erased_is_named_no_more(cast: Cast) -> None:
    one, member = a_spoken_round(cast), cast.browser("member")
    line = line_ids(one, is_quote=True)[0]
    member.post(f"/notes/{line}/story/", {**SAID, "named": "on", "consent_words": "on the phone"})
    actor = actor_of_member(cast.member)
    found = latest_story(actor)
    assert found is not None and found.who
    Story.objects.update(contact=None)  # as erasing somebody leaves it
    found = latest_story(actor)
    assert found is not None and found.who == ""


def test_pulse_shows_the_latest_story_of_the_team(cast: Cast) -> None:
    one, member = a_spoken_round(cast), cast.browser("member")
    assert "Heard in:" not in member.get("/pulse/").content.decode()
    for title in ("The first", "The second"):
        member.post(f"/notes/{line_ids(one, is_quote=True)[0]}/story/", {**SAID, "title": title})
    page = member.get(f"/pulse/?team={cast.desk.pk}").content.decode()
    assert "The second" in page and "The first" not in page and "Somebody we serve" in page
    for who, href in (("manager", f"/pulse/?team={cast.networks.pk}"), ("outsider", "/pulse/")):
        assert "The second" not in cast.browser(who).get(href).content.decode()
    assert "The second" in cast.browser("manager").get("/pulse/").content.decode()
