"""Every address of the product, room by room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("wellserved.surveys.urls")),  # first, for the answer page is asked for more than all others
    path("", include("wellserved.site.pages")),
    path("", include("wellserved.accounts.urls")),
    path("", include("wellserved.people.urls")),
    path("", include("wellserved.interactions.urls")),
    path("", include("wellserved.promises.urls")),
    path("", include("wellserved.confidences.urls")),
    path("", include("wellserved.doors.urls")),
    path("", include("wellserved.kudos.urls")),
    path("", include("wellserved.hardones.urls")),
    path("", include("wellserved.improvements.urls")),
    path("", include("wellserved.wording.urls")),
    path("", include("wellserved.cases.urls")),
    path("", include("wellserved.selfchecks.urls")),
    path("", include("wellserved.listening.urls")),
    path("", include("wellserved.explanations.urls_landing")),
    path("", include("wellserved.insight.urls")),
    path("", include("wellserved.explanations.urls")),
    path("", include("wellserved.habits.urls")),
    path("", include("wellserved.prepsheets.urls")),
    path("", include("wellserved.mail.urls")),
    path("", include("wellserved.calendars.urls")),
    path("", include("wellserved.demo.urls")),
    path("", include("wellserved.custody.urls")),
    path("api/v1/", include("wellserved.api.urls")),
]

handler400 = "wellserved.site.views.problems.bad_request"
handler403 = "wellserved.site.views.problems.not_allowed"
handler404 = "wellserved.site.views.problems.not_found"
handler429 = "wellserved.site.views.problems.too_many"
handler500 = "wellserved.site.views.problems.broken"
