"""Letters on their way out and letters that came in, and whether any may leave."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellserved.kit.clock import now


class Letter(models.Model):
    """One letter to one address: a row first, then sent once."""

    class Audience(models.TextChoices):
        CUSTOMER = "customer", "Somebody served"
        STAFF = "staff", "One of us"

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to leave"
        SENDING = "sending", "Leaving now"
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be sent"
        CANCELLED = "cancelled", "Not needed any more"

    key = models.CharField(max_length=120, unique=True)  # makes a second request for the same letter harmless
    kind = models.CharField(max_length=30)  # "ask", "reply", "alert" …
    audience = models.CharField(max_length=10, choices=Audience)
    to_email = models.EmailField()
    to_name = models.CharField(max_length=200, blank=True)
    from_name = models.CharField(max_length=200, blank=True)
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)  # an iTIP message that goes along, as it is
    has_files = models.BooleanField(default=False, db_default=False)
    headers = models.JSONField(default=dict)
    message_id = models.CharField(max_length=200, blank=True)
    carried_as = models.CharField(max_length=200, blank=True)  # what the provider that carried it calls it
    # What an answer to it belongs to, such as a case; by its Message-ID, or by the token in the address to answer to.
    thread_kind = models.CharField(max_length=30, blank=True)
    thread_id = models.BigIntegerField(null=True)
    reply_hash = models.BinaryField(max_length=32, null=True)
    answers_to_both = models.BooleanField(default=False)  # an answer goes to `reply_to`, and to the thread as well
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    not_before = models.DateTimeField(default=now)
    not_after = models.DateTimeField(null=True)  # later than this it is not worth sending, and is cancelled
    rests_from = models.DateTimeField(null=True)  # from then on it does not leave, until somebody moves it
    created_at = models.DateTimeField(default=now)
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=64, blank=True)
    handed_over_at = models.DateTimeField(null=True)  # just before the words went to the mail server
    attempts = models.IntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "not_before"]),
            models.Index(fields=["-created_at"]),
            models.Index(fields=["message_id"]),
            models.Index(fields=["carried_as"], condition=~Q(carried_as=""), name="letter_by_provider"),
            models.Index(fields=["reply_hash"], condition=Q(reply_hash__isnull=False), name="letter_by_reply_address"),
            models.Index(fields=["thread_kind", "thread_id"], condition=~Q(thread_kind=""), name="letter_by_thread"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class LetterFile(models.Model):
    """A file that goes along with a letter, or a picture within it. The bytes lie under FILES_ROOT by checksum."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=80)
    content_id = models.CharField(max_length=60, blank=True)  # the letter's html shows it as cid:…; empty: to open
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name


class Arrival(models.Model):
    """A letter that came in. Its bytes are kept as they came; the other columns are what was read in them."""

    class State(models.TextChoices):
        STORED = "stored", "Not read yet"
        PARSED = "parsed", "On its way to whom it is for"
        DELIVERED = "delivered", "Delivered"
        KEPT = "kept", "Waits for somebody"
        IGNORED = "ignored", "Sent by a machine"
        DONE = "done", "Dealt with"

    class Why(models.TextChoices):
        """Why a letter is kept for somebody to look at."""

        UNREADABLE = "unreadable", "It could not be read"
        UNTAKEN = "untaken", "Nobody took it"
        FAILED = "failed", "Delivering it failed"
        TOO_MANY = "too_many", "Too many came from one address"

    key = models.CharField(max_length=64, unique=True)  # of Message-ID and content: the same letter comes in once
    source = models.CharField(max_length=30)  # "imap", or the provider whose webhook brought it
    sha256 = models.CharField(max_length=64)  # of the bytes that are kept
    size = models.BigIntegerField()  # as it was sent
    cut = models.BooleanField(default=False)  # too large: only its beginning is kept
    received_at = models.DateTimeField(default=now)  # by the mailbox
    stored_at = models.DateTimeField(default=now)
    message_id = models.CharField(max_length=300, blank=True)
    references = models.JSONField(default=list)
    from_email = models.CharField(max_length=254, blank=True)
    from_name = models.CharField(max_length=200, blank=True)
    to = models.JSONField(default=list)
    cc = models.JSONField(default=list)
    subject = models.CharField(max_length=300, blank=True)
    new_text = models.TextField(blank=True)
    whole_text = models.TextField(blank=True)
    html = models.TextField(blank=True)  # cleaned
    attachments = models.JSONField(default=list)
    nature = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=12, blank=True)
    thread_kind = models.CharField(max_length=30, blank=True)
    thread_id = models.BigIntegerField(null=True)
    answers = models.ForeignKey(Letter, null=True, on_delete=models.SET_NULL, related_name="answered_by")
    state = models.CharField(max_length=10, choices=State, default=State.STORED)
    why = models.CharField(max_length=12, choices=Why, blank=True)
    said = models.CharField(max_length=300, blank=True)  # what went wrong, for who looks after it
    attempts = models.IntegerField(default=0)
    next_try_at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "next_try_at"]),
            models.Index(fields=["-received_at"]),
            models.Index(fields=["from_email", "stored_at"]),
            models.Index(fields=["message_id"]),
            models.Index(fields=["thread_kind", "thread_id"], condition=~Q(thread_kind=""), name="arrival_by_thread"),
        ]

    def __str__(self) -> str:
        return f"{self.nature or 'letter'} {self.state}"


class Mailbox(models.Model):
    """Where letters come in by IMAP, set by an admin. One row; the password is sealed with the installation's key."""

    class Security(models.TextChoices):
        TLS = "tls", "TLS from the first byte (port 993)"
        STARTTLS = "starttls", "STARTTLS (port 143)"
        PLAIN = "plain", "No encryption: only within one machine"

    host = models.CharField(max_length=200, blank=True)
    port = models.PositiveIntegerField(default=993)
    security = models.CharField(max_length=10, choices=Security, default=Security.TLS)
    username = models.CharField(max_length=200, blank=True)
    password_sealed = models.TextField(blank=True)
    folder = models.CharField(max_length=200, default="INBOX")
    move_to = models.CharField(max_length=200, blank=True)  # empty: marked as read, and left where it is
    address = models.EmailField(blank=True)  # whom people answer to
    plus = models.BooleanField(default=True)  # whether name+anything@host comes in here, too
    uid_validity = models.BigIntegerField(null=True)
    last_uid = models.BigIntegerField(default=0)
    looked_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.folder} on {self.host}"


class Release(models.Model):
    """An admin's word that this very copy may write to customers. A copy with another address or home has none."""

    fingerprint = models.CharField(max_length=64, unique=True)
    released_by = models.BigIntegerField(null=True)
    released_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.fingerprint[:12]
