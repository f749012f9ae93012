"""Who may enter the pages of this room."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.doors.tests.access import by
from wellserved.kit.tokens import derive_token, hash_token
from wellserved.kudos.queries.kudos import PURPOSE
from wellserved.kudos.tests.given import a_kind_word, a_suggestion
from wellserved.surveys.tests.answers import make_answer


def for_the_member(cast: Cast) -> dict[str, Any]:
    """Which its giver does not let others read."""
    return {"pk": a_kind_word(cast, may_be_shown=False).pk}


def on_the_wall(cast: Cast) -> dict[str, Any]:
    return {"pk": a_kind_word(cast).pk}


def about_the_member(cast: Cast) -> dict[str, Any]:
    return {"pk": a_suggestion(cast).pk}


def about_the_lead(cast: Cast) -> dict[str, Any]:
    return {"pk": a_suggestion(cast, served=[cast.lead]).pk}


def the_givers_link(cast: Cast) -> dict[str, Any]:
    return {"token": derive_token(PURPOSE, a_kind_word(cast).seed, settings.SECRET_KEY)}


def an_answered_link(cast: Cast) -> dict[str, Any]:
    invitation, token = make_answer(cast).invitation, "t" * 32
    invitation.token_hash = hash_token(token)
    invitation.save()
    return {"token": token}


LED = {"member": 404, "lead": 200}
ACCESS = [
    Page("thank", make=by("thanks"), nobody=200, public=True),
    Page("thank_after_answer", make=an_answered_link, nobody=200, public=True),
    Page("thank_after_answer", make=lambda cast: {"token": "x" * 32}, nobody=404, public=True),
    Page("kudos_consent", make=the_givers_link, nobody=200, public=True),
    Page("kudos_consent", make=lambda cast: {"token": "x" * 32}, nobody=404, public=True),
    Page("kudos"),
    Page("kudos_wall"),
    Page("kudos_new"),
    Page("kudos_one", make=for_the_member, outsider=404),
    Page("kudos_one", make=on_the_wall),
    Page("kudos_hanging", make=for_the_member, method="post", member=302, outsider=404, lead=404),
    Page("kudos_thanks", make=for_the_member, method="post", member=302, outsider=404, manager=404),
    Page("kudos_listing", method="post", member=302),
    Page("kudos_digest", method="post", member=302),
    Page("kudos_suggestions"),
    Page("kudos_suggestion", make=about_the_member, **LED),
    Page("kudos_suggestion", make=about_the_lead, member=404, lead=404, manager=200),
    Page("kudos_suggestion_leaving", make=about_the_member, method="post", member=404, lead=302),
    Page("api:post_kudos", method="post", nobody=401, public=True),
    Page("api:get_kudos", nobody=401, public=True),
]
