"""Registers the room with Django, and lets every room's reactions be found."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SiteConfig(AppConfig):
    name = "wellserved.site"
    label = "site"

    def ready(self) -> None:
        autodiscover_modules("reactions")
