"""Pulse: how it felt."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def pulse(request: HttpRequest) -> HttpResponse:
    return render(request, "site/today.html")
