"""Builds the sample year in one transaction: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from random import Random

from django.conf import settings
from django.db import transaction

from wellserved.accounts.models import Account
from wellserved.demo.actions.asking import ask_about_them, ask_the_latest
from wellserved.demo.actions.caring import care_for_each_other
from wellserved.demo.actions.confiding import speak_in_confidence
from wellserved.demo.actions.explaining import explain_what_was_done
from wellserved.demo.actions.foreseeing import look_at_ourselves
from wellserved.demo.actions.improving import improve_things
from wellserved.demo.actions.listening import listen_in_person
from wellserved.demo.actions.mapping import draw_the_map
from wellserved.demo.actions.noticing import notice_what_changed
from wellserved.demo.actions.opening import open_doors
from wellserved.demo.actions.peopling import settle_people
from wellserved.demo.actions.preparing import prepare_people
from wellserved.demo.actions.reading import read_what_came_back
from wellserved.demo.actions.righting import put_things_right
from wellserved.demo.actions.serving import serve_them
from wellserved.demo.actions.surveying import ask_our_own
from wellserved.demo.actions.trying import try_on_a_habit
from wellserved.demo.campus import SEED
from wellserved.demo.roster import make_roster
from wellserved.demo.stories import tell_stories
from wellserved.demo.year import make_year
from wellserved.interactions.models import Interaction
from wellserved.journal.actions import record
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.people.models import Client, Member
from wellserved.surveys.tasks.reacting import react_to_answers
from wellserved.tallies.actions import fold_deltas

BUILT = "demo.built"
ALL_OF_A_YEAR = 50_000


class NotADemoError(Exception):
    """This installation is not set up as a demo (WELLSERVED_DEMO)."""


class RealDataError(Exception):
    """There is data here that the demo did not make; nothing was touched."""


def _silence(line: str) -> None:
    pass


def build(progress: Callable[[str], None] = _silence, *, end: datetime | None = None) -> bool:
    """Fill an empty demo with a year of sample data that ends now. False when it was filled before."""
    if not settings.DEMO:
        raise NotADemoError
    if Entry.objects.filter(kind=BUILT).exists():
        return False
    if any(model.objects.exists() for model in (Account, Member, Client, Interaction)):
        raise RealDataError
    with transaction.atomic():
        _build(progress, end or now())
    while react_to_answers():
        progress("Handing this morning's answers to their readers")
    while fold_deltas(limit=ALL_OF_A_YEAR):  # nobody answers yet who would have to wait for it
        progress("Adding up")
    look_at_ourselves(end or now())
    try_on_a_habit(end or now())
    progress("What changed, and what moves the feeling")
    notice_what_changed(end or now())
    prepare_people(end or now())
    care_for_each_other(end or now())
    progress("What went wrong, and was put right")
    put_things_right(end or now())
    progress("What was done, and why")
    explain_what_was_done(end or now())
    progress("What could be better")
    improve_things(end or now())
    return True


def _build(progress: Callable[[str], None], end: datetime) -> None:
    random = Random(SEED)  # noqa: S311  the same year for everybody, on purpose
    roster = make_roster(random)
    progress("Eight teams and those they serve")
    people = settle_people(roster, end)
    draw_the_map(people)
    progress("A year at the desk")
    cases = tell_stories(make_year(random, roster, end, settings.TIME_ZONE), roster, end)
    served = serve_them(people, cases, end)
    progress("Asking, and being answered")
    ask_about_them(random, roster, people, served, end)
    ask_our_own(end)
    progress("Reading every word")
    read_what_came_back(random, people, end)
    progress("Doors that stand open")
    open_doors(random, people, end)
    progress("Whom we call")
    listen_in_person(people, end)
    progress("This morning's letters")
    ask_the_latest()
    speak_in_confidence(end)
    record(kind=BUILT, interactions=len(served.cases), contacts=len(people.contact_ids))
