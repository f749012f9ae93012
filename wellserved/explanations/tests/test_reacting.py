"""A client says whether a page landed: kept once, changeable, and a miss is owed something."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import Cast
from wellserved.cases.actions.moving import acknowledge_case, answer_case
from wellserved.cases.actions.opening import open_case
from wellserved.cases.models import Case, Note
from wellserved.cases.shapes import CaseIn
from wellserved.explanations.actions.reacting import TooLateError, react
from wellserved.explanations.models import Reaction, Sending
from wellserved.explanations.queries.reactions import SOURCE_KIND
from wellserved.explanations.shapes import Said
from wellserved.explanations.tests.sent import sent_page
from wellserved.journal.models import Entry
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.passages.models import Passage
from wellserved.promises.models import Promise

GLAD = Said(clear=True, answered=True, words="Now I see why.")
MISS = Said(clear=False, answered=True, wish="call", words="Which server?")


def told(sending: Sending, said: Said, cast: Cast) -> Reaction:
    return react(sending_id=sending.pk, said=said, by=By("contact", cast.contact.pk))


def answered_case(cast: Cast) -> Case:
    given = CaseIn(
        key="c1", kind="explanation", words="Why twice?", came_by="hand", contact=cast.contact, team=cast.desk
    )
    case, _ = open_case(given=given, by=cast.admin_by)
    acknowledge_case(case_id=case.pk, member=cast.lead, understood="Two visits.", words="Soon.", by=cast.admin_by)
    answer_case(case_id=case.pk, member=cast.lead, words="Here is the page.", by=cast.admin_by)
    return case


def test_a_page_that_landed_brings_its_writer_the_words(cast: Cast) -> None:
    reaction = told(sent_page(cast), GLAD, cast)
    passage = Passage.objects.get(source_kind=SOURCE_KIND, source_id=reaction.pk)
    assert (passage.words, passage.reader, passage.low) == ("Now I see why.", cast.member, False)
    assert not Letter.objects.filter(kind="alert").exists()
    entry = Entry.objects.get(kind="explanation.reacted")
    assert (entry.details["landed"], entry.subject_id) == (True, reaction.sending.explanation_id)


def test_a_miss_reopens_its_case_with_the_reason_and_tells_who_leads(cast: Cast) -> None:
    case = answered_case(cast)
    reaction = told(sent_page(cast, case=case), MISS, cast)
    case.refresh_from_db()
    assert case.state == Case.State.INVESTIGATING
    note = Note.objects.get(case=case).words
    assert "was not clear" in note
    assert "rather have a call" in note
    assert "Which server" not in note, "their words are with their reader, and nowhere else"
    passage = Passage.objects.get(source_kind=SOURCE_KIND, source_id=reaction.pk)
    assert (passage.low, passage.reader) == (True, cast.lead), "bad news goes to somebody who brings it"
    letter = Letter.objects.get(key=f"low:passage:{passage.pk}:page")
    assert letter.to_email == cast.lead.email
    assert f"/explanations/reactions/{reaction.pk}/" in letter.text


def test_call_me_is_a_promise_until_they_want_none_any_more(cast: Cast) -> None:
    sending = sent_page(cast)
    told(sending, MISS, cast)
    told(sending, Said(clear=False, answered=False, wish="call"), cast)
    promise = Promise.objects.get()
    assert (promise.member, promise.contact, promise.state) == (cast.member, cast.contact, "open")
    assert "Call Bea Contact" in promise.text
    assert now() < promise.due_at < now() + timedelta(days=7)
    told(sending, Said(clear=True, answered=True), cast)
    assert not Promise.objects.exists()


def test_the_same_said_twice_changes_nothing_and_something_else_changes_it(cast: Cast) -> None:
    case = answered_case(cast)
    sending = sent_page(cast, case=case)
    told(sending, MISS, cast)
    told(sending, MISS, cast)
    told(sending, Said(clear=False, answered=False, wish="numbers"), cast)
    assert Reaction.objects.get().wish == "numbers"
    assert Entry.objects.filter(kind="explanation.reacted").count() == 2
    assert Note.objects.filter(case=case).count() == 1, "a miss that stays a miss reopens once"


def test_a_page_without_a_case_has_nothing_to_reopen(cast: Cast) -> None:
    told(sent_page(cast), MISS, cast)
    assert not Case.objects.exists()
    assert Passage.objects.get().low


def test_after_the_link_has_run_out_only_one_of_us_can_note_it(cast: Cast) -> None:
    sending = sent_page(cast)
    Sending.objects.update(expires_at=now() - timedelta(minutes=1))
    with pytest.raises(TooLateError):
        told(sending, GLAD, cast)
    noted = react(sending_id=sending.pk, said=GLAD, by=cast.admin_by, noted_by=cast.member)
    assert noted.noted_by == cast.member
