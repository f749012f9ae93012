"""Who serves and who is served in the sample year: members with leads and managers, clients with contacts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from random import Random

from wellserved.demo.campus import DOMAIN, FACULTIES, OFFICES, PARTNERS, TEAMS
from wellserved.demo.names import people

CONTACTS = 2500
TONGUES = (("en", 0.9), ("de", 0.05), ("es", 0.05))


@dataclass(frozen=True)
class MemberSketch:
    """A member; `feel` is how well being served by them tends to feel. Indexes point into the roster."""

    name: str
    email: str
    role: str
    team: int | None = None
    second_team: int | None = None
    leads: bool = False
    reports_to: int | None = None
    feel: float = 0.0


@dataclass(frozen=True)
class ContactSketch:
    """A contact; `weight` is how often they need help."""

    name: str
    email: str
    client: int
    language: str
    opted_out: bool
    weight: float


@dataclass(frozen=True)
class Roster:
    members: list[MemberSketch]
    clients: list[tuple[str, str]]
    contacts: list[ContactSketch]
    weights: list[float]  # cumulated, of the contacts

    def of_team(self, team: int) -> list[int]:
        return [i for i, m in enumerate(self.members) if team in (m.team, m.second_team) and m.role != "manager"]


# One of each role, by whose name the demo signs in.
ADA = MemberSketch("Ada Okoro", f"ada@{DOMAIN}", "admin")
MARA = MemberSketch("Mara Lindqvist", f"mara@{DOMAIN}", "manager", reports_to=0)
LENA = MemberSketch("Lena Hartwig", f"lena@{DOMAIN}", "lead", team=0, leads=True, reports_to=1, feel=0.3)
MILO = MemberSketch("Milo Reyes", f"milo@{DOMAIN}", "member", team=0, reports_to=2, feel=0.45)
ROLES = {"admin": ADA, "manager": MARA, "lead": LENA, "member": MILO}


def make_roster(random: Random) -> Roster:
    names = people(random)
    members = [ADA, MARA, LENA, MILO]
    taken = {member.email for member in members}
    for team, sketch in enumerate(TEAMS):
        lead = next((i for i, member in enumerate(members) if member.team == team and member.leads), None)
        while sum(member.team == team for member in members) < sketch.people:
            first, last = next(names)
            email = f"{first.lower()}@{DOMAIN}"
            if email in taken:
                continue
            taken.add(email)
            leads = lead is None
            boss = 1 if lead is None else lead
            lead = len(members) if leads else lead
            # Two colleagues of the desk help out in classrooms, where the rush is at the same hours.
            second = 2 if team == 0 and sum(m.second_team == 2 for m in members) < 2 else None
            members.append(
                MemberSketch(
                    f"{first} {last}", email, "lead" if leads else "member", team, second, leads, boss,
                    random.gauss(0, 0.22),
                )
            )  # fmt: skip
    clients = [(name, "internal") for name in (*FACULTIES, *OFFICES)] + [(name, "external") for name in PARTNERS]
    sizes = [random.paretovariate(1.3) * (1.0 if kind == "internal" else 0.35) for _, kind in clients]
    contacts = []
    for client in random.choices(range(len(clients)), sizes, k=CONTACTS):
        first, last = next(names)
        name, kind = clients[client]
        host = _slug(name) + (f".{DOMAIN}" if kind == "internal" else ".example")
        contacts.append(
            ContactSketch(
                f"{first} {last}",
                "" if random.random() < 0.04 else f"{first}.{_slug(last)}@{host}".lower(),
                client,
                random.choices([t for t, _ in TONGUES], [share for _, share in TONGUES])[0],
                random.random() < 0.02,
                random.paretovariate(1.6),
            )
        )
    return Roster(members, clients, contacts, list(accumulate(contact.weight for contact in contacts)))


def _slug(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalpha() or letter == "-")
