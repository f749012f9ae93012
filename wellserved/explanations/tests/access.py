"""Who may enter the pages of this room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.cases.tests.opened import a_case, about
from wellserved.explanations.actions.lessons import LessonIn, post_lesson
from wellserved.explanations.actions.sending import send_explanation, token_of
from wellserved.explanations.models import Explanation, Format, Meeting
from wellserved.explanations.tests.explained import a_line, approved, begun, from_a_case, submitted, written
from wellserved.explanations.tests.sent import TOKEN, reacted, sent_page
from wellserved.kit.clock import now

Make = Callable[[Cast], dict[str, Any]]


def of(make: Callable[[Cast], Explanation], **more: Any) -> Make:
    return lambda cast: {"pk": make(cast).pk, **more}


def of_the_lead(cast: Cast) -> Explanation:
    """Lena writes; Milo is of her team."""
    return begun(cast, cast.lead)


def about_the_manager(cast: Cast) -> Explanation:
    return begun(cast, cast.admin, case=a_case(cast, concerned=about(cast.manager)))


def with_a_line(cast: Cast) -> dict[str, Any]:
    one = begun(cast)
    return {"pk": one.pk, "evidence": a_line(one).pk}


def with_a_meeting(cast: Cast) -> dict[str, Any]:
    one = of_the_lead(cast)
    return {"pk": one.pk, "meeting": Meeting.objects.create(explanation=one, starts_at=now()).pk}


def a_format(cast: Cast) -> dict[str, Any]:
    return {"pk": Format.objects.create(name="Two sentences", team=cast.desk, made_by=cast.lead).pk}


def review_of(make: Callable[[Cast], Explanation]) -> Make:
    return lambda cast: {"pk": submitted(cast, make(cast)).pk}


def a_link(cast: Cast) -> dict[str, Any]:
    sent_page(cast, token=TOKEN)
    return {"token": TOKEN}


def a_page_to_look_at(cast: Cast) -> dict[str, Any]:
    sending = send_explanation(explanation_id=approved(cast).pk, channel="pdf", member=cast.member, by=cast.admin_by)
    return {"token": token_of(sending)}


def a_page_that_left(cast: Cast) -> dict[str, Any]:
    return {"pk": sent_page(cast).pk}


def what_was_said(cast: Cast) -> dict[str, Any]:
    return {"pk": reacted(sent_page(cast)).pk}


def biology(cast: Cast) -> dict[str, Any]:
    return {"client_id": cast.biology.pk}


def a_lesson_of_the_desk(cast: Cast) -> dict[str, Any]:
    given = LessonIn(title="Two visits", happened="We mended the wrong thing.", team=cast.desk)
    return {"pk": post_lesson(given=given, member=cast.lead, by=cast.admin_by).pk}


READ = {"outsider": 404, "member": 200}
WRITE = {"member": 404, "lead": 200}
POST = {"member": 404, "lead": 302}
A_LINE = {"at": "2026-11-03T09:10", "sentence": "We came."}
SEEN = {"seen": "0"}
A_REMARK = {"seen": "0", "remarks": "Say why."}
ACCESS = [
    Page("explanations"),
    Page("explanation_new"),
    Page("explanation", make=of(begun), **READ),
    Page("explanation", make=of(of_the_lead), **READ),
    Page("explanation", make=of(from_a_case), member=404, lead=200),
    Page("explanation", make=of(about_the_manager), member=404, lead=404, manager=404, admin=200),
    Page("explanation_writing", make=of(of_the_lead), **WRITE),
    Page("explanation_preview", make=of(of_the_lead), method="post", member=404, lead=200),
    Page("explanation_address", make=of(of_the_lead), **WRITE),
    Page("explanation_version", make=of(begun, number=1), **READ),
    Page("explanation_version", make=of(begun, number=9), member=404),
    Page("explanation_pdf", make=of(written), **READ),
    Page("explanation_evidence", make=of(of_the_lead), **WRITE),
    Page("explanation_evidence_pull", make=of(of_the_lead), method="post", **POST),
    Page("explanation_line", make=of(of_the_lead), method="post", data=A_LINE, **POST),
    Page("explanation_picture", make=of(of_the_lead), method="post", member=404, lead=422),
    Page("explanation_evidence_removal", make=with_a_line, method="post", member=302, outsider=404),
    Page("explanation_image", make=with_a_line, member=404),
    Page("explanation_submission", make=of(of_the_lead), method="post", data=SEEN, **POST),
    Page("explanation_review", make=review_of(begun), method="post", data=A_REMARK, member=302, outsider=404),
    Page("explanation_meeting", make=of(of_the_lead), **WRITE),
    Page("explanation_meeting_notes", make=with_a_meeting, **WRITE),
    Page("explanation_meeting_off", make=with_a_meeting, method="post", **POST),
    Page("explanation_format_new", make=of(of_the_lead), **WRITE),
    Page("explanation_formats"),
    Page("explanation_format_aside", make=a_format, method="post", **POST),
    Page("explanation_sending", make=of(of_the_lead), method="post", **POST),
    Page("explanation_shown", make=a_page_to_look_at, public=True, nobody=200),
    Page("explanation_shown_pdf", make=a_page_to_look_at, public=True, nobody=200),
    Page("explanation_shown_picture", make=lambda _: {"token": "x" * 32, "n": 1}, public=True, nobody=404),
    Page("explanation_reacting", make=a_link, public=True, nobody=200),
    Page("explanation_reaction", make=what_was_said, member=200, outsider=404),
    Page("explanation_reaction_reading", make=what_was_said, method="post", member=404),
    Page("explanation_reaction_reply", make=what_was_said, method="post", member=404),
    Page("explanation_reaction_noted", make=a_page_that_left, member=200, outsider=404),
    Page("explanations_landing", member=200),
    Page("client_landing", make=biology, member=200),
    Page("api:post_explanation", method="post", nobody=401, public=True),
    Page("api:get_explanations", nobody=401, public=True),
    Page("api:get_explanation", make=lambda cast: {"id": begun(cast).pk}, nobody=401, public=True),
    Page("lessons", member=200),
    Page("lesson_new", member=200),
    Page("lesson", make=a_lesson_of_the_desk, member=200, outsider=404),
    Page("lesson_edit", make=a_lesson_of_the_desk, member=404, lead=200, manager=404),
    Page("lesson_word", make=a_lesson_of_the_desk, method="post", member=422, outsider=404),
]
