"""Registers the room with Django."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "wellserved.mail"
    label = "mail"

    def ready(self) -> None:
        from anymail.signals import inbound

        from wellserved.mail.inward.from_webhooks import keep_letter

        inbound.connect(keep_letter, dispatch_uid="wellserved.mail")
