"""A round, its calls, when members can be called upon, and who wants no calls."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellserved.interactions.models import Service
from wellserved.kit.clock import now
from wellserved.listening.rules.asking import three_questions
from wellserved.mail.models import Letter
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
        INVITED = "invited", "Invited"
        PLANNED = "planned", "Time chosen"
        WISHED = "wished", "Wrote when"
        DECLINED = "declined", "Said no"
        REPLACED = "replaced", "Replaced"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="calls")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="calls")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="calls")
    drawn_id = models.BigIntegerField()  # the contact's id, as the draw knows it; stays when the contact is erased
    place = models.SmallIntegerField()  # the member's first, second, third …
    state = models.CharField(max_length=10, choices=State, default=State.DRAWN)
    times_served = models.IntegerField(default=0)  # by the round's teams, within its months
    last_served_at = models.DateTimeField(null=True)
    # The invitation, and what the contact made of it.
    seed = models.CharField(max_length=32, blank=True)  # with the installation's key it makes the token of their page
    token_hash = models.BinaryField(max_length=32, null=True, unique=True)
    language = models.CharField(max_length=12, blank=True)  # what it was written in
    letter = models.OneToOneField(Letter, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(null=True)
    remind_at = models.DateTimeField(null=True)  # when the one second letter may follow; empty: never, or done
    reminder = models.OneToOneField(Letter, null=True, on_delete=models.SET_NULL, related_name="+")
    starts_at = models.DateTimeField(null=True)  # the time they chose
    words = models.TextField(blank=True)  # what the member wrote to them
    wish = models.CharField(max_length=500, blank=True)  # or what they wrote of day and time
    number = models.CharField(max_length=60, blank=True)  # which to call
    answered_at = models.DateTimeField(null=True)
    # Why somebody else was drawn, and who: the next in the ranking, but for those whom something spoke against by then.
    reason = models.CharField(max_length=300, blank=True)
    replaced_at = models.DateTimeField(null=True)
    replaced_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    instead_of = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="replacement")
    passed_over = models.JSONField(default=dict)  # of who came before in the ranking: id and reason
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "drawn_id"], name="drawn_once_in_a_round"),
            models.UniqueConstraint(
                fields=["member", "starts_at"], condition=Q(state="planned"), name="one_call_of_a_member_at_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["member", "state"]),
            models.Index(fields=["remind_at"], condition=Q(remind_at__isnull=False), name="calls_to_remind"),
            models.Index(fields=["contact"], condition=Q(contact__isnull=False), name="calls_of_a_contact"),
        ]

    def __str__(self) -> str:
        return f"call {self.pk}"


def usual_hours() -> dict[str, list[list[str]]]:
    """When most can be spoken to: Monday to Friday, two hours in the morning and two after lunch."""
    return {str(day): [["10:00", "12:00"], ["14:00", "16:00"]] for day in range(5)}


class CallingHours(models.Model):
    """When a member makes calls, in their own time, and how they can be reached directly."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="calling_hours")
    timezone = models.CharField(max_length=60)
    hours = models.JSONField(default=usual_hours)  # as in calendars: weekday, 0 for Monday, to spans
    direct = models.CharField(max_length=120, blank=True)  # a number or an address, for the closing line

    def __str__(self) -> str:
        return f"calling hours of {self.member_id}"


class NoCalls(models.Model):
    """A contact wants no invitations to calls. Who wants none of our letters at all has `opted_out_at`."""

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.contact_id} wants no calls"
