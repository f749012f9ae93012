"""The REST API's addresses."""

from __future__ import annotations

from django.urls import path

from wellserved.api.door import api

urlpatterns = [path("", api.urls)]
