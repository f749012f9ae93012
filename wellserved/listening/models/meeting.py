"""The meeting of a round: themes, what lies in them, what was decided, and the stories that grew out of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellserved.kit.clock import now
from wellserved.listening.models.lines import CallLine
from wellserved.listening.models.rounds import Round
from wellserved.people.models import Contact, Member
from wellserved.promises.models import Promise


class Meeting(models.Model):
    """The team looks at everything that was said. There is one from the first thing that somebody does on the board."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="meeting")
    version = models.IntegerField(default=0)  # goes up with everything that changes the board
    held_on = models.DateField(null=True)
    present = models.ManyToManyField(Member, related_name="+")
    ignored = models.JSONField(default=list)  # suggested groups that nobody wants: lists of the ids of lines

    def __str__(self) -> str:
        return f"meeting of {self.round_id}"


class Theme(models.Model):
    """What several people said, and what the team decided about it.

    `action`, `owner` and `due_on` are what the meeting said, as the minutes tell it. Once all three are there they
    are a promise of the owner's, and what became of it (kept, moved, broken) is the promise's to tell.
    """

    class Decision(models.TextChoices):
        NONE = "", "Not decided"
        KEEP = "keep", "Keep"
        ADJUST = "adjust", "Adjust"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(max_length=120)
    place = models.FloatField(default=0)  # its order on the board
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.NONE, blank=True)
    # Keep: it confirms what was decided before, in another round, or named in words.
    confirms = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="confirmed_by")
    confirms_words = models.CharField(max_length=200, blank=True)
    # Adjust: who does what by when.
    action = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    due_on = models.DateField(null=True)
    promise = models.OneToOneField(Promise, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["round", "place"], name="themes_of_a_round")]

    def __str__(self) -> str:
        return self.name


class Sorted(models.Model):
    """A line of the notes lies in a theme: in one at most. Lines without one have not been sorted yet."""

    line = models.OneToOneField(CallLine, on_delete=models.CASCADE, related_name="sorted")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="sorted")
    place = models.FloatField()  # its order within the theme
    moved_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    moved_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["theme", "place"], name="lines_of_a_theme")]

    def __str__(self) -> str:
        return f"{self.line_id} in {self.theme_id}"


class Story(models.Model):
    """A quote grown into a few sentences, for Pulse and reports. Nobody is named in it without their consent."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="stories")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.SET_NULL, related_name="stories")
    line = models.ForeignKey(CallLine, null=True, on_delete=models.SET_NULL, related_name="stories")
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=900)
    quote = models.CharField(max_length=500, blank=True)  # as it was said; the call's notes may change later
    # Who said it, if they agreed to be named: when, how we know, and who wrote it down. Empty: nobody is named.
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    consent_words = models.CharField(max_length=200, blank=True)
    consent_at = models.DateTimeField(null=True)
    consent_noted_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    written_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["round", "-written_at"], name="stories_of_a_round")]
        constraints = [
            models.CheckConstraint(
                condition=Q(contact__isnull=True) | Q(consent_at__isnull=False), name="nobody_named_without_consent"
            )
        ]

    def __str__(self) -> str:
        return self.title
