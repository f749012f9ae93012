"""Lessons: told, put right, talked about, by those who may."""

from __future__ import annotations

from tests.cast import Cast
from tests.counting import queries_of
from wellserved.explanations.actions.lessons import LessonIn, post_lesson, say_to_lesson
from wellserved.explanations.models import Lesson, LessonWord
from wellserved.journal.models import Entry

TOLD = {
    "title": "Two visits for one printer",
    "meant": "To mend it at once.",
    "happened": "We mended the cheap part first, and they lost a morning.",
    "again": "Ask what else stopped working.",
    "about": "https://desk.example/explanations/7/\n/rounds/3/board/",
    "team": "",
}


def test_it_opens_with_the_three_questions_and_one_of_them_stands_above_the_lesson(cast: Cast) -> None:
    member = cast.browser("member")
    opened = member.get("/lessons/").content.decode()
    assert "Is service as a moving target challenging or frustrating? Tell an example." in opened
    assert "When did we mean to help one way, and help in another?" in opened
    assert "What did we adapt to hit more bullseyes?" in opened
    got = member.post("/lessons/new/?prompt=2", TOLD, follow=True).content.decode()
    assert "When did we mean to help one way" in got
    assert 'href="/explanations/7/">An explanation' in got
    assert 'href="/rounds/3/">A listening round' in got
    member.post("/lessons/new/?prompt=2", TOLD)
    assert Lesson.objects.count() == 1
    assert list(Entry.objects.filter(kind="lesson.posted").values_list("subject_id", flat=True)) == [
        Lesson.objects.get().pk
    ]


def test_what_is_wrong_is_said_and_nothing_is_lost(cast: Cast) -> None:
    member = cast.browser("member")
    for wrong in (
        {"title": ""},
        {"happened": " "},
        {"about": "https://else.where/x"},
        {"about": "/explanations/1/\n" * 9 + "x"},
    ):
        got = member.post("/lessons/new/", {**TOLD, **wrong})
        assert got.status_code == 422
        assert "To mend it at once." in got.content.decode()
    assert member.post("/lessons/new/", {**TOLD, "team": cast.networks.pk}).status_code == 422
    assert not Lesson.objects.exists()


def test_colleagues_talk_about_it_and_its_writer_alone_puts_it_right(cast: Cast) -> None:
    given = LessonIn(title="Two visits", happened="It was the server.", team=cast.desk)
    lesson = post_lesson(given=given, member=cast.member, by=cast.admin_by)
    lead, address = cast.browser("lead"), f"/lessons/{lesson.pk}/"
    for _ in range(2):
        lead.post(f"{address}words/", {"words": "We had that <b>too</b>."})
    assert LessonWord.objects.count() == 1
    assert "We had that &lt;b&gt;too&lt;/b&gt;." in lead.get(address).content.decode()
    assert lead.post(f"{address}edit/", TOLD).status_code == 404
    cast.browser("member").post(f"{address}edit/", TOLD)
    lesson.refresh_from_db()
    assert (lesson.title, lesson.team, lesson.about) == (TOLD["title"], None, ["/explanations/7/", "/rounds/3/"])


def test_a_lesson_for_a_team_is_seen_by_that_team_and_a_managers_eye(cast: Cast) -> None:
    post_lesson(given=LessonIn(title="Ours", happened="x", team=cast.desk), member=cast.lead, by=cast.admin_by)
    seen = {
        who: "Ours" in cast.browser(who).get("/lessons/").content.decode() for who in ("member", "outsider", "manager")
    }
    assert seen == {"member": True, "outsider": False, "manager": True}


def test_many_lessons_cost_no_more_than_few(cast: Cast) -> None:
    post_lesson(given=LessonIn(title="0", happened="x"), member=cast.lead, by=cast.admin_by)
    few = queries_of(cast.browser("member"), "/lessons/")
    for i in range(1, 12):
        one = post_lesson(given=LessonIn(title=str(i), happened="x"), member=cast.lead, by=cast.admin_by)
        say_to_lesson(lesson_id=one.pk, words="yes", member=cast.member, by=cast.admin_by)
    assert queries_of(cast.browser("member"), "/lessons/") == few
