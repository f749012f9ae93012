"""What is wrong with a form is said in our words, not in the library's."""

from __future__ import annotations

from django import forms
from django.utils.translation import override

from tests.catalogues import OWN_WORDS, own_words, own_words_mo


class Example(forms.Form):
    name = forms.CharField(max_length=5)
    email = forms.EmailField()
    many = forms.IntegerField(max_value=9)
    which = forms.ChoiceField(choices=[("a", "A")])
    file = forms.FileField()


def said(data: dict[str, str]) -> str:
    return " ".join(error for errors in Example(data).errors.values() for error in errors)


def test_the_compiled_words_are_those_that_are_kept() -> None:
    assert OWN_WORDS.with_suffix(".mo").read_bytes() == own_words_mo(), "Run tools/messages"


def test_every_word_is_ours() -> None:
    for message in own_words():
        if message.id:
            assert all(message.string), message.id
            assert "valid" not in str(message.string), message.id


def test_an_empty_form_asks_to_be_filled_in() -> None:
    assert "Please fill this in." in said({})
    assert "required" not in said({})
    assert "Please choose a file." in said({}) or "fill this in" in said({})


def test_what_is_wrong_is_said_plainly() -> None:
    words = said({"name": "far too long", "email": "x", "many": "12", "which": "b"})
    assert "There is room for at most 5 characters" in words
    for part in ("not look like an e-mail", "At most 9", "choose from the list"):
        assert part in words
    assert "Ensure" not in words and "valid" not in words


def test_other_languages_keep_their_own() -> None:
    with override("de"):
        assert "zwingend erforderlich" in said({})
