"""A promise is made, moved with a word, and kept or broken; once ended it stays so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.people.actors import actor_of_member
from wellserved.promises.actions import AlreadyEndedError, break_promise, keep_promise, make_promise, move_promise
from wellserved.promises.models import Promise
from wellserved.promises.queries import promises_of, promises_visible_to

DUE = now() + timedelta(days=1)


def a_promise(cast: Cast) -> Promise:
    by = By("member", cast.member.pk)
    return make_promise(member=cast.member, contact=cast.contact, text="Call the printer people", due_at=DUE, by=by)


def test_a_promise_moves_and_is_kept(cast: Cast) -> None:
    promise, by = a_promise(cast), By("member", cast.member.pk)
    move_promise(promise_id=promise.pk, due_at=DUE + timedelta(days=2), word="They were closed", by=by)
    assert promises_of(cast.member.pk).get().moved_times == 1
    keep_promise(promise_id=promise.pk, by=by)
    assert not promises_of(cast.member.pk).exists()
    kinds = list(Entry.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["promise.made", "promise.moved", "promise.kept"]
    assert "printer" not in str(list(Entry.objects.values_list("details", flat=True)))


def test_what_has_ended_cannot_end_again(cast: Cast) -> None:
    promise, by = a_promise(cast), By("member", cast.member.pk)
    break_promise(promise_id=promise.pk, word="The part is not made any more", by=by)
    with pytest.raises(AlreadyEndedError):
        keep_promise(promise_id=promise.pk, by=by)
    promise.refresh_from_db()
    assert (promise.state, promise.closing_word) == ("broken", "The part is not made any more")


def test_promises_are_seen_by_their_member_and_those_they_report_to(cast: Cast) -> None:
    promise = a_promise(cast)
    seen = {
        who: promises_visible_to(actor_of_member(getattr(cast, who))).filter(pk=promise.pk).exists()
        for who in ("member", "outsider", "lead", "manager", "admin")
    }
    assert seen == {"member": True, "outsider": False, "lead": True, "manager": True, "admin": True}
