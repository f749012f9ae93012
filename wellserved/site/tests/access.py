"""Who may enter the pages of this room."""

from __future__ import annotations

from tests.architecture.access import Page

ACCESS = [
    Page("today"),
    Page("morning"),
    Page("pulse"),
    Page("pulse_sheet"),
    Page("settings", member=404, admin=200),
    Page("journal", member=404, admin=200),
    Page("design", member=404, admin=200),
    Page("healthz", public=True, nobody=200),
    Page("metrics", public=True, nobody=200),  # the tests stand on this machine
    Page("readyz", public=True, nobody=503),  # no worker runs beside this test
]
