"""The bare "hello" that the answer page is held against: Django, one address, no middleware. Not a bench itself."""

from __future__ import annotations

from django.conf import settings

if not settings.configured:
    settings.configure(ROOT_URLCONF="bench.hello", ALLOWED_HOSTS=["*"], MIDDLEWARE=[], SECRET_KEY="bench")

import django
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse(b"hello", headers={"Content-Length": "5"})


urlpatterns = [path("hello", hello)]
django.setup(set_prefix=False)
application = WSGIHandler()
