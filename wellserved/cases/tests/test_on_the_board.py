"""What would make it better, said when a case is closed, stands on the board of improvements; if it may."""

from __future__ import annotations

from tests.cast import Cast
from wellserved.cases.actions.moving import close_case
from wellserved.cases.tests.opened import a_case, answered
from wellserved.improvements.models import Improvement


def test_closing_a_case_with_an_improvement_puts_it_on_the_board_once(cast: Cast) -> None:
    case = answered(cast, a_case(cast))
    close_case(case_id=case.pk, member=cast.lead, cause="process", improvement="Look at the cable", by=cast.admin_by)
    one = Improvement.objects.get(text="Look at the cable")
    page = cast.browser("lead").get(f"/improvements/{one.pk}/").content.decode()
    assert f"/cases/{case.pk}/" in page and "Complaint; the cause was a process" in page
    assert f"/cases/{case.pk}/" not in cast.browser("member").get(f"/improvements/{one.pk}/").content.decode()
    assert f"/improvements/{one.pk}/" in cast.browser("lead").get(f"/cases/{case.pk}/").content.decode()


def test_what_two_cases_say_in_the_same_words_is_one_idea_heard_twice(cast: Cast) -> None:
    for line in ("Look at the cable", "look at the cable"):
        case = answered(cast, a_case(cast))
        close_case(case_id=case.pk, member=cast.lead, cause="tool", improvement=line, by=cast.admin_by)
    assert Improvement.objects.get().heard.count() == 2


def test_what_was_written_above_the_team_stays_with_the_case(cast: Cast) -> None:
    case = answered(cast, a_case(cast, above_team=True), cast.manager)
    close_case(case_id=case.pk, member=cast.manager, cause="person", improvement="Be kinder", by=cast.admin_by)
    assert not Improvement.objects.exists()
