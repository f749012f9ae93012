"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.surveys.editor_urls import EDITOR
from wellserved.surveys.views import (
    answer,
    asks,
    feedback,
    knowing,
    needs,
    otherwise,
    passing,
    photo,
    policy,
    reading,
    stopping,
    wishes,
)

urlpatterns: list[URLPattern] = [
    path("a/<str:token>", answer.answer, name="answer"),  # first: it is the one that is asked for most
    path("a/<str:token>/needs", needs.answer_needs, name="answer_needs"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/<int:pk>/", feedback.feedback_one, name="feedback_one"),
    path("feedback/<int:pk>/photos/<int:n>/", photo.photo, name="photo"),
    path("feedback/<int:pk>/reading/", reading.feedback_reading, name="feedback_reading"),
    path("feedback/<int:pk>/reply/", reading.feedback_reply, name="feedback_reply"),
    path("feedback/<int:pk>/passing-on/", passing.feedback_passing, name="feedback_passing"),
    path("feedback/<int:pk>/taking-in/", passing.feedback_taking_in, name="feedback_taking_in"),
    path("feedback/<int:pk>/quote/", passing.feedback_quote, name="feedback_quote"),
    path("feedback/<int:pk>/reader/", reading.feedback_reader, name="feedback_reader"),
    path("asks/", asks.asks, name="asks"),
    path("asks/least-known/", knowing.least_known, name="least_known"),
    path("asks/least-known/limits/", knowing.all_limits, name="all_limits"),
    path("asks/least-known/<int:pk>/limit/", knowing.team_limit, name="team_limit"),
    path("interactions/<int:pk>/asking/", asks.interaction_ask, name="interaction_ask"),
    path("interactions/<int:pk>/not-asking/", asks.interaction_no_ask, name="interaction_no_ask"),
    path(
        "contacts/<int:contact_id>/wishes/<int:pk>/removal/", wishes.contact_wish_removal, name="contact_wish_removal"
    ),
    path("settings/asking/", policy.asking_policy, name="asking_policy"),
    path("settings/asking/teams/<int:pk>/", otherwise.asking_of_team, name="asking_of_team"),
    path("settings/asking/pauses/", otherwise.asking_pauses, name="asking_pauses"),
    path("settings/asking/pauses/<int:pk>/removal/", otherwise.asking_pause_removal, name="asking_pause_removal"),
    path("settings/asking/start/", policy.asking_start, name="asking_start"),
    path("u/<str:token>", stopping.stop, name="stop_asking"),
    *EDITOR,
]
