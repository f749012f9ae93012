"""After a call: thanks by letter in their language, promises, a case; each of them once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.cast import Cast
from wellserved.cases.models import Case
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.kit.languages import LANGUAGES
from wellserved.listening.actions.calling import end_call
from wellserved.listening.actions.noting import note_in_call
from wellserved.listening.letters import usual_thanks, write_again, write_thanks
from wellserved.listening.models import Call, CallingHours
from wellserved.listening.rules.merging import PROMISED
from wellserved.listening.rules.rewriting import rewritten
from wellserved.listening.tests.served import an_invited_call
from wellserved.mail.models import Letter
from wellserved.people.models import Contact
from wellserved.promises.models import Promise


def a_held_call(cast: Cast, promised: str = "") -> Call:
    call, _ = an_invited_call(cast)
    note_in_call(call_id=call.pk, lines=rewritten([], PROMISED, promised, uuid4), by=cast.admin_by)
    end_call(call_id=call.pk, by=cast.admin_by)
    call.refresh_from_db()
    return call


def test_thanks_leave_once_in_the_members_name(cast: Cast) -> None:
    call = a_held_call(cast)
    CallingHours.objects.create(member=cast.member, timezone="UTC", direct="Ext. 4417")
    member, href = cast.browser("member"), f"/calls/{call.pk}/thanks/"
    assert "reach me here: Ext. 4417" in member.get(f"/calls/{call.pk}/after/").content.decode()
    assert member.post(href, {"words": " "}).status_code == 422
    got = member.post(href, {"words": "Thank you, Bea. {{token:x:y}}"}, follow=True).content.decode()
    assert "Your letter is on its way" in got and "You thanked them" in got
    member.post(href, {"words": "Once more"})
    letter = Letter.objects.get(kind="call_thanks")
    assert (letter.from_name, letter.reply_to) == ("Milo Member, Service desk", cast.member.email)
    assert "Thank you, Bea. { {token:x:y}}" in letter.text, "what is typed is no place for a secret"
    assert Entry.objects.filter(kind="call.thanked").count() == 1


def test_who_wants_no_letters_is_not_thanked_by_one(cast: Cast) -> None:
    call = a_held_call(cast)
    Contact.objects.filter(pk=call.contact_id).update(opted_out_at=now())
    member = cast.browser("member")
    assert "wants no letters" in member.get(f"/calls/{call.pk}/after/").content.decode()
    assert "Nothing was sent" in member.post(f"/calls/{call.pk}/thanks/", {"words": "a"}, follow=True).content.decode()
    assert not Letter.objects.filter(kind="call_thanks").exists()


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_letters_speak_their_language(cast: Cast, language: str) -> None:
    call = a_held_call(cast)
    call.language = language
    thanks = write_thanks(call, cast.desk, usual_thanks(call, "4417"))
    again = [write_again(call, cast.desk, asked=asked) for asked in (True, False)]
    assert "4417" in thanks["text"] and all("{{token:" in letter["text"] for letter in again)
    english = ("Thank you for", "Kind regards", "You asked me", "I called you", "When may I")
    said = " ".join([thanks["text"], thanks["subject"], *(letter["text"] + letter["subject"] for letter in again)])
    assert any(words in said for words in english) == (language == "en")


def test_what_was_promised_is_offered_line_by_line_and_stands_on_today(cast: Cast) -> None:
    call = a_held_call(cast, "Send the key\nCall about the projector")
    member, due = cast.browser("member"), f"{now() + timedelta(days=2):%Y-%m-%dT%H:%M}"
    page = member.get(f"/calls/{call.pk}/after/").content.decode()
    assert 'value="Send the key"' in page and "You noted one more" in page
    for _ in range(2):
        member.post(f"/calls/{call.pk}/promises/", {"text": "Send the key", "due_at": due})
    promise = Promise.objects.get()
    assert (promise.member, promise.contact, promise.source_kind) == (cast.member, call.contact, "call")
    assert 'value="Call about the projector"' in member.get(f"/calls/{call.pk}/after/").content.decode()
    assert f"/calls/{call.pk}/" in member.get(f"/promises/{promise.pk}/").content.decode()
    assert member.get(f"/promises/new/?kind=call&id={call.pk}").status_code == 404, "it is made on the call's own page"


def test_what_is_owed_more_becomes_a_case_once(cast: Cast) -> None:
    call = a_held_call(cast)
    member, said = cast.browser("member"), {"kind": "complaint", "words": "The key never came."}
    assert "rests with" in member.post(f"/calls/{call.pk}/case/", said, follow=True).content.decode()
    member.post(f"/calls/{call.pk}/case/", said)
    case = Case.objects.get()
    assert (case.kind, case.contact, case.team, case.lead) == ("complaint", call.contact, cast.desk, cast.lead)


def test_the_page_takes_as_many_queries_for_many_lines_as_for_few(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    call = a_held_call(cast, "\n".join(f"promise {n}" for n in range(80)))
    member = cast.browser("member")
    for page in ("", "after/"):
        with django_assert_max_num_queries(34):
            assert member.get(f"/calls/{call.pk}/{page}").status_code == 200
