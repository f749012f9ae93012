"""Invitations, and what came back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q, Value

from wellserved.files.models import Blob
from wellserved.interactions.models import Interaction
from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.people.models import Contact, Member
from wellserved.surveys.models.ledger import Decision
from wellserved.surveys.models.surveys import SurveyVersion
from wellserved.tallies.rules import ALONE


class Invitation(models.Model):
    """One ask of one contact about one interaction. Who served, when and for whom is frozen here."""

    seed = models.CharField(
        max_length=32, blank=True
    )  # with the installation's key it makes the token; alone it is nothing
    token_hash = models.BinaryField(max_length=32, unique=True)
    interaction = models.ForeignKey(Interaction, null=True, on_delete=models.CASCADE, related_name="invitations")
    decision = models.OneToOneField(Decision, null=True, on_delete=models.SET_NULL, related_name="invitation")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="invitations")
    letter = models.OneToOneField(Letter, null=True, on_delete=models.SET_NULL, related_name="+")
    channel = models.CharField(max_length=20, default="mail")  # mail, or api: the link went out another way
    language = models.CharField(max_length=12, blank=True)  # the contact's; empty where we do not know it
    version = models.ForeignKey(  # the survey as it was asked; none: our two questions, qualities, words
        SurveyVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations", db_index=False
    )
    about = models.CharField(max_length=200, blank=True)  # "your call on Tuesday about the projector"
    day = models.DateField()  # the day its answer is counted under
    team_id = models.BigIntegerField(default=0, db_index=True)  # zeros as in tallies
    service_id = models.BigIntegerField(default=0)
    client_id = models.BigIntegerField(default=0)
    spot_id = models.IntegerField(default=0, db_default=0)  # channel and place, as in tallies
    members = models.ManyToManyField(Member, related_name="+")
    served_by = models.TextField(blank=True, default="", db_default="")  # the same members, as a delta carries them
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    came_by = models.SmallIntegerField(default=0, db_default=0)  # tallies.rules.WAYS: 0 asked; else an open door
    door_id = models.BigIntegerField(default=0, db_default=0)  # which one, as in doors
    beside = models.ForeignKey(  # what the one who was there as well speaks about
        "self", null=True, on_delete=models.SET_NULL, related_name="companions", db_index=False
    )
    writer_name = models.CharField(max_length=200, blank=True, db_default="")  # as they call themselves: not proven
    writer_email = models.CharField(max_length=254, blank=True, db_default="")
    weight = models.IntegerField(default=ALONE, db_default=ALONE)  # 1000 ÷ its chance; 0: none had a say
    remind_at = models.DateTimeField(null=True)  # when to see whether a second letter may follow; empty: never, or done
    reminder = models.OneToOneField(Letter, null=True, on_delete=models.SET_NULL, related_name="+")
    # The quarter it was asked in confidence in, "2026Q4"; empty: by name. Its answer is never kept here (decision 21).
    confided_in = models.CharField(max_length=6, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            # Five answers of a quarter are those of five people.
            models.UniqueConstraint(
                fields=["contact", "team_id", "confided_in"],
                condition=~Q(confided_in="") & Q(cancelled_at=None),
                name="asked_in_confidence_once_a_quarter",
            ),
            # The usual answer page is over for it before it begins.
            models.CheckConstraint(
                condition=Q(confided_in="") | Q(expires_at__lte=F("created_at")), name="no_usual_door_to_confidences"
            ),
        ]
        indexes = [
            models.Index(fields=["door_id", "-created_at"], condition=Q(door_id__gt=0), name="by_their_door"),
            models.Index(fields=["beside"], condition=Q(beside__isnull=False), name="companions_of"),
            models.Index(fields=["contact", "-created_at"]),
            models.Index(fields=["day"]),  # counting afresh reads month by month, and answers wait meanwhile
            models.Index(fields=["remind_at"], condition=Q(remind_at__isnull=False), name="invitations_to_remind"),
            models.Index(fields=["version"], condition=Q(version__isnull=False), name="invitation_by_survey_version"),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class Response(models.Model):
    """What came back: the latest version counts. Its id is its invitation's."""

    invitation = models.OneToOneField(Invitation, primary_key=True, on_delete=models.CASCADE, related_name="response")
    version = models.IntegerField(default=1)
    achieved = models.SmallIntegerField(null=True)  # 0 no, 1 partly, 2 yes
    felt = models.SmallIntegerField(null=True)  # 1 to 5
    qualities = models.IntegerField(default=0)  # bit i stands for the i-th of shapes.QUALITIES
    words = models.TextField(blank=True)
    may_call = models.BooleanField(default=False)
    own = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))  # own questions: id → answer
    one_touch = models.BooleanField(default=False)  # saved by the first touch; the form has not been sent yet
    team_id = models.BigIntegerField(default=0)
    first_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["-first_at"]),
            models.Index(fields=["team_id", "-first_at"]),
        ]

    def __str__(self) -> str:
        return f"response {self.pk}"


class EarlierVersion(models.Model):
    """A version of a response that was changed since."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="earlier")
    version = models.IntegerField()
    achieved = models.SmallIntegerField(null=True)
    felt = models.SmallIntegerField(null=True)
    qualities = models.IntegerField(default=0)
    words = models.TextField(blank=True)
    may_call = models.BooleanField(default=False)
    own = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["response", "version"], name="a_version_is_kept_once")]

    def __str__(self) -> str:
        return f"version {self.version} of response {self.response_id}"


class Photo(models.Model):
    """A picture that came with a response."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="photos")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"photo of response {self.response_id}"
