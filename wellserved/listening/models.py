"""A round, and its calls."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellserved.interactions.models import Service
from wellserved.kit.clock import now
from wellserved.listening.rules.asking import three_questions
from wellserved.people.models import Client, Contact, Member, Team


class Round(models.Model):
    """Everyone in these teams calls some customers within these days. Once it runs, its questions never change."""

    class State(models.TextChoices):
        PLANNED = "planned", "Being planned"
        RUNNING = "running", "Running"
        ENDED = "ended", "Ended"

    class Groups(models.TextChoices):
        NONE = "", "No: chance alone"
        KIND = "kind", "People inside and outside the house, in proportion"
        CLIENT = "client", "Every client, in proportion"

    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300, blank=True)
    teams = models.ManyToManyField(Team, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    calls_each = models.SmallIntegerField(default=3)
    questions = models.JSONField(default=three_questions)
    served_months = models.SmallIntegerField(default=6)  # who can be drawn: served within so many months …
    client_kind = models.CharField(max_length=10, choices=Client.Kind, blank=True)  # … inside, outside, or both …
    services = models.ManyToManyField(Service, related_name="+", blank=True)  # … with one of these, or any
    groups = models.CharField(max_length=10, choices=Groups, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    created_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)
    started_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # The draw, as it was; `wellserved rounds verify` repeats it.
    members = models.ManyToManyField(Member, related_name="rounds")  # who drew
    seed = models.CharField(max_length=40, blank=True)
    frame = models.BinaryField(default=bytes)  # measures.frame_text, compressed: ids alone
    frame_digest = models.CharField(max_length=64, blank=True)
    draw_digest = models.CharField(max_length=64, blank=True)
    eligible = models.IntegerField(default=0)
    left_out = models.JSONField(default=dict)  # reason: how many

    class Meta:
        indexes = [models.Index(fields=["-created_at"])]

    def __str__(self) -> str:
        return self.name


class Call(models.Model):
    """One contact, drawn for one member of a round, and what becomes of it."""

    class State(models.TextChoices):
        DRAWN = "drawn", "To be invited"
        REPLACED = "replaced", "Replaced"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="calls")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="calls")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="calls")
    drawn_id = models.BigIntegerField()  # the contact's id, as the draw knows it; stays when the contact is erased
    place = models.SmallIntegerField()  # the member's first, second, third …
    state = models.CharField(max_length=10, choices=State, default=State.DRAWN)
    times_served = models.IntegerField(default=0)  # by the round's teams, within its months
    last_served_at = models.DateTimeField(null=True)
    invited_at = models.DateTimeField(null=True)
    # Why somebody else was drawn, and who: the next in the ranking, but for those whom something spoke against by then.
    reason = models.CharField(max_length=300, blank=True)
    replaced_at = models.DateTimeField(null=True)
    replaced_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    instead_of = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="replacement")
    passed_over = models.JSONField(default=dict)  # of who came before in the ranking: id and reason
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "drawn_id"], name="drawn_once_in_a_round")]
        indexes = [
            models.Index(fields=["member", "state"]),
            models.Index(fields=["contact"], condition=Q(contact__isnull=False), name="calls_of_a_contact"),
        ]

    def __str__(self) -> str:
        return f"call {self.pk}"
