"""A letter speaks the language of whoever it is for; what is in it is the same in all."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.frame.speaking import day_of_month, speaking, weekday
from wellserved.kit.languages import LANGUAGES
from wellserved.mail.models import Letter
from wellserved.passages.models import Passage
from wellserved.people.models import Contact
from wellserved.surveys.letter import write_ask
from wellserved.surveys.models import Invitation
from wellserved.surveys.rules.about import WORDS, about_phrase, read_about, shorten
from wellserved.surveys.saying import say_about, say_team
from wellserved.surveys.tasks.reacting import react_to_answers
from wellserved.surveys.tests.answers import make_answer
from wellserved.surveys.tests.asking import a_closed_interaction, go_live, run
from wellserved.surveys.tests.links import make_link

SUBJECTS = {
    "en": "How was your call on Tuesday?",
    "es": "¿Qué tal fue su llamada del martes?",
    "de": "Wie war Ihr Anruf am Dienstag?",
    "fr": "Qu’avez-vous pensé de votre appel de mardi\u202f?",
    "pt-br": "Como foi sua ligação de terça-feira?",
    "zh-hans": "您星期二的来电，体验如何？",
    "ar": "كيف وجدتم مكالمتكم يوم الثلاثاء؟",
}
ENGLISH = re.compile(r"\b(the|you|your|is|and|within|until|ask|reads|about|served|press)\b")


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True


def letter_in(cast: Cast, language: str, **changes: Any) -> Any:
    Contact.objects.filter(pk=cast.contact.pk).update(language=language, **changes)
    cast.contact.refresh_from_db()
    about = "your call on Tuesday about “Proyector”"
    expires = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)
    invitation = make_link(cast, seed="a" * 32, about=about, expires_at=expires).invitation
    return write_ask(invitation, cast.contact, cast.desk, [cast.member], 30)


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_whole_letter_is_in_the_contacts_language(cast: Cast, language: str) -> None:
    words = letter_in(cast, language)
    assert words["subject"] == SUBJECTS[language]
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in words["html"]
    text = re.sub(r"https?://\S+|\{\{.*?\}\}|Service desk|Our organisation", "", words["text"])
    seen = re.sub(r"<(style|title).*?</\1>|<[^>]*>", " ", words["html"], flags=re.S)
    assert "Proyector" in text and "Proyector" in seen
    if language != "en":
        assert ENGLISH.findall(text) == [] and ENGLISH.findall(seen.replace("Service desk", "")) == []
    for felt in range(1, 6):
        assert f"?felt={felt}" in words["text"] and f"?felt={felt}" in words["html"]
    assert words["text"].count("/u/{{token:answer:") == words["html"].count("/u/{{token:answer:") == 1


def test_an_unknown_language_is_answered_in_the_organisations(cast: Cast, settings: Any) -> None:
    settings.OTHERWISE_SPOKEN = "de"
    assert letter_in(cast, "")["subject"] == letter_in(cast, "tlh")["subject"] == SUBJECTS["de"]
    assert letter_in(cast, "fr-CA")["subject"] == SUBJECTS["fr"]


def test_the_last_day_is_that_of_the_contacts_own_clock(cast: Cast) -> None:
    assert "bis zum 2. Dezember" in letter_in(cast, "de", timezone="Europe/Berlin")["text"]
    assert "bis zum 1. Dezember" in letter_in(cast, "de", timezone="America/Lima")["text"]
    assert "bis zum 1. Dezember" in letter_in(cast, "de", timezone="Mars/Olympus")["text"]


def test_whoever_is_addressed_formally_is_not_greeted_by_the_first_name_alone(cast: Cast) -> None:
    first = cast.contact.name.split()[0]
    assert letter_in(cast, "de")["text"].startswith(f"Guten Tag {cast.contact.name},")
    assert letter_in(cast, "es")["text"].startswith(f"Hola, {first}:")


def test_the_worker_speaks_as_before_when_a_letter_is_written(cast: Cast) -> None:
    go_live()
    Contact.objects.filter(pk=cast.contact.pk).update(language="ar")
    a_closed_interaction(cast)
    run()
    assert "مرحبًا" in Letter.objects.get().text
    invitation = Invitation.objects.get()
    assert invitation.language == "ar" and invitation.about.startswith("your call on ")  # as members read it
    with speaking("de"), speaking("ar"):
        pass
    assert letter_in(cast, "en")["subject"] == SUBJECTS["en"]


@pytest.mark.parametrize(("language", "frame"), [("", "You wrote:"), ("de", "Sie schrieben:"), ("zh-hans", "您写道：")])
def test_a_reply_is_framed_in_the_contacts_language(cast: Cast, language: str, frame: str) -> None:
    Contact.objects.filter(pk=cast.contact.pk).update(language=language)
    response = make_answer(cast, words="Explained it twice.")
    react_to_answers()
    Passage.objects.update(reader=cast.lead)
    cast.browser("lead").post(f"/feedback/{response.pk}/reply/", {"text": "Glad to hear it."})
    letter = Letter.objects.get(kind="reply")
    assert f"\n\n{frame}\n> Explained it twice." in letter.text
    assert ("Thank you" in letter.subject) == (language == "")


@given(
    st.sampled_from([*WORDS, "fax"]),
    st.text(max_size=120),
    st.datetimes(datetime(2024, 1, 1), datetime(2040, 1, 1)),
    st.integers(0, 40),
)
def test_what_it_is_about_can_be_said_again(channel: str, subject: str, day: datetime, ago: int) -> None:
    phrase = about_phrase(channel, subject, day, day + timedelta(days=ago))
    read = read_about(phrase)
    assert read is not None and read.topic == shorten(" ".join(subject.split()))
    assert (read.weekday is None) == (ago >= 6)
    if read.weekday:
        assert read.weekday.weekday() == day.weekday()
    elif read.day:
        assert (read.day.month, read.day.day) == (day.month, day.day)


@given(st.text(max_size=100))
def test_what_somebody_worded_otherwise_is_left_as_it_is(phrase: str) -> None:
    with speaking("de"):
        assert say_about(phrase) == phrase


def test_days_are_written_as_each_language_writes_them() -> None:
    day = datetime(2026, 12, 1).date()
    said = {}
    for language in LANGUAGES:
        with speaking(language):
            said[language] = (weekday(day), day_of_month(day))
    assert said == {
        "en": ("Tuesday", "1 December"),
        "es": ("martes", "1 de diciembre"),
        "de": ("Dienstag", "1. Dezember"),
        "fr": ("mardi", "1er décembre"),
        "pt-br": ("terça-feira", "1 de dezembro"),
        "zh-hans": ("星期二", "12月1日"),
        "ar": ("الثلاثاء", "1 ديسمبر"),
    }


def test_a_team_is_named_as_each_language_would() -> None:
    assert say_team("Networks", "Campus IT") == "the Networks team"
    with speaking("fr"):
        assert (say_team("Networks", "Campus IT"), say_team("", "Campus IT")) == ("l’équipe Networks", "Campus IT")
