"""Doors, who knocked how often, answers that are held back, and calls for a lead."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellserved.interactions.models import Service
from wellserved.kit.clock import now
from wellserved.people.models import Member, Team


class Door(models.Model):
    """A link that anybody may open who has it: on a poster, on a tablet, under a letter."""

    class Kind(models.TextChoices):
        FEEDBACK = "feedback", "Feedback link"
        KIOSK = "kiosk", "Kiosk"
        SNIPPET = "snippet", "Links for a help desk’s letters"
        NOT_WELL = "not_well", "Not going well?"
        THANKS = "thanks", "Thank someone"
        COMPANION = "companion", "Who was there, too"  # one a team, made by itself

    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=120)  # where it hangs: "Poster at the front desk"
    seed = models.CharField(max_length=32)  # with the installation's key it makes the token; alone it is nothing
    token_hash = models.BinaryField(max_length=32, unique=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    source = models.CharField(max_length=60, blank=True)  # of a snippet: the help desk, as interactions name it
    pin_salt = models.CharField(max_length=32, blank=True)  # of a kiosk: its way out
    pin_hash = models.CharField(max_length=64, blank=True)
    pin_wrong = models.SmallIntegerField(default=0)  # how often a wrong one was tried of late
    pin_wrong_since = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Knock(models.Model):
    """How often somebody's part of the network came to a door in an hour. Forgotten after a day."""

    door = models.ForeignKey(Door, on_delete=models.CASCADE, related_name="+", db_index=False)
    hour = models.DateTimeField()
    whence = models.BinaryField(max_length=16)  # a keyed hash of a part of the address, another every day; empty: all
    count = models.IntegerField(default=0)
    last_print = models.BinaryField(max_length=16, default=b"")  # a hash of what was said last
    last_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["door", "hour", "whence"], name="one_count_of_knocks")]
        indexes = [models.Index(fields=["hour"])]

    def __str__(self) -> str:
        return f"{self.count} at door {self.door_id}"


class HeldAnswer(models.Model):
    """An answer that does not count yet: claimed for a ticket we have not seen, or perhaps no person's."""

    class Reason(models.TextChoices):
        CLAIMED = "claimed", "For a ticket that has not come in yet"
        SAME = "same", "The same words came before"
        MANY = "many", "Very many came at once"
        QUICK = "quick", "Quicker than a person reads"
        NO_PAGE = "no_page", "Sent without opening the page"
        TRAP = "trap", "A field was filled that nobody sees"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RELEASED = "released", "Counted"
        DROPPED = "dropped", "Left out"

    door = models.ForeignKey(Door, on_delete=models.CASCADE, related_name="held")
    key = models.CharField(max_length=64)  # of the page it was written on
    reason = models.CharField(max_length=10, choices=Reason)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    source = models.CharField(max_length=60, blank=True)
    external_id = models.CharField(max_length=120, blank=True)  # of the ticket that it claims to be about
    achieved = models.SmallIntegerField(null=True)
    felt = models.SmallIntegerField(null=True)
    qualities = models.IntegerField(default=0)
    words = models.TextField(blank=True)
    may_call = models.BooleanField(default=False)
    version_id = models.BigIntegerField(default=0)  # the survey version that the door showed; 0: none
    own = models.JSONField(default=dict)  # what counts of the answers to its own questions
    one_touch = models.BooleanField(default=False)
    beside_id = models.BigIntegerField(null=True)  # the invitation that it speaks beside
    writer_name = models.CharField(max_length=200, blank=True)
    writer_email = models.CharField(max_length=254, blank=True)
    at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)  # when a claim was last compared with what came in
    response_id = models.BigIntegerField(null=True)
    decided_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["door", "key"], name="one_held_answer_per_page"),
            models.UniqueConstraint(
                fields=["source", "external_id"], condition=~Q(external_id=""), name="one_claim_per_ticket"
            ),
        ]
        indexes = [models.Index(fields=["state", "reason", "-at"]), models.Index(fields=["door", "state"])]

    def __str__(self) -> str:
        return f"held answer {self.pk}"


class LeadCall(models.Model):
    """It is not going well, and a lead is called now; or somebody walked out, and a member says so."""

    class Outcome(models.TextChoices):
        OPEN = "open", "Nobody has come yet"
        TAKEN = "taken", "Somebody is with them"
        SAVED = "saved", "It could be put right"
        WALKED_OUT = "walked_out", "They walked out"
        NOT_FOUND = "not_found", "Nobody was there any more"

    door = models.ForeignKey(Door, null=True, on_delete=models.SET_NULL, related_name="+")
    token_hash = models.BinaryField(max_length=32, unique=True)  # of the page where the caller sees who comes
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, null=True, on_delete=models.SET_NULL, related_name="+")
    caller = models.CharField(max_length=200, blank=True)  # as they call themselves
    where = models.CharField(max_length=200, blank=True)  # the desk, a room, a telephone number
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=now)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    taken_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    taken_at = models.DateTimeField(null=True)
    climbs_at = models.DateTimeField(null=True)  # when whoever comes next is called, if nobody is with them by then
    rung = models.SmallIntegerField(default=0)  # how often it has climbed
    note = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # by hand

    class Meta:
        indexes = [
            models.Index(fields=["team", "-at"]),
            models.Index(fields=["outcome", "-at"]),
            models.Index(fields=["climbs_at"], condition=Q(climbs_at__isnull=False), name="calls_that_climb"),
        ]

    def __str__(self) -> str:
        return f"call {self.pk} for a lead"
