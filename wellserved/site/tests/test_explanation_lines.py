"""A page that waits for one's eye stands on Today, and one's own that came back; for nobody else."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from wellserved.explanations.actions.reviewing import review_explanation
from wellserved.explanations.tests.explained import by, submitted
from wellserved.people.actors import actor_of_member
from wellserved.people.models import Member
from wellserved.site.queries.today import today_for

pytestmark = pytest.mark.django_db


def said_to(member: Member) -> list[str]:
    return [
        line.sentence for line in today_for(actor_of_member(member)).lines if "visits for one printer" in line.sentence
    ]


def test_a_page_stands_where_it_waits_and_where_it_came_back(cast: Cast) -> None:
    page = submitted(cast)  # Milo wrote it and named nobody: whoever leads the desk is asked
    assert said_to(cast.lead) == ["“Two visits for one printer” waits for your eye."]
    assert [said_to(one) for one in (cast.member, cast.manager, cast.outsider)] == [[], [], []]
    review_explanation(
        explanation_id=page.pk,
        member=cast.lead,
        approved=False,
        remarks="Say why.",
        seen=page.changed,
        by=by(cast.lead),
    )
    assert said_to(cast.lead) == []
    assert said_to(cast.member) == ["“Two visits for one printer” came back with remarks."]


def test_whoever_is_asked_by_name_reads_it(cast: Cast) -> None:
    submitted(cast, reviewer=cast.outsider)
    assert len(said_to(cast.outsider)) == 1
    assert said_to(cast.lead) == []
