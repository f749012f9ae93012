"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.promises import views

urlpatterns: list[URLPattern] = [
    path("promises/", views.promises, name="promises"),
]
