"""Reading the outbox, and whether any of it may leave."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from wellserved.mail.inward.reading import attachment_in
from wellserved.mail.inward.storing import raw_path
from wellserved.mail.models import Arrival, Letter, Release

PRIVATE = "_private"  # letters of a kind that ends so are seen where they belong, by who may see that

# What the Letters page can show: its key, and its name.
SHOWS = {
    "": "All",
    "queued": "Waiting",
    "doubt": "May or may not have arrived",
    "failed": "Could not be sent",
    "sent": "Sent",
    "cancelled": "Not needed any more",
}

# The same for letters that came in, by who may see them.
SHOWS_IN = {"": "Wait for somebody", "done": "Dealt with", "delivered": "Delivered", "ignored": "Sent by machines"}
_STATES_IN = {
    "": [Arrival.State.KEPT],
    "done": [Arrival.State.DONE],
    "delivered": [Arrival.State.DELIVERED, Arrival.State.PARSED, Arrival.State.STORED],
    "ignored": [Arrival.State.IGNORED],
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


def releases_of_this_copy() -> QuerySet[Release]:
    """An admin said that this very copy may write to customers."""
    return Release.objects.filter(fingerprint=fingerprint())


def mail_is_held() -> bool:
    """Whether letters to customers wait: always in a demo, and in a copy that no admin has released."""
    return settings.DEMO or not releases_of_this_copy().exists()


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


def _in_private_threads() -> Q:
    """Answers to letters that only those may see whom their room lets."""
    private = Letter.objects.filter(kind__endswith=PRIVATE).exclude(thread_kind="")
    same = private.filter(thread_kind=OuterRef("thread_kind"), thread_id=OuterRef("thread_id"))
    return ~Q(thread_kind="") & Q(Exists(same))


def letters_visible_to(role: str) -> QuerySet[Letter]:
    """The letters this role may see: managers and admins all but private ones, others none."""
    letters = Letter.objects.exclude(kind__endswith=PRIVATE).order_by("-created_at", "-pk")
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


def arrivals_visible_to(role: str) -> QuerySet[Arrival]:
    """Letters that came in: leads see those that wait for somebody and those that were dealt with, managers all."""
    found = Arrival.objects.exclude(_in_private_threads()).order_by("-received_at", "-pk")
    if role in ("manager", "admin"):
        return found
    return found.filter(state__in=[Arrival.State.KEPT, Arrival.State.DONE]) if role == "lead" else found.none()


def arrivals_opened_to(role: str) -> QuerySet[Arrival]:
    """Letters whose words they may read here. What was delivered is read where it was taken, by who may see that."""
    opened = [Arrival.State.KEPT, Arrival.State.DONE, Arrival.State.IGNORED]
    return arrivals_visible_to(role).filter(state__in=opened)


def arrivals_shown(role: str, show: str) -> QuerySet[Arrival]:
    """What one of SHOWS_IN shows, the newest first."""
    visible = arrivals_visible_to(role).filter(state__in=_STATES_IN[show])
    return visible.only(
        "pk", "from_email", "from_name", "subject", "received_at", "state", "why", "thread_kind", "thread_id", "nature"
    )


def arrival_counts(role: str) -> dict[str, int]:
    """How many letters each of SHOWS_IN has, of those that this role may see."""
    rows = arrivals_visible_to(role).order_by().values("state").annotate(n=Count("pk"))
    by_state = {str(row["state"]): int(row["n"]) for row in rows}
    return {show: sum(by_state.get(state, 0) for state in states) for show, states in _STATES_IN.items()}


def kept_letters() -> QuerySet[Arrival]:
    """The letters that came in and wait for somebody."""
    return Arrival.objects.filter(state=Arrival.State.KEPT)


def attachment_bytes(letter_id: int, part: int) -> bytes | None:
    """The bytes of one attachment; None if there is no such part. Who may have them is for the caller to know."""
    arrival = Arrival.objects.get(pk=letter_id)
    return attachment_in(raw_path(arrival).read_bytes(), part)
