"""Clients and contacts, teams and members."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Lower

from wellserved.kit.clock import now
from wellserved.people.fields import FoldedField


class Client(models.Model):
    """An organisation, department or team that is served."""

    class Kind(models.TextChoices):
        INTERNAL = "internal", "Internal"
        EXTERNAL = "external", "External"

    name = models.CharField(max_length=200)
    name_key = FoldedField(of="name", max_length=600, unique=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.EXTERNAL)
    active_from = models.DateField(null=True, blank=True)
    active_until = models.DateField(null=True, blank=True)
    # A team of ours that other teams serve: its internal client.
    team = models.OneToOneField("Team", null=True, blank=True, on_delete=models.SET_NULL, related_name="as_client")
    # Who of us answers for them: explanations are signed by this member.
    executive = models.ForeignKey("Member", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """A person at a client."""

    client = models.ForeignKey(Client, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=200, blank=True)
    name_key = FoldedField(of="name", max_length=600)
    family_key = FoldedField(of="name", last_word=True, max_length=600)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=12, blank=True)
    timezone = models.CharField(max_length=60, blank=True)
    opted_out_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)  # a mail server said that the address does not exist
    soft_bounces = models.IntegerField(default=0, db_default=0)  # letters that it could not deliver for now
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="one_contact_per_address"),
            # Without an address the name tells contacts of one client apart.
            models.UniqueConstraint(
                Coalesce(F("client"), Value(0)),
                F("name_key"),
                condition=Q(email="") & ~Q(name_key=""),
                name="one_contact_without_address_per_name",
            ),
        ]
        indexes = [
            models.Index(fields=["client", "name_key"]),
            # The operator class is for PostgreSQL: it finds by the beginning whatever the locale.
            models.Index(fields=["name_key"], opclasses=["varchar_pattern_ops"], name="contact_by_name"),
            models.Index(fields=["family_key"], opclasses=["varchar_pattern_ops"], name="contact_by_family"),
        ]

    def __str__(self) -> str:
        return self.name or self.email


class Team(models.Model):
    """Who serves."""

    name = models.CharField(max_length=120)
    name_key = FoldedField(of="name", max_length=360, unique=True)
    created_at = models.DateTimeField(default=now)
    archived_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """Somebody who serves; has a login, or has not yet."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="member"
    )
    name = models.CharField(max_length=200)
    name_key = FoldedField(of="name", max_length=600, db_index=True)
    email = models.EmailField(blank=True)
    external_name = models.CharField(max_length=200, blank=True)  # how the help desk calls them
    external_key = FoldedField(of="external_name", max_length=600)
    reports_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="reports")
    teams = models.ManyToManyField(Team, through="Membership", related_name="members")
    # Members are served, too: as this contact they can be asked how it was.
    contact = models.OneToOneField(Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="member")
    created_at = models.DateTimeField(default=now)
    left_at = models.DateTimeField(null=True, blank=True)
    no_mornings_since = models.DateTimeField(null=True, blank=True)  # they want no letter about their day
    morning_on = models.DateField(null=True, blank=True)  # the day whose morning was last thought about, letter or none

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="one_member_per_address"),
            models.UniqueConstraint(
                fields=["external_key"], condition=~Q(external_key=""), name="one_member_per_external_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name


class Membership(models.Model):
    """A member's place in a team; a lead leads that team."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    leads = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "team"], name="once_in_a_team")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.team_id}"


class Customer(models.Model):
    """One line of the service map: a team serves a client."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="customers")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="served_by")
    what_for = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "client"], name="served_once_by_a_team")]

    def __str__(self) -> str:
        return f"{self.team_id} serves {self.client_id}"
