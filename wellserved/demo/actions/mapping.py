"""The service map of the sample year: who serves whom, our own teams included."""

from __future__ import annotations

from wellserved.demo.actions.peopling import People
from wellserved.demo.campus import FACULTIES, OFFICES, PARTNERS, TEAMS
from wellserved.journal.shapes import SYSTEM
from wellserved.people.actions import add_customer
from wellserved.people.models import Team
from wellserved.people.shapes import MapLine

SCIENCES = ("Biology", "Chemistry", "Physics", "Mathematics", "Computer Science", "Mechanical Engineering", "Medicine")
# Whom each team serves: other teams, then clients, each with what for.
MAP: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "Service desk": ((FACULTIES, "whatever is broken"), (OFFICES, "whatever is broken")),
    "Networks": (
        (("Service desk",), "faults that need a cable"),
        (("Classroom technology",), "rooms that are offline"),
        (SCIENCES, "laboratory networks"),
        (PARTNERS[:4], "the line to the campus"),
    ),
    "Classroom technology": ((FACULTIES, "lectures and exams"), (("Examinations Office", "Language Centre"), "exams")),
    "Research computing": ((SCIENCES, "the cluster"), (PARTNERS[6:8], "shared projects")),
    "Accounts and access": (
        (("Service desk",), "accounts that need a second look"),
        (("Human Resources", "Registrar", "Student Housing"), "who joins and who leaves"),
    ),
    "Print and imaging": ((OFFICES[:12], "printers"), (("Architecture", "Art History", "Theatre"), "posters")),
    "Web and publishing": (
        (("Communications", "University Press", "Alumni Office", "Admissions Office"), "pages and letters"),
        (("Library systems",), "the catalogue's pages"),
        (("Harbour Dental", "City Theatre"), "shared events"),
    ),
    "Library systems": ((("University Library",), "the catalogue"), (FACULTIES, "reading lists")),
}


def draw_the_map(people: People) -> None:
    teams = Team.objects.in_bulk(people.team_ids)
    own = {team.name for team in TEAMS}
    for number, sketch in zip(people.team_ids, TEAMS, strict=True):
        for names, what_for in MAP[sketch.name]:
            for name in names:
                kind = "team" if name in own else ""
                add_customer(team=teams[number], line=MapLine("", name, kind, what_for), by=SYSTEM)
