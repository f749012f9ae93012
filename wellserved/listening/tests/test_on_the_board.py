"""What a round adjusts stands on the board of improvements, with its promise and what people said."""

from __future__ import annotations

from datetime import timedelta

from tests.cast import Cast
from wellserved.improvements.models import Improvement
from wellserved.kit.clock import now
from wellserved.listening.actions.deciding import decide_theme
from wellserved.listening.actions.sorting import make_theme
from wellserved.listening.shapes import Decided
from wellserved.listening.tests.spoken import a_spoken_round, line_ids
from wellserved.promises.models import Promise


def test_what_a_round_adjusts_is_on_the_board_with_its_promise_and_leaves_it_when_undecided(cast: Cast) -> None:
    one = a_spoken_round(cast)
    theme = make_theme(round_id=one.pk, name="Opening hours", line_ids=line_ids(one)[:3], by=cast.admin_by)
    due = now().date() + timedelta(days=20)
    adjust = Decided("adjust", action="Open at half past seven", owner_id=cast.member.pk, due_on=due)
    for _ in range(2):
        decide_theme(theme_id=theme.pk, decided=adjust, by=cast.admin_by, member=cast.lead)
    idea = Improvement.objects.get()
    assert (idea.text, idea.state, idea.owner, idea.due_on) == (adjust.action, "doing", cast.member, due)
    assert idea.promise == Promise.objects.get() and set(idea.heard.values_list("kind", flat=True)) == {"theme", "call"}
    assert "A theme of a round" in cast.browser("member").get(f"/improvements/{idea.pk}/").content.decode()
    decide_theme(theme_id=theme.pk, decided=Decided(""), by=cast.admin_by, member=cast.lead)
    idea.refresh_from_db()
    assert (idea.state, idea.owner, idea.promise) == ("idea", None, None) and not Promise.objects.exists()
