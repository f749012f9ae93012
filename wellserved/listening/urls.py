"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.listening.views import after, calling, choosing, draws, inviting, rounds, syncing

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
    path("calls/sw.js", syncing.call_worker, name="call_worker"),
    path("calls/<int:pk>/", calling.call, name="call"),
    path("calls/<int:pk>/lines/", syncing.call_lines, name="call_lines"),
    path("calls/<int:pk>/clock/", calling.call_clock, name="call_clock"),
    path("calls/<int:pk>/no-show/", calling.call_no_show, name="call_no_show"),
    path("calls/<int:pk>/later/", calling.call_later, name="call_later"),
    path("calls/<int:pk>/resumption/", calling.call_resumption, name="call_resumption"),
    path("calls/<int:pk>/after/", after.call_after, name="call_after"),
    path("calls/<int:pk>/thanks/", after.call_thanks, name="call_thanks"),
    path("calls/<int:pk>/promises/", after.call_promises, name="call_promises"),
    path("calls/<int:pk>/case/", after.call_case, name="call_case"),
    path("calls/<int:pk>/invitation/", inviting.call_invitation, name="call_invitation"),
    path("l/<str:token>", choosing.choose, name="call_choosing"),
    path("calls/<int:pk>/replacement/", draws.call_replacement, name="call_replacement"),
]
