"""The page behind the link, and what those who see to it do with what was said."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from tests.counting import queries_of
from wellserved.explanations.models import Reaction, Sending
from wellserved.explanations.tests.sent import TOKEN, reacted, sent_page
from wellserved.journal.models import Entry
from wellserved.mail.models import Letter
from wellserved.passages.models import Passage

LINK = f"/explanation/{TOKEN}/reaction"
MISS = {"clear": "yes", "answered": "no", "wish": "numbers", "words": "How much was it?"}


@pytest.fixture
def sending(cast: Cast) -> Sending:
    return sent_page(cast, token=TOKEN)


@pytest.mark.usefixtures("sending")
def test_opening_the_link_records_nothing_however_it_is_opened() -> None:
    entries = Entry.objects.count()
    for address in (LINK, f"{LINK}?landed=yes", f"{LINK}?landed=no", f"{LINK}?thanks", f"{LINK}?landed=yes&lang=de"):
        assert Browser().get(address).status_code == 200
        assert Browser().head(address).status_code == 200
    assert not Reaction.objects.exists()
    assert Entry.objects.count() == entries


@pytest.mark.usefixtures("sending")
def test_it_is_kept_by_the_button_and_shown_again_to_be_changed() -> None:
    got = Browser().post(
        LINK, "clear=yes&answered=no&wish=numbers&words=How+much%3F", "application/x-www-form-urlencoded"
    )
    assert (got.status_code, got["Location"]) == (303, f"{LINK}?thanks")
    assert "It is open again" in Browser().get(f"{LINK}?thanks").content.decode()
    again = Browser().get(f"{LINK}?landed=yes").content.decode()
    assert "You have told us already" in again
    assert 'value="numbers" checked' in again
    assert "How much?" in again
    assert "reaction.js" not in again
    assert Reaction.objects.get().answered is False


@pytest.mark.usefixtures("sending")
def test_the_letters_yes_is_kept_by_the_first_touch_and_overwrites_nothing() -> None:
    page = Browser().get(f"{LINK}?landed=yes").content.decode()
    assert "event.isTrusted" in page
    touch = ("touch=1", "application/x-www-form-urlencoded")
    assert Browser().post(LINK, *touch).status_code == 204
    assert Reaction.objects.get().clear
    Reaction.objects.update(clear=False)
    assert Browser().post(LINK, *touch).status_code == 204
    assert not Reaction.objects.get().clear


@pytest.mark.usefixtures("sending")
@pytest.mark.parametrize(
    "body", ["wish=call", "clear=yes", "clear=maybe&answered=yes", "clear=yes&answered=yes&words=" + "x" * 5001]
)
def test_what_is_wrong_is_said_and_nothing_is_kept(body: str) -> None:
    got = Browser().post(LINK, body, "application/x-www-form-urlencoded")
    assert got.status_code == 400
    assert 'role="alert"' in got.content.decode()
    assert not Reaction.objects.exists()


@pytest.mark.usefixtures("sending")
def test_an_unknown_wish_is_no_wish_and_hostile_words_are_words() -> None:
    body = "clear=no&answered=no&wish=%3Cscript%3E&words=%3Cscript%3Ealert(1)%3C/script%3E%00"
    assert Browser().post(LINK, body, "application/x-www-form-urlencoded").status_code == 303
    assert Reaction.objects.get().wish == ""
    assert "<script>alert" not in Browser().get(LINK).content.decode()


def test_a_wrong_token_leads_nowhere_and_an_old_one_says_so(cast: Cast, sending: Sending) -> None:
    assert Browser().get("/explanation/nowhere/reaction").status_code == 404
    assert Browser().get(f"/explanation/{'u' * 32}/reaction").status_code == 404
    Sending.objects.update(expires_at=sending.sent_at)
    assert Browser().get(LINK).status_code == 410
    assert Browser().post(LINK, MISS).status_code == 410


def test_the_reader_reads_and_replies_and_the_writer_waits_for_bad_words(cast: Cast, sending: Sending) -> None:
    body = "clear=no&answered=no&words=Nonsense"
    Browser().post(LINK, body, "application/x-www-form-urlencoded")
    reaction = Reaction.objects.get()
    address = f"/explanations/reactions/{reaction.pk}/"
    assert "Nonsense" in cast.browser("lead").get(address).content.decode()
    writer = cast.browser("member").get(address).content.decode()
    assert "Nonsense" not in writer
    assert "Lena reads them first" in writer
    assert cast.browser("outsider").get(address).status_code == 404
    assert cast.browser("member").post(f"{address}reply/", {"text": "Sorry"}).status_code == 404
    got = cast.browser("lead").post(f"{address}reply/", {"text": "We will call."}, follow=True)
    assert "is on its way" in got.content.decode()
    letter = Letter.objects.get(kind="reply")
    assert letter.to_email == cast.contact.email
    assert Passage.objects.get().read_at is not None


def test_what_was_said_in_a_call_is_written_down(cast: Cast, sending: Sending) -> None:
    address = f"/explanations/sendings/{sending.pk}/reaction/"
    assert cast.browser("member").post(address, {"clear": "yes"}).status_code == 422
    cast.browser("member").post(address, {"clear": "yes", "answered": "yes", "wish": "", "words": "Thanks"})
    assert Reaction.objects.get().noted_by == cast.member


def test_which_page_lands_costs_the_same_for_many(cast: Cast) -> None:
    reacted(sent_page(cast, format="letter"))
    few = [
        queries_of(cast.browser("member"), at)
        for at in ("/explanations/landing/", f"/clients/{cast.biology.pk}/explanations/")
    ]
    for key in ("timeline", "numbers", "annex"):
        for landed in (True, False, True):
            reacted(sent_page(cast, format=key), clear=landed, wish="" if landed else "call")
    many = [
        queries_of(cast.browser("member"), at)
        for at in ("/explanations/landing/", f"/clients/{cast.biology.pk}/explanations/")
    ]
    assert many == few
    page = cast.browser("member").get(f"/clients/{cast.biology.pk}/explanations/").content.decode()
    assert "Chance to land" in page
    assert "A call" in page or "Call me" in page
