"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.doors.views import beside, calling, calls, codes, held, keeping, kiosk, open

urlpatterns: list[URLPattern] = [
    path("d/<str:token>", open.open_door, name="open_door"),
    path("t/<str:token>", open.ticket_door, name="ticket_door"),
    path("k/sw.js", kiosk.kiosk_worker, name="kiosk_worker"),
    path("k/<str:token>", kiosk.kiosk, name="kiosk"),
    path("k/<str:token>/way-out", kiosk.kiosk_way_out, name="kiosk_way_out"),
    path("b/<str:token>", beside.beside, name="beside"),
    path("n/<str:token>", calling.not_well, name="not_well"),
    path("n/seen/<str:token>", calling.not_well_seen, name="not_well_seen"),
    path("doors/", keeping.doors, name="doors"),
    path("doors/new/<str:kind>/", keeping.door_new, name="door_new"),
    path("doors/<int:pk>/", keeping.door, name="door"),
    path("doors/<int:pk>/closing/", keeping.door_closing, name="door_closing"),
    path("doors/<int:pk>/opening/", keeping.door_opening, name="door_opening"),
    path("doors/<int:pk>/pin/", keeping.door_pin, name="door_pin"),
    path("doors/<int:pk>/code.<str:form>", codes.door_code, name="door_code"),
    path("doors/held/", held.held, name="held"),
    path("doors/held/<int:pk>/counting/", held.held_release, name="held_release"),
    path("doors/held/<int:pk>/leaving-out/", held.held_drop, name="held_drop"),
    path("doors/held/<int:pk>/looking-again/", held.held_again, name="held_again"),
    path("lead-calls/", calls.lead_calls, name="lead_calls"),
    path("lead-calls/<int:pk>/", calls.lead_call, name="lead_call"),
    path("lead-calls/<int:pk>/taking/", calls.lead_call_taking, name="lead_call_taking"),
    path("walk-outs/new/", calls.walk_out_new, name="walk_out_new"),
]
