"""The addresses that belong to no single room."""

from __future__ import annotations

from django.urls import path

from wellserved.site import views

urlpatterns = [
    path("", views.today, name="today"),
    path("pulse/", views.pulse, name="pulse"),
    path("settings/", views.settings_page, name="settings"),
    path("design/", views.design, name="design"),
]
