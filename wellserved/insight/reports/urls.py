"""The addresses of monthly pages."""

from __future__ import annotations

from django.urls import path, re_path

from wellserved.insight.reports.views import report, report_end, report_now, report_paper, reports

urlpatterns = [
    path("reports/", reports, name="reports"),
    path("reports/<int:schedule_id>/now/", report_now, name="report_now"),
    path("reports/<int:schedule_id>/end/", report_end, name="report_end"),
    re_path(r"^reports/(?P<month>\d{4}-\d\d)/$", report, name="report"),
    re_path(r"^reports/(?P<month>\d{4}-\d\d)\.pdf$", report_paper, name="report_paper"),
]
