"""The sample year's open doors: what hangs at the desk, what came through, who was called, who was thanked."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from wellserved.demo.actions.peopling import People
from wellserved.doors.actions.calling import call_lead, end_call, note_walk_out, take_call
from wellserved.doors.actions.keeping import open_door
from wellserved.doors.models import Door, HeldAnswer, LeadCall
from wellserved.journal.shapes import SYSTEM, By
from wellserved.kudos.actions import give_kudos
from wellserved.kudos.models import Kudos
from wellserved.kudos.shapes import KindWords
from wellserved.people.models import Member, Team
from wellserved.people.queries import lead_of
from wellserved.surveys.actions.open_answers import record_open_answer
from wellserved.surveys.shapes import Answer, OpenAnswer

DOORS = (
    ("feedback", "Poster at the service desk"),
    ("kiosk", "Tablet at the library entrance"),
    ("snippet", "Closing letter of the help desk"),
    ("not_well", "Under every open ticket"),
    ("thanks", "Poster in the hall"),
)
PIN = "2468"  # the kiosk's own page tells it, in a demo
WALKED_UP = 36
WORDS = (
    "I only came to ask the way, and you walked me there.",
    "The queue moved quickly, and nobody made me feel slow.",
)
QUOTED = "I asked where the loan laptops are. “Not my job”, and back to the screen. It is a small thing, and it stayed."
TWICE = "Buy toner now, best price on campus, write to us today."
KIND = (
    ("Stayed after hours so that my talk could begin. I will not forget it.", "Professor Okafor"),
    ("You explained it to my father on the telephone, twice, and laughed with him.", "Miriam"),
)


def open_doors(random: Random, people: People, end: datetime) -> None:
    team = Team.objects.get(pk=people.team_ids[0])
    doors = {
        kind: open_door(
            kind=kind,
            name=name,
            team=team,
            source="helpdesk" if kind == "snippet" else "",
            pin=PIN if kind == "kiosk" else "",
            by=SYSTEM,
        )
        for kind, name in DOORS
    }
    for number in range(WALKED_UP):
        at = end - timedelta(days=random.uniform(1, 56))
        felt = random.choices((3, 4, 5), (1, 3, 6))[0]
        _walk_up(doors["kiosk" if number % 3 else "feedback"], number, at, Answer(b"", 2 if felt > 3 else 1, felt))
    for number, words in enumerate(WORDS, start=WALKED_UP):
        _walk_up(doors["feedback"], number, end - timedelta(hours=number % 3 + 1), Answer(b"", 2, 5, words=words))
    _walk_up(doors["feedback"], len(WORDS) + WALKED_UP, end - timedelta(hours=20), Answer(b"", 0, 2, words=QUOTED))
    HeldAnswer.objects.create(
        door=doors["feedback"], key="sample", reason="same", felt=5, words=TWICE, at=end - timedelta(hours=5)
    )
    _call_somebody(doors["not_well"], team, end)
    _thank_somebody(doors["thanks"], team, people, end)


def _walk_up(door: Door, number: int, at: datetime, answer: Answer) -> None:
    record_open_answer(
        came=OpenAnswer(
            key=f"sample {number}", way=str(door.kind), answer=answer, at=at, door_id=door.pk, team_id=door.team_id or 0
        )
    )


def _call_somebody(door: Door, team: Team, end: datetime) -> None:
    lead = lead_of(team.pk)
    if lead is None:
        return
    words = "My presentation begins in ten minutes and the adapter does not fit."
    call, _ = call_lead(door=door, key="sample call", caller="Noor", where="Service desk, left window", words=words)
    take_call(call_id=call.pk, member=lead, by=By("member", lead.pk))
    end_call(call_id=call.pk, outcome="saved", note="Lent her ours. She made it.", by=By("member", lead.pk))
    LeadCall.objects.filter(pk=call.pk).update(at=end - timedelta(days=2, hours=3))
    left = note_walk_out(
        team=team,
        service=None,
        words="Waited behind two long conversations, looked at the clock twice, and went.",
        where="Service desk",
        member=lead,
        by=By("member", lead.pk),
    )
    LeadCall.objects.filter(pk=left.pk).update(at=end - timedelta(days=5))


def _thank_somebody(door: Door, team: Team, people: People, end: datetime) -> None:
    members = list(Member.objects.filter(pk__in=people.member_ids, teams=team).order_by("pk"))
    for number, (words, name) in enumerate(KIND):
        member = members[min(number + 1, len(members) - 1)]
        kudos, _ = give_kudos(
            said=KindWords(
                key=f"sample {number}",
                words=words,
                member=member,
                team=team,
                came_by=Kudos.CameBy.THANKS,
                giver_name=name,
                may_be_shown=True,
                door_id=door.pk,
            ),
            by=By("contact"),
        )
        Kudos.objects.filter(pk=kudos.pk).update(given_at=end - timedelta(days=3 * number + 1))
