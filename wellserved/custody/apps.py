"""Registers the room with Django."""

from django.apps import AppConfig


class CustodyConfig(AppConfig):
    name = "wellserved.custody"
    label = "custody"
