"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.interactions.views import handing, imports, interactions, recording

urlpatterns: list[URLPattern] = [
    path("interactions/", interactions.interactions, name="interactions"),
    path("interactions/new/", recording.interaction_new, name="interaction_new"),
    path("interactions/<int:pk>/", interactions.interaction, name="interaction"),
    path("interactions/<int:pk>/edit/", recording.interaction_edit, name="interaction_edit"),
    path("handoffs/new/", handing.handoff_new, name="handoff_new"),
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.import_new, name="import_new"),
    path("imports/<int:pk>/", imports.import_one, name="import"),
    path("imports/<int:pk>/start/", imports.import_start, name="import_start"),
    path("imports/<int:pk>/carry-on/", imports.import_carry_on, name="import_carry_on"),
    path("imports/<int:pk>/rejected.csv", imports.import_rejected, name="import_rejected"),
]
