"""Reading the outbox, and whether any of it may leave."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q, QuerySet

from wellserved.mail.models import Letter, Release

# What the Letters page can show: its key, and its name.
SHOWS = {
    "": "All",
    "queued": "Waiting",
    "doubt": "May or may not have arrived",
    "failed": "Could not be sent",
    "sent": "Sent",
    "cancelled": "Not needed any more",
}


def fingerprint() -> str:
    """Which copy this is: its address, its home, its database and whether it is a demo, in one hash."""
    place = connection.settings_dict
    parts = [
        settings.BASE_URL,
        str(settings.HOME),
        *(str(place.get(key) or "") for key in ("ENGINE", "HOST", "PORT", "NAME", "USER")),
        "demo" if settings.DEMO else "real",
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def mail_is_held() -> bool:
    """Whether letters to customers wait: always in a demo, and in a copy that no admin has released."""
    return settings.DEMO or not Release.objects.filter(fingerprint=fingerprint()).exists()


def mail_is_set_up() -> bool:
    """Whether there is a way for letters to leave at all."""
    return bool(settings.EMAIL_CONFIGURED)


def audiences_that_may_leave() -> list[str]:
    """Whose letters may leave now."""
    if not mail_is_set_up() or settings.DEMO:
        return []
    held = mail_is_held()
    return [Letter.Audience.STAFF] if held else [Letter.Audience.STAFF, Letter.Audience.CUSTOMER]


def held_letters() -> int:
    """How many letters to customers wait in the outbox."""
    return Letter.objects.filter(state=Letter.State.QUEUED, audience=Letter.Audience.CUSTOMER).count()


def letters_visible_to(role: str) -> QuerySet[Letter]:
    """The letters this role may see: managers and admins see all, others none."""
    letters = Letter.objects.order_by("-created_at", "-pk")
    return letters if role in ("manager", "admin") else letters.none()


def letters_in_doubt() -> Q:
    """Letters whose words went to the mail server, which never said whether it took them."""
    return Q(state=Letter.State.SENDING, handed_over_at__isnull=False, claimed_by="")


def letters_shown(role: str, show: str) -> QuerySet[Letter]:
    """What one of SHOWS shows, the newest first. Letters that are just leaving count as waiting."""
    visible = letters_visible_to(role).defer("text", "html", "headers")
    if show == "doubt":
        return visible.filter(letters_in_doubt())
    if show == "queued":
        return visible.filter(state__in=[Letter.State.QUEUED, Letter.State.SENDING]).exclude(letters_in_doubt())
    return visible.filter(state=show) if show else visible


def letter_counts(role: str) -> dict[str, int]:
    """How many letters are in each state; "doubt" for those that may or may not have arrived."""
    visible = letters_visible_to(role).order_by()
    counts = {str(row["state"]): int(row["n"]) for row in visible.values("state").annotate(n=Count("pk"))}
    counts["doubt"] = visible.filter(letters_in_doubt()).count()
    counts[""] = sum(counts.values()) - counts["doubt"]
    counts["queued"] = counts.get("queued", 0) + counts.pop("sending", 0) - counts["doubt"]
    return counts
