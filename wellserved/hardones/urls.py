"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.hardones import views

urlpatterns: list[URLPattern] = [
    path("hard-ones/", views.hard_ones, name="hard_ones"),
    path("hard-ones/new/<str:kind>/<int:pk>/", views.hard_one_new, name="hard_one_new"),
    path("hard-ones/<int:pk>/", views.hard_one, name="hard_one"),
    path("hard-ones/<int:pk>/word/", views.hard_one_word, name="hard_one_word"),
    path("hard-ones/<int:pk>/support/", views.hard_one_support, name="hard_one_support"),
    path("hard-ones/<int:pk>/ending/", views.hard_one_ending, name="hard_one_ending"),
]
