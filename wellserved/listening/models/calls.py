"""One call of a round: whom it goes to, and what becomes of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellserved.kit.clock import now
from wellserved.listening.models.rounds import Round
from wellserved.mail.models import Letter
from wellserved.people.models import Contact, Member


class Call(models.Model):
    """One contact, drawn for one member of a round, and what becomes of it."""

    class State(models.TextChoices):
        DRAWN = "drawn", "To be invited"
        INVITED = "invited", "Invited"
        PLANNED = "planned", "Time chosen"
        WISHED = "wished", "Wrote when"
        DECLINED = "declined", "Said no"
        REPLACED = "replaced", "Replaced"
        LATER = "later", "Asked to be called later"
        NO_SHOW = "no_show", "Not reached"
        HELD = "held", "Spoken"
        CLOSED = "closed", "Never held"

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
    # The call itself.
    tries = models.SmallIntegerField(default=0)  # how often nobody was reached
    began_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)  # when it ended
    # Why it was never held, once the round has ended; or why somebody else was drawn, and who: the next in the
    # ranking, but for those whom something spoke against by then.
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
