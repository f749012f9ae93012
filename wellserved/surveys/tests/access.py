"""Who may enter the pages of this room."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.files.actions import store_photo
from wellserved.files.tests.pictures import picture, upload
from wellserved.surveys.models import Photo
from wellserved.surveys.tests.access_asking import ASKING
from wellserved.surveys.tests.access_feedback import FEEDBACK
from wellserved.surveys.tests.access_surveys import SURVEYS
from wellserved.surveys.tests.answers import make_answer
from wellserved.surveys.tests.links import make_link


def a_link(cast: Cast) -> dict[str, Any]:
    return {"token": make_link(cast).token}


def a_photo_of_the_desk(cast: Cast) -> dict[str, Any]:
    """Of an answer about the member's work. Its bytes lie under their checksum, as they do for anybody."""
    answer = make_answer(cast)
    Photo.objects.create(response=answer, blob=store_photo(upload=upload(picture(size=(8, 8)))))
    return {"pk": answer.pk, "n": 1}


def an_unknown_link(cast: Cast) -> dict[str, Any]:
    return {"token": "x" * 32}


ACCESS = [
    Page("api:read_responses", public=True, nobody=401),
    Page("answer", make=a_link, nobody=200, public=True),
    Page("answer", make=an_unknown_link, nobody=404, public=True),
    Page("answer_needs", make=an_unknown_link, method="post", nobody=404, public=True),
    Page("photo", make=a_photo_of_the_desk, outsider=404),
    *FEEDBACK,
    *ASKING,
    *SURVEYS,
]
