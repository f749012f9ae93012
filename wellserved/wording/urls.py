"""What can be visited in this room. A guide's number is its team's; 0 is the house's."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.wording import views

urlpatterns: list[URLPattern] = [
    path("phrases/", views.phrase_guides, name="phrase_guides"),
    path("phrases/<int:team>/", views.phrase_guide, name="phrase_guide"),
    path("phrases/<int:team>/new/", views.phrase_new, name="phrase_new"),
    path("phrases/<int:team>/<str:key>/", views.phrase, name="phrase"),
    path("phrases/<int:team>/<str:key>/setting-aside/", views.phrase_setting_aside, name="phrase_setting_aside"),
    path("phrases/<int:team>/<str:key>/return/", views.phrase_return, name="phrase_return"),
]
