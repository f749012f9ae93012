"""Counts and logs every request: its route by name, never its address."""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from wellserved.site.logs import RequestLine, request_id

# What is said in confidence leaves no line and no count: each would tell when somebody spoke.
UNWATCHED = frozenset({"confide"})
METHODS = frozenset({"GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Counts:
    """What this process has served since it started."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._served: Counter[tuple[str, str, int]] = Counter()
        self._seconds: Counter[str] = Counter()  # type: ignore[assignment]

    def add(self, method: str, route: str, status: int, seconds: float) -> None:
        with self._lock:
            self._served[method, route, status // 100] += 1
            self._seconds[route] += seconds  # type: ignore[assignment]

    def served(self) -> dict[tuple[str, str, int], int]:
        with self._lock:
            return dict(self._served)

    def seconds(self) -> dict[str, float]:
        with self._lock:
            return dict(self._seconds)


COUNTS = Counts()
_line = RequestLine(settings.LOG_FORMAT, settings.LOG_LEVEL)


def note(method: str, route: str, status: int, headers: dict[str, str], begun: float) -> None:
    """Count and log one request, and give its answer a name that its log line has, too."""
    name = os.urandom(6).hex()
    seconds = time.perf_counter() - begun
    COUNTS.add(method, route, status, seconds)
    headers["X-Request-ID"] = name
    _line.write(name, method, route, status, seconds * 1000)


class Watch:
    """The outermost of both chains."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        name = os.urandom(6).hex()
        mark = request_id.set(name)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(mark)
        match = request.resolver_match
        if match is None:
            route = "static" if request.path_info.startswith(settings.STATIC_URL) else "none"
        else:
            route = match.view_name or "unnamed"
        method = request.method if request.method in METHODS else "OTHER"
        if route in UNWATCHED:
            return response
        seconds = time.perf_counter() - begun
        COUNTS.add(str(method), route, response.status_code, seconds)
        response.headers["X-Request-ID"] = name
        if route != "static":
            _line.write(name, str(method), route, response.status_code, seconds * 1000)
        return response
