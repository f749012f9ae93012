"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.explanations.views import arranging, gathering, listing, reviewing, sending, shown, writing

urlpatterns: list[URLPattern] = [
    path("explanations/", listing.explanations, name="explanations"),
    path("explanations/new/", listing.explanation_new, name="explanation_new"),
    path("explanations/<int:pk>/", writing.explanation, name="explanation"),
    path("explanations/<int:pk>/writing/", writing.explanation_writing, name="explanation_writing"),
    path("explanations/<int:pk>/preview/", writing.explanation_preview, name="explanation_preview"),
    path("explanations/<int:pk>/address/", writing.explanation_address, name="explanation_address"),
    path("explanations/<int:pk>/versions/<int:number>/", writing.explanation_version, name="explanation_version"),
    path("explanations/<int:pk>/page.pdf", writing.explanation_pdf, name="explanation_pdf"),
    path("explanations/<int:pk>/evidence/", gathering.explanation_evidence, name="explanation_evidence"),
    path("explanations/<int:pk>/evidence/pull/", gathering.explanation_evidence_pull, name="explanation_evidence_pull"),
    path("explanations/<int:pk>/evidence/line/", gathering.explanation_line, name="explanation_line"),
    path("explanations/<int:pk>/evidence/picture/", gathering.explanation_picture, name="explanation_picture"),
    path(
        "explanations/<int:pk>/evidence/<int:evidence>/removal/",
        gathering.explanation_evidence_removal,
        name="explanation_evidence_removal",
    ),
    path("explanations/<int:pk>/pictures/<int:evidence>/", gathering.explanation_image, name="explanation_image"),
    path("explanations/<int:pk>/submission/", reviewing.explanation_submission, name="explanation_submission"),
    path("explanations/<int:pk>/review/", reviewing.explanation_review, name="explanation_review"),
    path("explanations/<int:pk>/sending/", sending.explanation_sending, name="explanation_sending"),
    path("explanation/<str:token>", shown.explanation_shown, name="explanation_shown"),
    path("explanation/<str:token>/page.pdf", shown.explanation_shown_pdf, name="explanation_shown_pdf"),
    path("explanation/<str:token>/pictures/<int:n>", shown.explanation_shown_picture, name="explanation_shown_picture"),
    path("explanations/<int:pk>/meetings/", arranging.explanation_meeting, name="explanation_meeting"),
    path(
        "explanations/<int:pk>/meetings/<int:meeting>/notes/",
        arranging.explanation_meeting_notes,
        name="explanation_meeting_notes",
    ),
    path(
        "explanations/<int:pk>/meetings/<int:meeting>/off/",
        arranging.explanation_meeting_off,
        name="explanation_meeting_off",
    ),
    path("explanations/<int:pk>/format/", arranging.explanation_format_new, name="explanation_format_new"),
    path("explanations/formats/", arranging.explanation_formats, name="explanation_formats"),
    path("explanations/formats/<int:pk>/removal/", arranging.explanation_format_aside, name="explanation_format_aside"),
]
