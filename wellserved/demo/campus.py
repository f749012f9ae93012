"""The campus of the sample year: its teams, services, clients. Every name is invented."""

from __future__ import annotations

from dataclasses import dataclass

SEED = 20260901
DOMAIN = "campus.example"
SOURCE = "desk"


@dataclass(frozen=True)
class ServiceSketch:
    """A service: how many of a team's interactions it is, hours until done, how well it tends to feel, what it is about."""

    name: str
    share: float
    hours: float
    feel: float
    things: tuple[str, ...]


@dataclass(frozen=True)
class TeamSketch:
    """A team: its share of the work, how well it serves, what it is known for and what it lacks (qualities by key)."""

    name: str
    share: float
    people: int
    feel: float
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    channels: tuple[tuple[str, float], ...]
    services: tuple[ServiceSketch, ...]


S = ServiceSketch
USUAL = (("phone", 0.4), ("mail", 0.3), ("portal", 0.2), ("chat", 0.1))
ON_SITE = (("phone", 0.35), ("visit", 0.4), ("mail", 0.25))
TEAMS: tuple[TeamSketch, ...] = (
    TeamSketch(
        "Service desk", 0.31, 12, 0.18, ("friendly", "listened", "prompt", "polite"), ("prompt", "clear"),
        (("phone", 0.42), ("walk-up", 0.3), ("chat", 0.16), ("mail", 0.12)),
        (
            S("Laptop help", 0.38, 5, 0.05, ("my laptop", "the loan laptop", "the docking station", "my keyboard")),
            S("E-mail and calendar", 0.3, 3, 0.1, ("the shared calendar", "my mailbox", "the meeting invitations")),
            S("Software", 0.2, 9, -0.1, ("the licence", "the update", "the drawing software")),
            S("New staff setup", 0.12, 30, 0.0, ("my first day", "the new desk", "our new colleague's account")),
        ),
    ),
    TeamSketch(
        "Networks", 0.14, 6, -0.28, ("knowledgeable", "efficient"), ("clear", "prompt", "listened"), USUAL,
        (
            S("Wi-Fi", 0.45, 20, -0.1, ("the Wi-Fi in the reading room", "the Wi-Fi in Hall B", "the guest network")),
            S("Wired network", 0.25, 30, -0.05, ("the wall socket", "the connection in the lab", "the office move")),
            S("Remote access", 0.2, 8, 0.1, ("the VPN", "working from home", "the remote desktop")),
            S("Telephones", 0.1, 16, 0.0, ("our phone line", "the headset", "the hotline forwarding")),
        ),
    ),
    TeamSketch(
        "Classroom technology", 0.13, 6, 0.1, ("prompt", "attentive", "knowledgeable"), ("prompt", "attentive"), ON_SITE,
        (
            S("Projectors and screens", 0.45, 2, 0.1, ("the projector in Hall B", "the screen", "the HDMI cable")),
            S("Lecture capture", 0.3, 26, -0.15, ("the recording", "Tuesday's lecture", "the microphone")),
            S("Hybrid rooms", 0.15, 8, -0.1, ("the camera in room 214", "the hybrid seminar")),
            S("Event support", 0.1, 48, 0.25, ("the open day", "the guest lecture", "the conference")),
        ),
    ),
    TeamSketch(
        "Research computing", 0.07, 5, 0.2, ("knowledgeable", "listened", "clear"), ("prompt",), (("mail", 0.6), ("visit", 0.25), ("chat", 0.15)),
        (
            S("Cluster", 0.4, 40, 0.0, ("my jobs on the cluster", "the GPU queue", "the batch script")),
            S("Data storage", 0.35, 36, 0.0, ("the project share", "the quota", "the old data set")),
            S("Statistics software", 0.25, 12, 0.15, ("the mixed model", "the survey package", "the licence server")),
        ),
    ),
    TeamSketch(
        "Accounts and access", 0.16, 5, 0.02, ("prompt", "efficient", "polite"), ("clear", "respectful", "friendly"), USUAL,
        (
            S("Passwords", 0.45, 1, 0.15, ("my password", "the reset link", "my account")),
            S("Two-step sign-in", 0.3, 4, -0.2, ("the second step", "my new phone", "the code")),
            S("Shared mailboxes", 0.13, 20, 0.0, ("the shared mailbox", "the access for our assistant")),
            S("Door cards", 0.12, 24, -0.1, ("my door card", "the lab door", "the bicycle room")),
        ),
    ),
    TeamSketch(
        "Print and imaging", 0.09, 3, -0.1, ("friendly", "efficient"), ("prompt", "attentive"), ON_SITE,
        (
            S("Printers", 0.6, 14, -0.15, ("the printer on the second floor", "the toner", "the paper jam")),
            S("Poster printing", 0.25, 20, 0.3, ("my conference poster", "the banner", "the colours")),
            S("Scanning", 0.15, 6, 0.05, ("the scanner", "the archive scans")),
        ),
    ),
    TeamSketch(
        "Web and publishing", 0.06, 4, 0.05, ("clear", "listened", "appreciated"), ("prompt", "efficient"), (("mail", 0.6), ("portal", 0.4)),
        (
            S("Web pages", 0.5, 50, 0.0, ("our institute's page", "the staff list", "the broken links")),
            S("Forms and surveys", 0.3, 30, 0.1, ("the application form", "the course survey")),
            S("Newsletters", 0.2, 24, 0.0, ("the alumni letter", "the mailing")),
        ),
    ),
    TeamSketch(
        "Library systems", 0.04, 4, 0.22, ("friendly", "respectful", "listened"), ("efficient",), (("walk-up", 0.5), ("mail", 0.5)),
        (
            S("E-journals", 0.45, 16, 0.0, ("the journal access", "the article I needed", "access from home")),
            S("Catalogue", 0.3, 10, 0.1, ("the catalogue", "my reservation", "the loan history")),
            S("Reading lists", 0.25, 30, 0.1, ("the reading list", "the course reserve")),
        ),
    ),
)  # fmt: skip

FACULTIES = (
    "Biology", "Chemistry", "Physics", "Mathematics", "Computer Science", "History", "Philosophy", "Law", "Economics",
    "Psychology", "Education", "Music", "Architecture", "Mechanical Engineering", "Nursing", "Medicine", "Geography",
    "Linguistics", "Political Science", "Sociology", "Art History", "Environmental Science", "Business School",
    "Veterinary Medicine", "Theatre",
)  # fmt: skip
OFFICES = (
    "Registrar", "Admissions Office", "Finance Office", "Human Resources", "Dean of Students", "Facilities",
    "Alumni Office", "University Library", "Health Centre", "Career Centre", "University Press", "Campus Museum",
    "International Office", "Examinations Office", "President's Office", "Sports Centre", "Student Housing",
    "Research Office", "Language Centre", "Childcare Centre", "Purchasing", "Communications",
)  # fmt: skip
PARTNERS = (
    "Harbour Dental", "Northgate School", "City Theatre", "Riverside Clinic", "Lindenhof Foundation",
    "Alder Valley Council", "Kestrel Instruments", "Brightwater Institute", "St Brigid's Hospice", "Old Mill Archive",
    "Meridian Translators", "Quayside Start-ups", "Three Bridges Museum",
)  # fmt: skip
PLACES = ("Main desk", "Library desk", "Science building", "Arts building", "Medical campus", "Remote")
