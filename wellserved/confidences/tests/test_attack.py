"""An attacker who sees every page as every role, keeps every view, retries every ticket and chooses every setting."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client as Browser
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.cast import Cast
from wellserved.accounts.models import ApiToken
from wellserved.confidences.models import Batch
from wellserved.confidences.tasks import keep_confidences
from wellserved.confidences.tests.looking import groups, look, look_by_api
from wellserved.confidences.tests.world import ticket_in
from wellserved.kit.clock import now
from wellserved.kit.tokens import hash_token
from wellserved.people.models import Client, Contact, Membership, Team
from wellserved.surveys.actions.confiding import mark_client, mark_team
from wellserved.surveys.models import AskPolicy, Invitation
from wellserved.surveys.tests.asking import a_closed_interaction, go_live, run

FORM = "application/x-www-form-urlencoded"
BEGIN = datetime(2026, 11, 2, 10, tzinfo=UTC)
CANARY = re.compile(r"canary(\d+)x")
FEWEST = 5
PAGES = ("/feedback/in-confidence/", "/feedback/?show=all&days=all", "/", "/pulse/", "/asks/", "/journal/")


class Attack(RuleBasedStateMachine):
    """Everybody who speaks leaves a canary in their words; whoever reads one has read that answer."""

    make_cast: Callable[[], Cast]
    people = 7

    @initialize()
    def begin(self) -> None:
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.clock = time_machine.travel(BEGIN, tick=False)
        self.travel = self.clock.start()
        self.cast = self.make_cast()
        self.teams = [self.cast.desk, self.cast.networks]
        physics = Client.objects.create(name="Physics", kind="internal")
        self.clients = [self.cast.biology, physics]
        self.contacts = [
            Contact.objects.create(client=self.clients[n % 2], name=f"Person {n}", email=f"p{n}@campus.example")
            for n in range(self.people)
        ]
        self.token = "attack-token"
        ApiToken.objects.create(name="attack", role="admin", token_hash=hash_token(self.token))
        go_live(window_days=0, minimum_days=0, max_age_days=30)
        for client in self.clients:
            mark_client(client=client, in_confidence=True, by=self.cast.admin_by)
        self.tickets: list[tuple[str, int]] = []  # each with whose mailbox it lies in
        self.spent: list[str] = []
        self.spoke: dict[int, int] = {}  # canary → who
        self.views: list[frozenset[int]] = []
        self.asked = 0

    def teardown(self) -> None:
        if hasattr(self, "undone"):
            self.clock.stop()
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    @rule(team=st.integers(0, 1))
    def ask_everybody(self, team: int) -> None:
        known = set(Invitation.objects.values_list("pk", flat=True))
        for contact in self.contacts:
            self.asked += 1
            contact.refresh_from_db()
            a_closed_interaction(
                self.cast, f"n{self.asked}", contact=contact, client=contact.client, team=self.teams[team]
            )
        AskPolicy.objects.update(go_live_at=now() - timedelta(days=1))
        run()
        for made in Invitation.objects.exclude(pk__in=known).exclude(confided_in=""):
            self.tickets.append((ticket_in(made.letter), made.contact_id or 0))

    @precondition(lambda self: self.tickets)
    @rule(how_many=st.integers(1, 7), felt=st.integers(1, 5))
    def speak(self, how_many: int, felt: int) -> None:
        for _ in range(min(how_many, len(self.tickets))):
            ticket, who = self.tickets.pop(0)
            canary = len(self.spoke) + 1
            if self._post(ticket, canary, felt) == 303:
                self.spoke[canary] = who
            self.spent.append(ticket)

    @precondition(lambda self: self.spent)
    @rule(at=st.integers(0, 99))
    def try_a_ticket_again(self, at: int) -> None:
        ticket = self.spent[at % len(self.spent)]
        assert self._post(ticket, 999_000 + at, 1) in (409, 410)

    @rule(days=st.sampled_from([1, 14, 60, 91]))
    def time_passes(self, days: int) -> None:
        self.travel.shift(timedelta(days=days))
        keep_confidences()

    @rule(which=st.integers(0, 3), wanted=st.booleans())
    def change_the_setting(self, which: int, wanted: bool) -> None:
        if which < 2:
            mark_client(client=self.clients[which], in_confidence=wanted, by=self.cast.admin_by)
        else:
            mark_team(team=self.teams[which - 2], in_confidence=wanted, by=self.cast.admin_by)

    @rule(who=st.integers(0, 6), where=st.integers(0, 1))
    def move_somebody(self, who: int, where: int) -> None:
        Contact.objects.filter(pk=self.contacts[who].pk).update(client=self.clients[where])

    @rule(which=st.integers(0, 1), archived=st.booleans())
    def change_a_team(self, which: int, archived: bool) -> None:
        Team.objects.filter(pk=self.teams[which].pk).update(archived_at=now() if archived else None)
        leads = Membership.objects.filter(member=self.cast.lead)
        leads.update(team=self.teams[which])

    @rule(who=st.sampled_from(["lead", "manager", "member"]))
    def look(self, who: str) -> None:
        for address, text in look(self.cast, who, PAGES).items():
            self._keep(text, may=address == PAGES[0] and who != "member")
        for path, text in look_by_api(self.token).items():
            self._keep(text, may=path == "confidential")

    @invariant()
    def nothing_can_be_taken_apart(self) -> None:
        for group in groups(getattr(self, "views", [])):
            people = {self.spoke[canary] for canary in group}
            assert not people or len(people) >= FEWEST, f"{len(group)} answers of {len(people)} people"

    def _post(self, ticket: str, canary: int, felt: int) -> int:
        words = f"achieved=2&felt={felt}&words=canary{canary}x"
        return Browser().post(f"/c/{ticket}", words, content_type=FORM).status_code

    def _keep(self, text: str, *, may: bool) -> None:
        canaries = frozenset(int(found) for found in CANARY.findall(text))
        assert may or not canaries, "words stand where they do not belong"
        assert canaries <= self.spoke.keys(), "somebody spoke twice with one ticket"
        if canaries not in self.views:
            self.views.append(canaries)
        if may:
            self.views += [one for one in _batches(text) if one not in self.views]


def _batches(text: str) -> list[frozenset[int]]:
    """Each card of the page, or item of the answer, by itself: a view, too."""
    return [
        frozenset(int(found) for found in CANARY.findall(part))
        for part in re.split(r'<section class="card"|"team":', text)[1:]
    ]


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True


def attack(make_cast: Callable[[], Cast], examples: int, steps: int) -> None:
    machine = type("Attack", (Attack,), {"make_cast": staticmethod(make_cast)})
    how = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine, settings=how)  # type: ignore[no-untyped-call]


def test_no_views_of_any_days_can_be_taken_apart(cast: Cast) -> None:
    attack(lambda: cast, examples=12, steps=14)


def test_the_attack_does_see_what_was_opened(cast: Cast) -> None:
    """It is not quiet because there is nothing to see."""
    machine = type("Attack", (Attack,), {"make_cast": staticmethod(lambda: cast)})()
    machine.begin()
    try:
        for _ in range(2):
            machine.ask_everybody(0)
            machine.speak(5, 4)
            machine.tickets.clear()
            machine.look("lead")
            machine.time_passes(91)
            machine.time_passes(14)
            machine.look("lead")
            machine.look("manager")
        assert Batch.objects.count() >= 1 and max(len(view) for view in machine.views) >= 5
        machine.nothing_can_be_taken_apart()
    finally:
        machine.teardown()
