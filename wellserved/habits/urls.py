"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.habits import views

urlpatterns: list[URLPattern] = [
    path("habits/", views.habit_list, name="habits"),
    path("habits/new/", views.habit_new, name="habit_new"),
    path("habits/<int:pk>/", views.habit, name="habit"),
    path("habits/<int:pk>/change/", views.habit_change, name="habit_change"),
    path("habits/<int:pk>/tap/", views.habit_tap, name="habit_tap"),
    path("habits/<int:pk>/question/", views.habit_question, name="habit_question"),
    path("habits/<int:pk>/question/end/", views.habit_question_end, name="habit_question_end"),
    path("habits/<int:pk>/ending/", views.habit_end, name="habit_end"),
]
