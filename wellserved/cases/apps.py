"""Registers the room with Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "wellserved.cases"
    label = "cases"
