"""Members and their teams from a file. Logins and roles are never given by a file."""

from __future__ import annotations

from pathlib import Path

from django.db import IntegrityError, transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.people.actions.importing.lines import MEMBER_COLUMNS, Report, Table, open_table, too_many
from wellserved.people.actions.resolving import Resolver
from wellserved.people.addresses import clean_email
from wellserved.people.models import Member, Membership
from wellserved.people.rules import clean_name, closes_a_circle, fold, shortened

Said = dict[str, str]


def open_members(path: Path) -> Table:
    return open_table(path, MEMBER_COLUMNS, ("name", "email"))


def check_member(said: Said) -> None:
    """A ValueError says what cannot be kept of this line."""
    email = clean_email(said.get("email", ""))
    if not said.get("name") and not email:
        raise ValueError("A member needs a name or an e-mail address.")
    for column, longest, what in (("name", 200, "member's name"), ("external_name", 200, "name in the help desk")):
        if said.get(column):
            clean_name(said[column], longest, what)
    for team in _teams(said):
        clean_name(team, 120, "team's name")


def import_members(file: Path, by: By, at_most: int | None = None) -> Report:
    """Take over every line that can be read; whom they report to once all are there."""
    table, report, resolver = open_members(file), Report(), Resolver(by)
    lines: list[tuple[int, Member, str]] = []
    for number, said in table.lines():
        report.lines += 1
        too_many(report, at_most)
        try:
            if isinstance(said, str):
                raise ValueError(said)
            check_member(said)
            member = _take_over(said, resolver, report)
        except ValueError as refused:
            report.refuse(number, str(refused))
            continue
        if said.get("reports_to"):
            lines.append((number, member, said["reports_to"]))
    with transaction.atomic():
        _join_lines(lines, report)
        record(kind="people.imported", by=by, what="members", **report.counts())
    return report


def _take_over(said: Said, resolver: Resolver, report: Report) -> Member:
    email, external = clean_email(said.get("email", "")), said.get("external_name", "")
    member = _known(said.get("name", ""), email, external) or Member()
    new = member.pk is None
    wanted = {
        "name": clean_name(said["name"]) if said.get("name") else member.name or email.split("@")[0],
        "email": email or member.email,
        "external_name": clean_name(external) if external else member.external_name,
    }
    changed = any(getattr(member, column) != value for column, value in wanted.items())
    if member.account_id and wanted["email"] != member.email:
        raise ValueError(f"{member.name} signs in with another address. Change it on their page.")
    try:
        with transaction.atomic():
            if changed:
                for column, value in wanted.items():
                    setattr(member, column, value)
                member.save()
            for name in _teams(said):
                _, joined = Membership.objects.get_or_create(member=member, team=resolver.team(name))
                changed = changed or joined
    except IntegrityError:
        raise ValueError("Another member has this address, or this name in the help desk.") from None
    report.created += new
    report.changed += changed and not new
    return member


def _known(name: str, email: str, external: str) -> Member | None:
    """By address; by what the help desk calls them; by name, if only one is called so and has no other address."""
    if email and (found := Member.objects.filter(email__iexact=email).first()):
        return found
    if external and (found := Member.objects.filter(external_key=fold(clean_name(external))).first()):
        return found
    if not name:
        return None
    namesakes = list(Member.objects.filter(name_key=fold(clean_name(name)))[:2])
    if len(namesakes) != 1 or (email and namesakes[0].email):
        return None
    return namesakes[0]


def _join_lines(lines: list[tuple[int, Member, str]], report: Report) -> None:
    above = dict(Member.objects.select_for_update().order_by("pk").values_list("pk", "reports_to_id"))
    for number, member, text in lines:
        manager = _known(text, text.lower() if "@" in text else "", text)
        if manager is None:
            report.problems.append((number, f"Nobody is called {shortened(text)}; the rest of the line was taken."))
        elif closes_a_circle(above, member.pk, manager.pk):
            report.problems.append((number, f"{manager.name} reports to {member.name}; the rest was taken."))
        elif above.get(member.pk) != manager.pk:
            above[member.pk] = manager.pk
            Member.objects.filter(pk=member.pk).update(reports_to=manager)


def _teams(said: Said) -> list[str]:
    return [name for name in said.get("teams", "").replace("|", ";").split(";") if name.strip()]
