"""Pieces of service, and the runs that brought them in."""

from __future__ import annotations

from django.db import models

from wellserved.kit.clock import now
from wellserved.people.fields import FoldedField
from wellserved.people.models import Client, Contact, Member, Team


class Service(models.Model):
    """What is offered: "Passwords", "Classroom projectors"."""

    name = models.CharField(max_length=120)
    name_key = FoldedField(of="name", max_length=360, unique=True)

    def __str__(self) -> str:
        return self.name


class Interaction(models.Model):
    """One piece of service. The same source and external id is the same interaction."""

    source = models.CharField(max_length=60)
    external_id = models.CharField(max_length=120)
    # No constraint of the database's own on these four, nor on who served: it would look up each row by itself,
    # which took longer than all else of an import. docs/decisions/0014 says what holds them instead.
    client = models.ForeignKey(
        Client, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    contact = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="interactions",
        db_index=False,
        db_constraint=False,
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    members = models.ManyToManyField(Member, through="Served", related_name="interactions")
    channel = models.CharField(max_length=30, blank=True)
    place = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    scheduled_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closings = models.IntegerField(default=0)  # how often it has closed; each closing gets its own decision
    undecided = models.BooleanField(default=False)  # closed or reopened since surveys last looked at it
    matters = models.BooleanField(default=False)
    ask = models.BooleanField(default=True)  # false: whoever brought it in wants nobody asked about it
    referred_by = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="one_interaction_per_external_id")
        ]
        indexes = [
            # One that scatters its rows (by contact, by client) costs an import more than reading the whole file.
            models.Index(fields=["-closed_at"]),
            models.Index(
                fields=["referred_by"], condition=models.Q(referred_by__isnull=False), name="interactions_referred"
            ),
            models.Index(fields=["id"], condition=models.Q(undecided=True), name="interactions_undecided"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.external_id}"


class Served(models.Model):
    """Who served. Frozen once the interaction closes."""

    interaction = models.ForeignKey(
        Interaction, on_delete=models.CASCADE, related_name="served", db_index=False, db_constraint=False
    )
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="served", db_index=False, db_constraint=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interaction", "member"], name="served_once")]

    def __str__(self) -> str:
        return f"{self.member_id} served {self.interaction_id}"


class Import(models.Model):
    """One file of interactions on its way in: what it is, how its columns are read, how far it has come."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Waiting for you to look at it"
        RUNNING = "running", "Being read"
        DONE = "done", "Done"
        FAILED = "failed", "Stopped"

    filename = models.CharField(max_length=255)
    path = models.CharField(max_length=500)
    source = models.CharField(max_length=60)
    profile = models.CharField(max_length=40, default="rows")  # rows, or events folded into interactions
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    position = models.BigIntegerField(default=0)  # rows read so far: a resumed run starts here
    total = models.BigIntegerField(null=True)
    created = models.BigIntegerField(default=0)
    updated = models.BigIntegerField(default=0)
    unchanged = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    header = models.JSONField(default=list)  # the names of the columns
    started_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.filename


class RejectedRow(models.Model):
    """A row that could not land, with its line and the reason."""

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rejected_rows")
    line = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    cells = models.JSONField(default=list)  # the row as it came, so that it can be mended and sent again

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "line"], name="a_line_is_rejected_once")]

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


class SavedMapping(models.Model):
    """How the files of a source were read the last time, to be offered the next time."""

    source = models.CharField(max_length=60, unique=True)
    profile = models.CharField(max_length=40)
    mapping = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"how {self.source} is read"
