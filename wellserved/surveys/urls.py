"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.surveys import views

urlpatterns: list[URLPattern] = [
    path("feedback/", views.feedback, name="feedback"),
    path("asks/", views.asks, name="asks"),
]
