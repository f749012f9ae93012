"""The ledger of asks, the invitations, and what came back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from wellserved.files.models import Blob
from wellserved.interactions.models import Interaction, Service
from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.people.models import Contact, Member, Team


class AskPolicy(models.Model):
    """When and how often we ask. One row, number 1."""

    go_live_at = models.DateTimeField(null=True, blank=True)  # nothing that closed before is ever asked about
    delay_minutes = models.IntegerField(default=60)
    window_days = models.IntegerField(default=30)  # at most one ask per contact in so many days …
    minimum_days = models.IntegerField(default=7)  # … and never, whatever the reason, within so many
    max_age_days = models.IntegerField(default=7)
    sampling_rate = models.FloatField(default=1.0)
    expires_days = models.IntegerField(default=30)

    def __str__(self) -> str:
        return "how we ask"


class Decision(models.Model):
    """Whether a closing was asked about, and why. One for every closing of every interaction."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", "Will be asked"
        ASKED = "asked", "Asked"
        NOT_ASKED = "not_asked", "Not asked"
        CANCELLED = "cancelled", "Cancelled"

    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE, related_name="decisions")
    closing = models.IntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.CharField(max_length=40)  # a code of rules.REASONS
    detail = models.JSONField(default=dict)  # numbers and dates for the reason's sentence
    probability = models.FloatField(default=1.0)
    ask_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interaction", "closing"], name="one_decision_per_closing")]
        indexes = [models.Index(fields=["outcome", "ask_at"]), models.Index(fields=["reason", "-decided_at"])]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.reason}"


class Survey(models.Model):
    """A short set of questions, for one team, service or channel, or for all. Being written, or in use."""

    name = models.CharField(max_length=120)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=30, blank=True)  # as interactions name it; empty: any
    draft = models.JSONField(default=dict)  # a definition (rules.questions) as it is being written
    current = models.ForeignKey("SurveyVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Coalesce(F("team"), Value(0)),
                Coalesce(F("service"), Value(0)),
                F("channel"),
                condition=Q(archived_at=None, current__isnull=False),
                name="one_survey_in_use_per_place",
            )
        ]

    def __str__(self) -> str:
        return self.name


class SurveyVersion(models.Model):
    """A survey as it was put to use. Never changed afterwards: answers are read by the version that was asked."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="versions")
    number = models.IntegerField()
    definition = models.JSONField()
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="a_survey_version_is_kept_once")]

    def __str__(self) -> str:
        return f"version {self.number} of survey {self.survey_id}"


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
    language = models.CharField(max_length=12, default="en")
    version = models.ForeignKey(  # the survey as it was asked; none: our two questions, qualities, words
        SurveyVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations", db_index=False
    )
    about = models.CharField(max_length=200, blank=True)  # "your call on Tuesday about the projector"
    day = models.DateField()  # the day its answer is counted under
    team_id = models.BigIntegerField(default=0, db_index=True)  # zeros as in tallies
    service_id = models.BigIntegerField(default=0)
    client_id = models.BigIntegerField(default=0)
    members = models.ManyToManyField(Member, related_name="+")
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

    class Meta:
        indexes = [
            models.Index(fields=["door_id", "-created_at"], condition=models.Q(door_id__gt=0), name="by_their_door"),
            models.Index(fields=["beside"], condition=models.Q(beside__isnull=False), name="companions_of"),
            models.Index(fields=["contact", "-created_at"]),
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
