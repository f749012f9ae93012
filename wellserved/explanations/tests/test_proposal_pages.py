"""Where an explanation is begun it says which format would land, and a colleague's better knowledge is kept."""

from __future__ import annotations

from tests.cast import Cast
from tests.counting import queries_of
from wellserved.explanations.models import Explanation
from wellserved.explanations.queries.landing import proposal_for
from wellserved.explanations.tests.sent import reacted, sent_page

ASKED = {"contact": "bea@biology.example", "title": "Why twice?", "asked": "Why?", "key": "k1"}


def glad_of_timelines(cast: Cast) -> None:
    for _ in range(6):
        reacted(sent_page(cast, format="timeline"))


def test_the_format_that_would_land_is_chosen_beforehand_and_says_why(cast: Cast) -> None:
    glad_of_timelines(cast)
    member = cast.browser("member")
    page = member.get(f"/explanations/new/?contact={cast.contact.pk}").content.decode()
    assert "Biology read six timelines gladly." in page
    assert "The chance that it lands is about" in page
    assert '<option value="timeline" selected>' in page
    assert '<input type="hidden" name="proposed" value="timeline">' in page


def test_another_choice_is_kept_beside_the_proposal(cast: Cast) -> None:
    glad_of_timelines(cast)
    member = cast.browser("member")
    said = {**ASKED, "team": cast.desk.pk, "format": "annex", "proposed": "timeline"}
    member.post(f"/explanations/new/?contact={cast.contact.pk}", said)
    one = Explanation.objects.get(title="Why twice?")
    assert (one.format, one.proposed) == ("annex", "timeline")
    member.post("/explanations/new/", {**said, "key": "k2", "title": "Why thrice?", "proposed": "nonsense"})
    assert Explanation.objects.get(title="Why thrice?").proposed == "", "what nobody proposed was not set aside"


def test_too_few_to_say_proposes_nothing_and_chooses_a_letter(cast: Cast) -> None:
    reacted(sent_page(cast, format="numbers"))
    page = cast.browser("member").get(f"/explanations/new/?contact={cast.contact.pk}").content.decode()
    assert "is not known yet" in page
    assert '<option value="letter" selected>' in page
    assert 'name="proposed"' not in page


def test_many_reactions_cost_no_more_queries(cast: Cast) -> None:
    glad_of_timelines(cast)
    address = f"/explanations/new/?contact={cast.contact.pk}"
    few = queries_of(cast.browser("member"), address)
    for key in ("letter", "numbers"):
        for _ in range(10):
            reacted(sent_page(cast, format=key), wish="call")
    assert queries_of(cast.browser("member"), address) == few


def test_the_same_history_proposes_the_same(cast: Cast) -> None:
    glad_of_timelines(cast)
    found = {proposal_for(client=cast.biology, contact=cast.contact, team_id=None).format.key for _ in range(4)}
    assert len(found) == 1
