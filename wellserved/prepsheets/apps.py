"""Registers the room with Django."""

from django.apps import AppConfig


class PrepsheetsConfig(AppConfig):
    name = "wellserved.prepsheets"
    label = "prepsheets"
