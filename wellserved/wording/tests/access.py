"""Who may enter the pages of this room."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.wording.actions import set_phrase_aside

JOB = "start:en:job"


def the_desks_guide(cast: Cast) -> dict[str, Any]:
    return {"team": cast.desk.pk}


def a_line_of_the_desk(cast: Cast) -> dict[str, Any]:
    return {"team": cast.desk.pk, "key": JOB}


def a_line_set_aside(cast: Cast) -> dict[str, Any]:
    set_phrase_aside(team=cast.desk, key=JOB, by=cast.admin_by)
    return {"team": cast.desk.pk, "key": JOB}


def the_houses_guide(cast: Cast) -> dict[str, Any]:
    return {"team": 0}


LED = {"member": 404, "lead": 200}
ACCESS = [
    Page("phrase_guides", member=302),
    Page("phrase_guide", make=the_houses_guide),
    Page("phrase_guide", make=the_desks_guide, outsider=404),
    Page("phrase_new", make=the_desks_guide, **LED),
    Page("phrase_new", make=the_houses_guide, member=404, lead=404, manager=200),
    Page("phrase", make=a_line_of_the_desk, **LED),
    Page("phrase_setting_aside", make=a_line_of_the_desk, method="post", member=404, lead=302),
    Page("phrase_return", make=a_line_set_aside, method="post", member=404, lead=302),
]
