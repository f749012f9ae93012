"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.calendars.views import feed, hours, own

urlpatterns: list[URLPattern] = [
    path("settings/hours/", hours.working_hours, name="working_hours"),
    path("settings/hours/teams/<int:pk>/", hours.working_hours_of_team, name="working_hours_of_team"),
    path("settings/hours/teams/<int:pk>/removal/", hours.working_hours_removal, name="working_hours_removal"),
    path("calendar/", own.own_calendar, name="own_calendar"),
    path("calendar/feed/", own.own_feed, name="own_feed"),
    path("calendar/letters/", own.own_letters, name="own_letters"),
    path("calendar/link/", own.own_link, name="own_link"),
    path("calendar/link/chosen/", own.own_link_chosen, name="own_link_chosen"),
    path("calendar/link/removal/", own.own_link_removal, name="own_link_removal"),
    path("feed/<str:token>.ics", feed.calendar_feed, name="calendar_feed"),
]
