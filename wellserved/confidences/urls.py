"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.confidences.views import answering

urlpatterns: list[URLPattern] = [
    path("c/<str:token>", answering.confide, name="confide"),
]
