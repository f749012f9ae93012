"""What is new in an answer, measured on letters of many mail programs and languages against what a reader would say."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellserved.mail.inward.quoting import new_text_of, without_quotation

LETTERS = Path(__file__).resolve().parents[4] / "shared" / "data" / "letters" / "replies"
# Where each letter's quotation begins, read by hand: the first words of that line. Letters not named quote nothing.
BEGINS = {
    "email_2": "On Tue, 2011", "email_2_1": " ------", "email_3": "On 01/03/11", "email_4": "On Aug 22",
    "email_6": "On Dec 16", "email_7": "Il giovedì", "email_8": "Op 12 december", "email_9": "====",
    "email_10": "De : Company", "email_11": "   De : Company", "email_12": "Van: Company", "email_13": "Da: Company",
    "email_14": "W dniu", "email_15": "Etiam", "email_16": "Dnia 27", "email_17": "W dniu", "email_18": "From: John",
    "email_19": "On Dec 16", "email_20": "> On May", "email_22": "30.09.2017", "email_23": "2017-11-24",
    "email_24": "On Wed, 14", "email_25": "11:00 AM", "email_26": "Wednesday, 17",
    "email_bullets": "On Fri, Feb", "email_custom_quote_header": "2013.02.08",
    "email_customer_quote_header_2": "From: somedude",
    "email_customer_quote_header_3": "      De :", "email_danish_dash_separator": "-------- Oprindelig",
    "email_en_multiline_2": "On Tue, 16", "email_finnish": "pe 20.", "email_fr_multiline": "Le lun.",
    "email_french_2": "> Le 29", "email_french_dash_separator": "-------- Message", "email_german": "Am 13.12",
    "email_german_2": "Von: John", "email_german_3": "Hi there!", "email_german_outlook": "-----Urspr",
    "email_gmail_split_line_from": "On Mon, Aug 26", "email_ios_outlook": "____", "email_ios_outlook_fr": "____",
    "email_italian": "In data 11", "email_msn": "____", "email_norwegian_gmail": "tir. 18",
    "email_one_is_not_on": "On Oct 1", "email_original_message": "-----original",
    "email_original_message_2": "----- Original", "email_outlook_split_line_from": "From: Human",
    "email_portuguese": "Em 10 de", "email_reply_header": "On Wed, Dec 9", "email_russian": "ср, 30",
    "email_sent_from": "On Jun 17", "email_thread": "On Nov 21", "email_unquoted_reply": "On Nov 26",
    "email_with_date_headers": "[DATE]", "email_zoho": "---- On Wed",
}  # fmt: skip
GOAL = 0.9  # of the letters; see the figure that the test prints when it fails


def expected(name: str, text: str) -> str:
    lines = text.splitlines()
    if name in BEGINS:
        start = next(place for place, line in enumerate(lines) if line.startswith(BEGINS[name]))
        after = [line for line in lines[start + 1 :] if not line.startswith(">")] if name == "email_2" else []
        lines = lines[:start] + after  # that one was answered between the quoted lines
    return " ".join(" ".join(lines).split())


@pytest.mark.skipif(not LETTERS.exists(), reason="the letters lie beside the project")
def test_the_new_text_is_what_a_reader_would_call_new() -> None:
    wrong = []
    names = sorted(path.stem for path in LETTERS.glob("*.txt"))
    for name in names:
        text = (LETTERS / f"{name}.txt").read_text(encoding="utf-8", errors="replace")
        if " ".join(new_text_of(text).split()) != expected(name, text):
            wrong.append(name)
    right = 1 - len(wrong) / len(names)
    assert len(names) > 60 and right >= GOAL, f"{right:.1%} of {len(names)} as a reader would; not: {wrong}"


@given(st.text(st.sampled_from("On wrote:>\n @.<>-_=1From Sent\u200f\u202e"), max_size=2_000))
@settings(max_examples=60)
def test_something_is_always_left_and_our_own_rules_never_add_any(text: str) -> None:
    found = without_quotation(text)
    assert set(found) <= set(text) | {"\n"} and len(found) <= len(text)


@pytest.mark.parametrize("piece", ["On a b c ", "On ", "\n", "From: a\n", "> \n", "-- \n", "1:1 wrote:\n", "a@b.c:\n"])
def test_our_own_rules_are_linear_whatever_the_text(piece: str) -> None:
    begun = time.process_time()
    without_quotation(piece * (100_000 // len(piece)))
    assert time.process_time() - begun < 4, "100,000 characters of it: minutes if it were not linear"


def test_what_stands_between_quoted_lines_is_kept() -> None:
    assert without_quotation("> Does it work?\nYes.\n> And now?\nNo.") == "Yes.\nNo."


def test_an_answer_that_is_nothing_but_quotation_is_shown_whole() -> None:
    assert new_text_of("> Hello\n> there") == "> Hello\n> there"
