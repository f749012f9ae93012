"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.cases.views import cases, complaining, handing, moving, photos, serving, settings, status, talking

urlpatterns: list[URLPattern] = [
    path("case/<str:token>", status.status, name="case_status"),
    path("case/<str:token>/photos/<int:n>", status.status_photo, name="case_status_photo"),
    path("complain/a/<str:token>", complaining.complain_after_answer, name="complain_after_answer"),
    path("complain/d/<str:token>", complaining.complain_at_door, name="complain_at_door"),
    path("cases/", cases.cases, name="cases"),
    path("cases/new/", handing.case_new, name="case_new"),
    path("cases/from-answer/<int:pk>/", handing.case_from_answer, name="case_from_answer"),
    path("cases/second-chances/", cases.second_chances, name="second_chances"),
    path("cases/<int:pk>/", cases.case, name="case"),
    path("cases/<int:pk>/acknowledgement/", moving.case_acknowledgement, name="case_acknowledgement"),
    path("cases/<int:pk>/investigation/", moving.case_investigation, name="case_investigation"),
    path("cases/<int:pk>/answer/", moving.case_answer, name="case_answer"),
    path("cases/<int:pk>/closure/", moving.case_closure, name="case_closure"),
    path("cases/<int:pk>/reopening/", moving.case_reopening, name="case_reopening"),
    path("cases/<int:pk>/question/", talking.case_question, name="case_question"),
    path("cases/<int:pk>/resuming/", talking.case_resuming, name="case_resuming"),
    path("cases/<int:pk>/reading/", talking.case_reading, name="case_reading"),
    path("cases/<int:pk>/notes/", talking.case_notes, name="case_notes"),
    path("cases/<int:pk>/promise/", talking.case_promise, name="case_promise"),
    path("cases/<int:pk>/owner/", handing.case_owner, name="case_owner"),
    path("cases/<int:pk>/classification/", handing.case_classification, name="case_classification"),
    path("cases/<int:pk>/reassignment/", serving.case_reassignment, name="case_reassignment"),
    path("cases/<int:pk>/photos/", photos.case_photos, name="case_photos"),
    path("cases/<int:pk>/photos/<int:n>/", photos.case_photo, name="case_photo"),
    path("reassignments/", serving.reassignments, name="reassignments"),
    path("reassignments/<int:pk>/ending/", serving.reassignment_ending, name="reassignment_ending"),
    path("settings/cases/", settings.case_policy, name="case_policy"),
    path("settings/cases/teams/<int:pk>/", settings.case_policy_of_team, name="case_policy_of_team"),
    path("settings/cases/teams/<int:pk>/removal/", settings.case_policy_removal, name="case_policy_removal"),
]
