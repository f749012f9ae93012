"""Days and names, as people say them in each language."""

from __future__ import annotations

from datetime import date

import pytest

from wellserved.frame.speaking import greeting_name, speaking, weekday_and_day

MAY = date(2027, 5, 3)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Monday, 3 May"),
        ("de", "Montag, 3. Mai"),
        ("fr", "lundi 3 mai"),
        ("es", "lunes, 3 de mayo"),
        ("pt-br", "segunda-feira, 3 de maio"),
        ("zh-hans", "5月3日星期一"),
        ("ar", "الاثنين، 3 مايو"),
    ],
)
def test_a_weekday_and_a_day_are_put_together_as_the_language_does(language: str, said: str) -> None:
    assert weekday_and_day(MAY, language).lower() == said.lower()


@pytest.mark.parametrize(
    ("language", "name", "called"),
    [
        ("en", "Kofi Dubois", "Kofi"),
        ("de", "Kofi Dubois", "Kofi Dubois"),
        ("en", "Dubois, Kofi", ""),
        ("en", "", ""),
        ("en", "J. R. Dubois", "J."),
        ("en", "http://toner.example now", ""),
        ("de", "Buy at toner.example", ""),
        ("de", "www.toner", ""),
        ("de", "Buy toner now " * 9, ""),
    ],
)
def test_people_are_greeted_by_the_name_they_go_by(language: str, name: str, called: str) -> None:
    with speaking(language):
        assert greeting_name(name) == called
