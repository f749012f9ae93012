"""The addresses of Worth."""

from __future__ import annotations

from django.urls import path

from wellserved.insight.worth.views import worth, worth_sheet

urlpatterns = [
    path("worth/", worth, name="worth"),
    path("worth/figures.csv", worth_sheet, name="worth_sheet"),
]
