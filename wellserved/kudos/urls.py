"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.kudos.views import kudos, thanking

urlpatterns: list[URLPattern] = [
    path("thank/<str:token>", thanking.thank, name="thank"),
    path("kudos/", kudos.kudos, name="kudos"),
    path("kudos/listing/", kudos.kudos_listing, name="kudos_listing"),
]
