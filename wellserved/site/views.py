"""Pages that belong to no single room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def today(request: HttpRequest) -> HttpResponse:
    return render(request, "site/today.html")


def pulse(request: HttpRequest) -> HttpResponse:
    return render(request, "site/today.html")


def settings_page(request: HttpRequest) -> HttpResponse:
    return render(request, "site/today.html")


def design(request: HttpRequest) -> HttpResponse:
    return render(request, "site/today.html")
