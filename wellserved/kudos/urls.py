"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.kudos.views import after_answer, consent, giving, kudos, suggestions, thanking, wishes

urlpatterns: list[URLPattern] = [
    path("thank/<str:token>", thanking.thank, name="thank"),
    path("a/<str:token>/kudos", after_answer.thank_after_answer, name="thank_after_answer"),
    path("kind/<str:token>", consent.kudos_consent, name="kudos_consent"),
    path("kudos/", kudos.kudos, name="kudos"),
    path("kudos/wall/", kudos.kudos_wall, name="kudos_wall"),
    path("kudos/new/", giving.kudos_new, name="kudos_new"),
    path("kudos/suggestions/", suggestions.kudos_suggestions, name="kudos_suggestions"),
    path("kudos/suggestions/<int:pk>/", suggestions.kudos_suggestion, name="kudos_suggestion"),
    path("kudos/suggestions/<int:pk>/leaving/", suggestions.kudos_suggestion_leaving, name="kudos_suggestion_leaving"),
    path("kudos/<int:pk>/", kudos.kudos_one, name="kudos_one"),
    path("kudos/<int:pk>/hanging/", kudos.kudos_hanging, name="kudos_hanging"),
    path("kudos/<int:pk>/thanks/", kudos.kudos_thanks, name="kudos_thanks"),
    path("kudos/listing/", wishes.kudos_listing, name="kudos_listing"),
    path("kudos/digest/", wishes.kudos_digest, name="kudos_digest"),
]
