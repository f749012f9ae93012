"""The line above a quotation, as mail programs of seven languages write it, is no part of what was written anew."""

from __future__ import annotations

import pytest

from wellserved.mail.inward.quoting import new_text_of

WHO = "Milo Reyes <milo@campus.example>"
# By language: Gmail, Apple Mail, Thunderbird, Outlook on a telephone, and how people's own settings say it.
LINES = {
    "en": [
        f"On Mon, Nov 16, 2026 at 10:02 AM {WHO} wrote:",
        "On 16 Nov 2026, at 10:02, Milo Reyes <milo@campus.example> wrote:",
        "On 16/11/2026 10:02, Milo Reyes wrote:",
        "On Monday, Milo Reyes wrote:",
        "On Monday Milo wrote:",
    ],
    "de": [
        f"Am Mo., 16. Nov. 2026 um 10:02 Uhr schrieb {WHO}:",
        f"Am 16.11.2026 um 10:02 schrieb {WHO}:",
        "Am 16.11.26 um 10:02 schrieb Milo Reyes:",
        "Am Montag schrieb Milo Reyes:",
        "Milo Reyes schrieb am Montag:",
    ],
    "es": [
        "El lun, 16 nov 2026 a las 10:02, Milo Reyes (<milo@campus.example>) escribió:",
        "El 16 nov 2026, a las 10:02, Milo Reyes <milo@campus.example> escribió:",
        "El 16/11/2026 a las 10:02, Milo Reyes escribió:",
        "El lunes, Milo Reyes escribió:",
    ],
    "fr": [
        f"Le lun. 16 nov. 2026 à 10:02, {WHO} a écrit :",
        "Le 16 nov. 2026 à 10:02, Milo Reyes <milo@campus.example> a écrit :",
        "Le 16/11/2026 à 10:02, Milo Reyes a écrit\u00a0:",
        "Lundi, Milo Reyes a écrit :",
    ],
    "pt-br": [
        f"Em seg., 16 de nov. de 2026 às 10:02, {WHO} escreveu:",
        "Em 16 de nov. de 2026, à(s) 10:02, Milo Reyes <milo@campus.example> escreveu:",
        "Em 16/11/2026 10:02, Milo Reyes escreveu:",
        "Na segunda-feira, Milo Reyes escreveu:",
    ],
    "zh-hans": [
        f"{WHO} 于2026年11月16日周一 10:02写道：",
        f"2026年11月16日 10:02，{WHO} 写道：",
        "在 2026/11/16 10:02, Milo Reyes 写道:",
        "Milo Reyes 在星期一写道：",
    ],
    "ar": [
        f"في الاثنين، 16 نوفمبر 2026 في 10:02 ص تمت كتابة ما يلي بواسطة {WHO}:",
        "في ١٦ نوفمبر ٢٠٢٦، الساعة ١٠:٠٢ ص، كتب Milo Reyes <milo@campus.example>:",
        "\u200fفي 16\u200f/11\u200f/2026 10:02، كتب Milo Reyes:",
        "كتب Milo Reyes يوم الاثنين:",
    ],
}  # fmt: skip
EACH = [(language, line) for language, lines in LINES.items() for line in lines]
NEW = {
    "en": "It works now, thank you.", "de": "Jetzt geht es, danke.", "es": "Ya funciona, gracias.",
    "fr": "Cela marche, merci.", "pt-br": "Agora funciona, obrigada.", "zh-hans": "现在好了，谢谢。",
    "ar": "يعمل الآن، شكرا.",
}  # fmt: skip


@pytest.mark.parametrize(("language", "line"), EACH)
def test_the_line_above_a_marked_quotation_is_cut(language: str, line: str) -> None:
    text = f"{NEW[language]}\n\n{line}\n\n> Dear Bea,\n>\n> does it work now?\n"
    assert new_text_of(text) == NEW[language]
    assert new_text_of(text.replace("\n", "\r\n")) == NEW[language]
    below = f"{line}\n> does it work now?\n\n{NEW[language]}\n"
    assert new_text_of(below) == NEW[language]


@pytest.mark.parametrize(("language", "line"), [one for one in EACH if len(one[1]) > 60])
def test_broken_over_two_lines_it_is_cut_as_well(language: str, line: str) -> None:
    for at in (line.index(" ", len(line) // 2), line.rindex(" ")):
        text = f"{NEW[language]}\n\n{line[:at]}\n{line[at + 1 :]}\n\n> does it work now?\n"
        assert new_text_of(text) == NEW[language], at


@pytest.mark.parametrize(("language", "line"), [one for one in EACH if any(sign.isdigit() for sign in one[1])])
def test_above_a_quotation_without_marks_it_is_cut_with_all_that_follows(language: str, line: str) -> None:
    text = f"{NEW[language]}\n\n{line}\n\nDear Bea,\n\ndoes it work now?\n\nMilo\n"
    assert new_text_of(text) == NEW[language]


@pytest.mark.parametrize(
    "words",
    [
        "As Milo wrote:\nit is the cable. I do not think so.",
        "On Monday Milo wrote a letter: it never came.",
        "Am Montag schrieb Milo mir: der Termin steht.",
        "She wrote at 10:02 and at 11:30, and nobody answered.",
    ],
)
def test_what_people_write_themselves_is_left_alone(words: str) -> None:
    assert new_text_of(words) == words
