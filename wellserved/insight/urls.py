"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from wellserved.insight.annotations.urls import urlpatterns as noted
from wellserved.insight.baselines.urls import urlpatterns as baselines
from wellserved.insight.checks.urls import urlpatterns as checks
from wellserved.insight.drivers.urls import urlpatterns as drivers
from wellserved.insight.mine.urls import urlpatterns as mine
from wellserved.insight.reports.urls import urlpatterns as reports
from wellserved.insight.signals.urls import urlpatterns as signals
from wellserved.insight.silence.urls import urlpatterns as silence
from wellserved.insight.worth.urls import urlpatterns as worth

urlpatterns: list[URLPattern | URLResolver] = [
    *noted,
    *baselines,
    *checks,
    *drivers,
    *mine,
    *reports,
    *signals,
    *silence,
    *worth,
]
