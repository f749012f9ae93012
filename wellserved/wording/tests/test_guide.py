"""A guide is read by those it is for, changed by who leads, and laid over the one below it."""

from __future__ import annotations

import pytest
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from wellserved.journal.models import Entry as Happened
from wellserved.wording import actions
from wellserved.wording.actions import PhraseRefusedError, put_phrase_back, set_phrase_aside, write_phrase
from wellserved.wording.models import Phrase
from wellserved.wording.queries import guide_of, guides_of, hints_in, set_aside_by
from wellserved.wording.starting import STARTING_LIST

pytestmark = pytest.mark.django_db
LINE = {"avoid": "As per my last e-mail", "offer": "Let me say it once more.", "language": "en"}


def offers(text: str, team: int | None = None) -> list[str]:
    return [entry.offer for entry in hints_in(text, team)]


def test_the_starting_list_holds_from_the_first_day_in_seven_languages(cast: Cast) -> None:
    assert {entry.language for entry in guide_of(None)} == {"en", "es", "de", "fr", "pt-br", "zh-hans", "ar"}
    assert offers("Sorry, that is not my job.", cast.desk.pk) == [
        "I will find who can help you with this, and tell you their name."
    ]


def test_a_lead_writes_a_line_for_their_team_alone(cast: Cast) -> None:
    got = cast.browser("lead").post(f"/phrases/{cast.desk.pk}/new/", LINE)
    assert got.status_code == 302
    assert offers("as per my last e-mail", cast.desk.pk) == ["Let me say it once more."]
    assert offers("as per my last e-mail", cast.networks.pk) == offers("as per my last e-mail") == []
    assert Happened.objects.get(kind="phrase.added").details == {"team": cast.desk.pk}
    page = cast.browser("member").get(f"/phrases/{cast.desk.pk}/").content.decode()
    assert "As per my last e-mail" in page and "Starting list" in page and "Add a line" not in page


def test_a_lead_changes_a_line_sets_it_aside_and_puts_it_back(cast: Cast) -> None:
    lead, line = cast.browser("lead"), f"/phrases/{cast.desk.pk}/start:en:calm/"
    lead.post(line, {"avoid": "calm down", "offer": "I am listening.", "language": "en"})
    assert offers("Calm down!", cast.desk.pk) == ["I am listening."] and offers("Calm down!") != ["I am listening."]
    lead.post(f"{line}setting-aside/")
    assert offers("Calm down!", cast.desk.pk) == [] and offers("Calm down!") != []
    assert "Put it back" in lead.get(f"/phrases/{cast.desk.pk}/").content.decode()
    lead.post(f"{line}return/")
    assert offers("Calm down!", cast.desk.pk) == offers("Calm down!")
    assert lead.post(f"{line}return/").status_code == 404


def test_a_line_of_ones_own_goes_for_good_with_what_teams_wrote_in_its_place(cast: Cast) -> None:
    row = write_phrase(team=None, by=cast.admin_by, **LINE)
    key = f"own:{row.pk}"
    write_phrase(team=cast.desk, key=key, by=cast.admin_by, **{**LINE, "offer": "Ours."})
    assert offers(LINE["avoid"], cast.desk.pk) == ["Ours."]
    assert set_phrase_aside(team=None, key=key, by=cast.admin_by)
    assert not Phrase.objects.exists() and not set_aside_by(None)
    assert not set_phrase_aside(team=None, key=key, by=cast.admin_by)
    assert not put_phrase_back(team=None, key=key, by=cast.admin_by)


@pytest.mark.parametrize(
    "wrong", [{"avoid": "…"}, {"avoid": "NOT MY JOB"}, {"avoid": "x" * 121}, {"offer": ""}, {"language": "tlh"}]
)
def test_what_cannot_stand_in_a_guide_is_said_and_nothing_is_lost(cast: Cast, wrong: dict[str, str]) -> None:
    got = cast.browser("lead").post(f"/phrases/{cast.desk.pk}/new/", {**LINE, **wrong})
    assert got.status_code == 422 and not Phrase.objects.exists()
    kept = {**LINE, **wrong}["offer"] or LINE["avoid"]
    assert kept in got.content.decode()


def test_a_guide_has_an_end(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 1)
    write_phrase(team=None, by=cast.admin_by, **LINE)
    with pytest.raises(PhraseRefusedError):
        write_phrase(team=None, by=cast.admin_by, **{**LINE, "avoid": "something else"})


@pytest.mark.parametrize("key", ["own:abc", "own:-1", "start:en:none", "own:99999999999999999999"])
def test_a_line_that_is_not_there_is_not_there(cast: Cast, key: str) -> None:
    lead = cast.browser("lead")
    for end in ("", "setting-aside/", "return/"):
        assert lead.post(f"/phrases/{cast.desk.pk}/{key}/{end}", LINE).status_code == 404
    assert not Phrase.objects.exists()


def test_many_guides_are_read_at_once(cast: Cast, django_assert_num_queries: type[CaptureQueriesContext]) -> None:
    write_phrase(team=cast.desk, by=cast.admin_by, **LINE)
    with django_assert_num_queries(1):  # type: ignore[operator]
        guides = guides_of({cast.desk.pk, cast.networks.pk})
    assert len(guides[0]) == len(guides[cast.networks.pk]) == len(STARTING_LIST) == len(guides[cast.desk.pk]) - 1
