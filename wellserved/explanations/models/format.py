"""Ways to explain that a team made for itself. Those that everybody has are in explanations.builtin."""

from __future__ import annotations

from django.db import models

from wellserved.explanations.models.explanation import Explanation
from wellserved.kit.clock import now
from wellserved.people.models import Member, Team


class Format(models.Model):
    """Data only: which template, how it goes out, how it sounds, how long it is, and what it asks of the writer."""

    class Template(models.TextChoices):
        LETTER = "letter", "Letter"
        TIMELINE = "timeline", "Timeline"
        NUMBERS = "numbers", "Numbers"
        PICTURES = "pictures", "Picture-led"
        ANNEX = "annex", "Technical annex"
        TALK = "talk", "Read aloud"
        OWN = "own", "A template of our own"

    class Channel(models.TextChoices):
        PDF = "pdf", "PDF by mail, and the link"
        LINK = "link", "The link alone"
        ALOUD = "aloud", "Read aloud in a call"

    class Tone(models.TextChoices):
        PLAIN = "plain", "Plain"
        WARM = "warm", "Warm"
        FORMAL = "formal", "Formal"
        TECHNICAL = "technical", "Technical"

    name = models.CharField(max_length=80)
    about = models.CharField(max_length=300, blank=True)  # for whom, and when
    template = models.CharField(max_length=10, choices=Template, default=Template.LETTER)
    source = models.TextField(blank=True)  # Typst of our own, where the template says so
    channel = models.CharField(max_length=6, choices=Channel, default=Channel.PDF)
    tone = models.CharField(max_length=10, choices=Tone, default=Tone.PLAIN)
    words = models.IntegerField(default=250)  # about so many
    prompts = models.JSONField(default=dict)  # by section: what to think of while writing it
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")  # none: everybody's
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    made_from = models.ForeignKey(Explanation, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=now)
    archived_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
