"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.surveys.views import asks, feedback

urlpatterns: list[URLPattern] = [
    path("feedback/", feedback.feedback, name="feedback"),
    path("asks/", asks.asks, name="asks"),
]
