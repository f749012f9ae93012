"""Registers the room with Django, and its pages about a client."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "wellserved.insight"
    label = "insight"

    def ready(self) -> None:
        from wellserved.people.client_pages import about_clients

        about_clients("By month", "client_baseline", least="lead")
