"""The REST API's addresses."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from wellserved.api.door import api
from wellserved.api.problems import nothing_here, wrong_method_is_a_problem

_routes = api.urls
for _route in _routes[0]:
    if isinstance(_route, URLPattern):
        _route.callback = wrong_method_is_a_problem(_route.callback)

urlpatterns = [path("", _routes), re_path("^(?P<rest>.*)$", nothing_here, name="api_nothing")]
