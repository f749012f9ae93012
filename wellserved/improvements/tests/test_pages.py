"""The pages: what stands on the board, who sees which evidence, and what they cost."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client as Browser

from tests.cast import Cast
from tests.counting import queries_of
from wellserved.improvements.actions.adding import add_evidence, add_improvement
from wellserved.improvements.actions.bargaining import close_cards, lay_cards
from wellserved.improvements.models import Heard, Improvement, Placement
from wellserved.improvements.shapes import Evidence
from wellserved.improvements.tests.ideas import a_weighing, an_idea, dealt, done, weighed
from wellserved.kit.clock import now
from wellserved.promises.models import Promise
from wellserved.surveys.tests.answers import make_answer


def test_one_line_from_anybody_is_enough(cast: Cast) -> None:
    got = cast.browser("outsider").post("/improvements/new/", {"text": "  Call back \n before noon "})
    one = Improvement.objects.get(text="Call back before noon", added_by=cast.outsider, state="idea")
    assert got["Location"] == f"/improvements/{one.pk}/"
    assert "Call back before noon" in cast.browser("member").get("/improvements/").content.decode()
    bad = cast.browser("member").post("/improvements/new/", {"text": " "})
    assert bad.status_code == 422 and "Write it in one line" in bad.content.decode()


def test_who_may_not_see_the_evidence_sees_that_there_is_some(cast: Cast) -> None:
    answer = make_answer(cast, words="Nobody told me why it took four days.")
    href = f"/improvements/hearing/response/{answer.pk}/"
    cast.browser("member").post(href, {"text": "Say why it takes longer"})
    one = Improvement.objects.get()
    own = cast.browser("member").get(f"/improvements/{one.pk}/").content.decode()
    assert "Nobody told me why" in own and "/feedback/" in own
    other = cast.browser("outsider").get(f"/improvements/{one.pk}/").content.decode()
    assert "Nobody told me why" not in other and "You may not see where it comes from" in other
    again = cast.browser("lead").post(href, {"idea": one.pk}, follow=True).content.decode()
    assert "counts once" in again and Heard.objects.count() == 1


def test_from_idea_to_done_with_the_owners_promise(cast: Cast) -> None:
    idea, lead, member = an_idea(cast), cast.browser("lead"), cast.browser("member")
    here, day = f"/improvements/{idea.pk}/", now().date()
    lead.post(f"{here}choosing/")
    lead.post(f"{here}beginning/", {"owner": cast.member.pk, "due_on": (day + timedelta(days=9)).isoformat()})
    promise = Promise.objects.get(member=cast.member, text=idea.text)
    assert here in member.get(f"/promises/{promise.pk}/").content.decode()
    later = {"done_on": (day + timedelta(days=1)).isoformat(), "number": "felt", "worth": 5, "weeks": 8}
    assert "still to come" in member.post(f"{here}finishing/", later).content.decode()
    member.post(f"{here}finishing/", later | {"done_on": day.isoformat(), "team": cast.desk.pk})
    idea.refresh_from_db()
    promise.refresh_from_db()
    assert (idea.state, idea.number, idea.team, promise.state) == ("done", "felt", cast.desk, "kept")
    assert idea.check_on and idea.check_on > day + timedelta(weeks=8)
    assert "stands elsewhere" in lead.post(f"{here}choosing/", follow=True).content.decode()


def test_let_go_with_a_reason_and_taken_up_again(cast: Cast) -> None:
    idea, lead = an_idea(cast), cast.browser("lead")
    assert "Say why" in lead.post(f"/improvements/{idea.pk}/letting-go/", {"because": " "}).content.decode()
    lead.post(f"/improvements/{idea.pk}/letting-go/", {"because": "There is no room for it"})
    assert "There is no room for it" in lead.get("/improvements/list/?state=let_go").content.decode()
    lead.post(f"/improvements/{idea.pk}/taking-up/")
    assert Improvement.objects.get().state == "idea"


def test_placing_by_numbers_tells_what_is_wrong_and_keeps_the_rest(cast: Cast) -> None:
    a, b, c = an_idea(cast), an_idea(cast, "Open earlier"), an_idea(cast, "More chairs")
    one = a_weighing(cast, a, b, c)
    said = {f"x-{a.pk}": "3", f"y-{a.pk}": "8", f"x-{b.pk}": "11", f"y-{b.pk}": "2", f"x-{c.pk}": "", f"y-{c.pk}": ""}
    got = cast.browser("member").post(f"/improvements/weighings/{one.pk}/placing/", said, follow=True)
    assert "two whole numbers from 1 to 10" in got.content.decode()
    assert [(row.improvement_id, row.x, row.y) for row in Placement.objects.all()] == [(a.pk, 3, 8)]


def test_an_idea_is_funded_when_it_holds_as_many_cards_as_its_median_effort(cast: Cast) -> None:
    a, b = an_idea(cast), an_idea(cast, "Open earlier")
    weighed(cast, a, efforts=(2, 3, 9))
    lead = cast.browser("lead")
    page = lead.get("/improvements/cards/new/").content.decode()
    assert "Call back before noon (3 cards)" in page and "Open earlier" not in page  # it has no price
    players = [cast.lead.pk, cast.member.pk]
    lead.post("/improvements/cards/new/", {"name": "Spring", "ideas": [a.pk], "players": players, "hand": 2})
    one = a.stakes.get().dealt
    stake = one.stakes.get()
    for who, count in ((cast.lead, 2), (cast.member, 1)):
        assert "funded</span>" not in lead.get(f"/improvements/cards/{one.pk}/").content.decode()
        lay_cards(dealt_id=one.pk, member=who, stake_id=stake.pk, count=count, by=cast.admin_by)
    assert "funded</span>" in lead.get(f"/improvements/cards/{one.pk}/").content.decode()
    too_many = {"stake": stake.pk, "count": "5"}
    got = cast.browser("member").post(f"/improvements/cards/{one.pk}/laying/", too_many, headers={"X-Part": "1"})
    assert got.status_code == 409 and "not so many cards" in got.content.decode()
    assert close_cards(dealt_id=one.pk, by=cast.admin_by) == 1
    a.refresh_from_db()
    b.refresh_from_db()
    assert (a.state, b.state) == ("chosen", "idea")


def test_pages_cost_the_same_however_much_there_is(cast: Cast) -> None:
    a, b = an_idea(cast), done(cast, an_idea(cast, "Say why"))
    answer = make_answer(cast)
    add_evidence(improvement_id=a.pk, evidence=[Evidence("response", answer.pk, "")], by=cast.admin_by)
    shown, open_one, table = weighed(cast, a), a_weighing(cast, a), dealt(cast, {a: 3})
    hrefs = [
        "/improvements/", "/improvements/list/", f"/improvements/{a.pk}/", f"/improvements/{b.pk}/",
        f"/improvements/weighings/{shown.pk}/", f"/improvements/weighings/{open_one.pk}/",
        f"/improvements/cards/{table.pk}/", "/improvements/cards/new/",
    ]  # fmt: skip
    browser = cast.browser("lead")
    before = {href: queries_of(browser, href) for href in hrefs}
    more = [an_idea(cast, f"Idea {number}") for number in range(40)]
    for one in more:
        evidence = [Evidence("response", answer.pk, ""), Evidence("lead_call", one.pk, "x")]
        add_improvement(text="With evidence", evidence=evidence, by=cast.admin_by)
    weighed(cast, *more)
    shown.improvements.add(*more)
    open_one.improvements.add(*more)
    many = [Evidence("response", make_answer(cast).pk, "") for _ in range(5)]
    add_evidence(improvement_id=a.pk, evidence=many, by=cast.admin_by)
    after = {href: queries_of(browser, href) for href in hrefs}
    assert all(after[href] <= before[href] <= 20 for href in hrefs), (before, after)


def test_the_poll_is_one_query_and_304_until_something_changes(cast: Cast, django_assert_num_queries: object) -> None:
    table = dealt(cast, {an_idea(cast): 3})
    page = cast.browser("member").get(f"/improvements/cards/{table.pk}/").content.decode()
    href = page.split('data-ticket="')[1].split('"')[0]
    version = page.split('data-version="')[1].split('"')[0]
    nobody = Browser()
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert nobody.get(href, headers={"If-None-Match": f'"{version}"'}).status_code == 304
    lay_cards(dealt_id=table.pk, member=cast.lead, stake_id=table.stakes.get().pk, count=1, by=cast.admin_by)
    assert nobody.get(href, headers={"If-None-Match": f'"{version}"'}).status_code == 200
