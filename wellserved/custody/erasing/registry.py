"""What is kept of a contact, room by room, from the top of the house down: rooms above point at those below.

A test walks through every model: what points at a contact or holds text stands in a room's `forgetting.py`, or here.
"""

from __future__ import annotations

from wellserved.calendars import forgetting as calendars
from wellserved.cases import forgetting as cases
from wellserved.doors import forgetting as doors
from wellserved.explanations import forgetting as explanations
from wellserved.files import forgetting as files
from wellserved.hardones import forgetting as hardones
from wellserved.improvements import forgetting as improvements
from wellserved.interactions import forgetting as interactions
from wellserved.kit.forgetting import Piece
from wellserved.kudos import forgetting as kudos
from wellserved.listening import forgetting as listening
from wellserved.mail import forgetting as mail
from wellserved.passages import forgetting as passages
from wellserved.people import forgetting as people
from wellserved.prepsheets import forgetting as prepsheets
from wellserved.promises import forgetting as promises
from wellserved.surveys import forgetting as surveys

ROOMS = (
    listening, explanations, cases, kudos, hardones, improvements, doors, surveys, passages, prepsheets, promises,
    calendars, interactions, files, mail, people,
)  # fmt: skip
PIECES: tuple[Piece, ...] = tuple(piece for room in ROOMS for piece in room.PIECES)
AT_LAST = people.AT_LAST

# Tables that hold nothing of a contact, and why. Their texts are not looked through either.
HOLD_NOTHING = {
    "auth": "Django's own, not used",
    "contenttypes": "the names of tables",
    "sessions": "who is signed in: members alone",
    "account": "addresses of members' logins",
    "socialaccount": "members' logins at the organisation's own provider",
    "mfa": "the second keys of members' logins",
    "accounts": "logins and keys to the API",
    "django_tasks_database": "the numbers of rows to work on",
    "jobs": "which background work ran when",
    "journal": "numbers, kinds and names of fields; never words or names. Its seals stay whole",
    "files": "bytes under their checksum, which go with the last row that shows them",
    "tallies": "counts by day",
    "confidences": "what was said in confidence bears no name, and can be told from no other",
    "people.client": "organisations",
    "people.team": "teams",
    "people.membership": "who is in which team",
    "people.customer": "which team serves which client, and what for",
    "calendars.workcalendar": "a team's hours",
    "calendars.owncalendar": "a member's own calendar",
    "wording": "phrases to avoid and to offer",
    "prepsheets.prepsheet": "sheets for everybody",
    "prepsheets.preptext": "sheets for everybody",
    "prepsheets.knowing": "the number of an ask, and what was counted",
    "interactions.service": "names of services",
    "interactions.served": "which members served",
    "interactions.savedmapping": "the names of columns",
    "mail.mailbox": "where letters come in",
    "mail.release": "whether letters may leave",
    "surveys.askweek": "chances and counts",
    "surveys.ledgerweek": "counts",
    "surveys.ledgercount": "counts",
    "surveys.decision": "why a closing was asked about: numbers and dates",
    "surveys.survey": "questions",
    "surveys.surveyversion": "questions",
    "surveys.inconfidence": "which clients and teams are asked in confidence",
    "surveys.askpolicy": "how we ask",
    "surveys.teampolicy": "how we ask",
    "surveys.blackout": "when we do not ask",
    "doors.door": "links for everybody",
    "doors.knock": "a keyed hash of a part of an address, for a day",
    "kudos.wish": "what members wish",
    "improvements.weighing": "which ideas are weighed",
    "improvements.stake": "which ideas are bargained for",
    "improvements.card": "who holds a card",
    "cases.concern": "which members a case is about",
    "cases.casepolicy": "how long things may take",
    "cases.reading": "which members read a case",
    "explanations.reaction": "whether a page was clear; their words lie in passages",
    "explanations.format": "ways to explain",
    "selfchecks.teamforecast": "counts",
    "habits.habitteam": "which teams try a habit",
    "habits.tap": "members' own days",
    "listening.callinghours": "members' hours",
    "listening.sorted": "where a line lies",
    "listening.repeating": "when rounds repeat",
    "insight.watchedweek": "which weeks were judged",
    "insight.watchedgroup": "counts of groups",
    "insight.signalchoice": "which members want letters",
    "insight.driverskept": "sums of counts",
    "insight.reportschedule": "which members want a monthly report",
}
# What members wrote about their work, not to or about one contact: looked through for names and addresses, no more.
LOOKED_THROUGH = {
    "improvements.improvement": "what members would do better",
    "improvements.placement": "what members fear of an idea",
    "improvements.dealt": "the name of a round of cards",
    "interactions.import": "the names of files",
    "interactions.rejectedrow": "rows that could not land",
    "selfchecks.selfcheck": "what members think of their service",
    "habits.habit": "what teams try on, and why",
    "listening.round": "what a round is for",
    "explanations.lesson": "what members learnt about helping",
    "explanations.lessonword": "what colleagues say to a lesson",
    "listening.theme": "what a team made of many people's words",
    "insight.annotation": "what happened on a day",
    "insight.signal": "what a lead said of a change in the figures",
}


def holds_nothing(app: str, label: str) -> bool:
    return app in HOLD_NOTHING or label in HOLD_NOTHING
