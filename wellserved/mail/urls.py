"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.mail import views

urlpatterns: list[URLPattern] = [
    path("letters/", views.letters, name="letters"),
]
