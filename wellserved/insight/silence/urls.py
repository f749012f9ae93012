"""The addresses of Silence."""

from __future__ import annotations

from django.urls import path

from wellserved.insight.silence.views import silence, silence_sheet

urlpatterns = [
    path("silence/", silence, name="silence"),
    path("silence/figures.csv", silence_sheet, name="silence_sheet"),
]
