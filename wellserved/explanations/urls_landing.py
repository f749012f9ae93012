"""What can be visited of what became of pages: reactions, which format lands, and lessons."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.explanations.views import landing, lessons, reacting, said

urlpatterns: list[URLPattern] = [
    path("explanation/<str:token>/reaction", reacting.reaction, name="explanation_reacting"),
    path("explanations/reactions/<int:pk>/", said.reaction, name="explanation_reaction"),
    path("explanations/reactions/<int:pk>/reading/", said.reaction_reading, name="explanation_reaction_reading"),
    path("explanations/reactions/<int:pk>/reply/", said.reaction_reply, name="explanation_reaction_reply"),
    path("explanations/sendings/<int:pk>/reaction/", said.reaction_noted, name="explanation_reaction_noted"),
    path("explanations/landing/", landing.landing, name="explanations_landing"),
    path("lessons/", lessons.lessons, name="lessons"),
    path("lessons/new/", lessons.lesson_new, name="lesson_new"),
    path("lessons/<int:pk>/", lessons.lesson, name="lesson"),
    path("lessons/<int:pk>/edit/", lessons.lesson_edit, name="lesson_edit"),
    path("lessons/<int:pk>/words/", lessons.lesson_word, name="lesson_word"),
    path("clients/<int:client_id>/explanations/", landing.client_landing, name="client_landing"),
]
