"""The addresses that belong to no single room."""

from __future__ import annotations

from django.urls import path

from wellserved.site.views.design import design
from wellserved.site.views.health import healthz, metrics, readyz
from wellserved.site.views.journal import journal
from wellserved.site.views.morning import morning
from wellserved.site.views.pulse import pulse, pulse_sheet
from wellserved.site.views.settings import settings_page
from wellserved.site.views.today import today

urlpatterns = [
    path("", today, name="today"),
    path("today/by-mail/", morning, name="morning"),
    path("pulse/", pulse, name="pulse"),
    path("pulse/figures.csv", pulse_sheet, name="pulse_sheet"),
    path("settings/", settings_page, name="settings"),
    path("design/", design, name="design"),
    path("journal/", journal, name="journal"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
]
