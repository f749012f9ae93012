"""What can be visited of the survey editor."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.surveys.views.editor import answers, importing, languages, preview, questions, surveys, using

EDITOR: list[URLPattern] = [
    path("surveys/", surveys.surveys, name="surveys"),
    path("surveys/new/", surveys.survey_new, name="survey_new"),
    path("surveys/import/", importing.survey_import, name="survey_import"),
    path("surveys/<int:pk>/", surveys.survey, name="survey"),
    path("surveys/<int:pk>/place/", surveys.survey_place, name="survey_place"),
    path("surveys/<int:pk>/page/", surveys.survey_frame, name="survey_frame"),
    path("surveys/<int:pk>/questions/new/<str:kind>/", questions.question_new, name="question_new"),
    path("surveys/<int:pk>/questions/<str:question_id>/", questions.question, name="question"),
    path("surveys/<int:pk>/questions/<str:question_id>/place/", questions.question_place, name="question_place"),
    path("surveys/<int:pk>/questions/<str:question_id>/removal/", questions.question_removal, name="question_removal"),
    path("surveys/<int:pk>/languages/<str:language>/", languages.survey_language, name="survey_language"),
    path("surveys/<int:pk>/preview/", preview.survey_preview, name="survey_preview"),
    path("surveys/<int:pk>/use/", using.survey_use, name="survey_use"),
    path("surveys/<int:pk>/draft/removal/", using.survey_draft_removal, name="survey_draft_removal"),
    path("surveys/<int:pk>/rest/", using.survey_rest, name="survey_rest"),
    path("surveys/<int:pk>/return/", using.survey_wake, name="survey_wake"),
    path("surveys/<int:pk>/history/", using.survey_history, name="survey_history"),
    path("surveys/<int:pk>/answers/", answers.survey_answers, name="survey_answers"),
]
