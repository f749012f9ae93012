"""What can be visited of what became of pages: reactions, and which format lands."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.explanations.views import landing, reacting, said

urlpatterns: list[URLPattern] = [
    path("explanation/<str:token>/reaction", reacting.reaction, name="explanation_reacting"),
    path("explanations/reactions/<int:pk>/", said.reaction, name="explanation_reaction"),
    path("explanations/reactions/<int:pk>/reading/", said.reaction_reading, name="explanation_reaction_reading"),
    path("explanations/reactions/<int:pk>/reply/", said.reaction_reply, name="explanation_reaction_reply"),
    path("explanations/sendings/<int:pk>/reaction/", said.reaction_noted, name="explanation_reaction_noted"),
    path("explanations/landing/", landing.landing, name="explanations_landing"),
    path("clients/<int:client_id>/explanations/", landing.client_landing, name="client_landing"),
]
