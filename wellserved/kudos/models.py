"""Kind words, what may become one, and what members wish about them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.people.models import Contact, Member, Team
from wellserved.surveys.models import Response


class Kudos(models.Model):
    """Praise for one member, or, without a member, for a team. The words are the giver's, and stay so."""

    class CameBy(models.TextChoices):
        THANKS = "thanks", "The page that thanks"
        ANSWER = "answer", "After an answer"
        COLLEAGUE = "colleague", "A colleague"
        COMMENT = "comment", "From what they wrote"
        API = "api", "The REST API"

    key = models.CharField(max_length=80, unique=True)  # of where it was written: twice is once
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="kudos")
    team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField()
    came_by = models.CharField(max_length=10, choices=CameBy, default=CameBy.THANKS)
    giver_name = models.CharField(max_length=200, blank=True)  # as they call themselves
    giver_email = models.CharField(max_length=254, blank=True)
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=12, blank=True)  # the giver's
    may_be_shown = models.BooleanField(default=False)  # the giver lets others read it, too
    seed = models.CharField(max_length=32)  # of the giver's link; with the installation's key it makes the token
    token_hash = models.BinaryField(max_length=32, unique=True)
    door_id = models.BigIntegerField(default=0)  # the open door it came by
    response = models.ForeignKey(Response, null=True, on_delete=models.SET_NULL, related_name="+")
    given_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    accepted_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField(default=now)
    off_the_wall_at = models.DateTimeField(null=True)  # its receiver would rather not have it there
    thanked_at = models.DateTimeField(null=True)
    thanks = models.OneToOneField(Letter, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name_plural = "kudos"
        indexes = [
            models.Index(fields=["member", "-given_at"]),
            models.Index(fields=["-given_at"]),
            models.Index(
                fields=["-given_at", "-id"], condition=Q(may_be_shown=True, off_the_wall_at=None), name="the_wall"
            ),
        ]

    def __str__(self) -> str:
        return f"kudos {self.pk}"


class Suggestion(models.Model):
    """A comment that reads like praise. A machine noticed it; a person decides."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "Passed on"
        DECLINED = "declined", "Left as it is"

    response = models.OneToOneField(Response, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # whom it may praise
    team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="+")
    because = models.CharField(max_length=200)  # the words of theirs that read like praise
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    made_at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    kudos = models.OneToOneField(Kudos, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["-made_at"], condition=Q(state="waiting"), name="praise_that_waits")]

    def __str__(self) -> str:
        return f"suggestion {self.pk}"


class Wish(models.Model):
    """What a member would rather not: be found on the page that thanks, get the monthly letter."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    unlisted_since = models.DateTimeField(null=True)
    no_digest_since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"member {self.member_id}"
