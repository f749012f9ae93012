"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.prepsheets.views import public, sheets

urlpatterns: list[URLPattern] = [
    path("prep/<slug:slug>", public.prep_sheet_public, name="prep_sheet_public"),
    path("prep/no-more/<str:token>", public.prep_no_more, name="prep_no_more"),
    path("prep-sheets/", sheets.prep_sheets, name="prep_sheets"),
    path("prep-sheets/<int:pk>/", sheets.prep_sheet, name="prep_sheet"),
    path("prep-sheets/<int:pk>/texts/<slug:language>/", sheets.prep_text, name="prep_text"),
    path("prep-sheets/<int:pk>/publication/", sheets.prep_publication, name="prep_publication"),
    path("prep-sheets/<int:pk>/letters/", sheets.prep_letters, name="prep_letters"),
]
