"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.listening.views import choosing, draws, inviting, rounds

urlpatterns: list[URLPattern] = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new/", rounds.round_new, name="round_new"),
    path("rounds/<int:pk>/", rounds.round_page, name="round"),
    path("rounds/<int:pk>/plan/", rounds.round_plan, name="round_plan"),
    path("rounds/<int:pk>/start/", rounds.round_start, name="round_start"),
    path("rounds/<int:pk>/dropping/", rounds.round_dropping, name="round_dropping"),
    path("rounds/<int:pk>/draw/", draws.round_draw, name="round_draw"),
    path("rounds/<int:pk>/draw/frame.txt", draws.round_frame, name="round_frame"),
    path("rounds/<int:pk>/invitations/", inviting.round_invitations, name="round_invitations"),
    path("calls/hours/", inviting.calling_hours, name="calling_hours"),
    path("calls/<int:pk>/invitation/", inviting.call_invitation, name="call_invitation"),
    path("l/<str:token>", choosing.choose, name="call_choosing"),
    path("calls/<int:pk>/replacement/", draws.call_replacement, name="call_replacement"),
]
