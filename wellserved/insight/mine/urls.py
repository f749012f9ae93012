"""The address of one's own page. It holds no member's number."""

from __future__ import annotations

from django.urls import path

from wellserved.insight.mine.views import mine

urlpatterns = [path("mine/", mine, name="mine")]
