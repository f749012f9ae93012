"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.confidences.views import answering, marking, reading

urlpatterns: list[URLPattern] = [
    path("c/<str:token>", answering.confide, name="confide"),
    path("feedback/in-confidence/", reading.confidences, name="confidences"),
    path("asks/in-confidence/", marking.in_confidence, name="in_confidence"),
    path("asks/in-confidence/teams/<int:pk>/", marking.team_in_confidence, name="team_in_confidence"),
    path("asks/in-confidence/clients/", marking.client_in_confidence, name="client_in_confidence"),
]
