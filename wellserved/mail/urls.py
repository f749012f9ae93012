"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.mail.views import incoming, mailbox, outgoing, webhook

urlpatterns: list[URLPattern] = [
    path("letters/", outgoing.letters, name="letters"),
    path("letters/<int:pk>/", outgoing.letter, name="letter"),
    path("letters/<int:pk>/cancellation/", outgoing.letter_cancellation, name="letter_cancellation"),
    path("letters/<int:pk>/sending/", outgoing.letter_sending, name="letter_sending"),
    path("letters/<int:pk>/settling/", outgoing.letter_settling, name="letter_settling"),
    path("letters/in/", incoming.letters_in, name="letters_in"),
    path("letters/in/<int:pk>/", incoming.letter_in, name="letter_in"),
    path("letters/in/<int:pk>/raw/", incoming.letter_in_raw, name="letter_in_raw"),
    path("letters/in/<int:pk>/files/<int:part>/", incoming.letter_in_file, name="letter_in_file"),
    path("letters/in/<int:pk>/done/", incoming.letter_in_done, name="letter_in_done"),
    path("letters/in/<int:pk>/handing/", incoming.letter_in_handing, name="letter_in_handing"),
    path("letters/mailbox/", mailbox.mailbox, name="mailbox"),
    path("letters/mailbox/look/", mailbox.mailbox_look, name="mailbox_look"),
    path("hooks/mail/<slug:provider>/", webhook.mail_webhook, name="mail_webhook"),
    path("hooks/mail/<slug:provider>/events/", webhook.mail_webhook_events, name="mail_webhook_events"),
    path("letters/release/", outgoing.mail_release, name="mail_release"),
    path("letters/hold/", outgoing.mail_hold, name="mail_hold"),
]
