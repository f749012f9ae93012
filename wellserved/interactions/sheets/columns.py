"""Which column is what: guessed from the names, corrected by a person, kept for the next time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wellserved.interactions import times

ROWS, EVENTS = "rows", "events"
PROFILES = {ROWS: "One row is one interaction", EVENTS: "One row is one event of an interaction"}

# field → (what people read, column names that mean it)
FIELDS: dict[str, tuple[str, str]] = {
    "external_id": (
        "Its number",
        "externalid id number ticket ticketid ticketnumber ticketno key issuekey issueid ref reference case caseid "
        "casenumber incident incidentid incidentnumber requestid nummer vorgang caseconceptname",
    ),
    "source": ("Where it comes from", "source system quelle"),
    "subject": ("Subject", "subject title summary shortdescription betreff topic asunto"),
    "opened_at": (
        "Opened",
        "openedat opened open created createdat createdon createdtime createddate creationdate opendate openedon "
        "openedtime started startedat starttime reportedat submitdate erstellt",
    ),
    "closed_at": (
        "Closed",
        "closedat closed close closedon closeddate closedtime closingdate resolved resolvedat resolvedon "
        "resolveddate resolvedtime resolutiondate completed completedat ended endedat endtime geschlossen",
    ),
    "scheduled_at": ("Booked for", "scheduledat scheduled scheduledfor appointment appointmentat due bookedfor"),
    "team": ("Team", "team group assignmentgroup assignedgroup supportgroup queue department gruppe"),
    "members": (
        "Who served",
        "members member assignee assignedto agent agentname agentemail owner resolver resolvedby technician servedby "
        "bearbeiter resource orgresource",
    ),
    "client": ("Client", "client organisation organization company customercompany account accountname kunde firma"),
    "contact_name": (
        "Contact's name",
        "contactname contact requester requestername reporter customer customername caller callername user name "
        "requestedby openedby",
    ),
    "contact_email": (
        "Contact's address",
        "contactemail email emailaddress mail requesteremail reporteremail customeremail calleremail useremail",
    ),
    "contact_language": ("Contact's language", "contactlanguage language locale sprache"),
    "contact_timezone": ("Contact's time zone", "contacttimezone timezone tz zeitzone"),
    "service": ("Service", "service category type servicename businessservice requesttype producttype kategorie"),
    "channel": ("Channel", "channel via contacttype medium contactmethod kanal"),
    "place": ("Place", "place site location building ort standort"),
    "matters": ("Matters a lot", "matters vip important"),
    "ask": ("May be asked about (yes or no)", "ask mayask survey sendsurvey"),
}
EVENT_FIELDS: dict[str, tuple[str, str]] = {
    "external_id": FIELDS["external_id"],
    "activity": ("What happened", "activity activityid event eventname action status conceptname step"),
    "time": ("When", "time timestamp completetimestamp timetimestamp at date datetime eventtime createdat occurredat"),
}
TIMES = ("opened_at", "closed_at", "scheduled_at", "time")
REQUIRED = {ROWS: ("external_id",), EVENTS: ("external_id", "time")}


@dataclass(frozen=True)
class Reading:
    """How a file is read: column → field, and whether 03/04 is the third of April or the fourth of March."""

    columns: dict[str, str] = field(default_factory=dict)
    dates: str | None = times.ISO  # None: it must still be said

    def as_json(self) -> dict[str, Any]:
        return {"columns": self.columns, "dates": self.dates}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Reading:
        return cls(dict(kept.get("columns") or {}), kept.get("dates", times.ISO))


def fields_of(profile: str) -> dict[str, str]:
    """The fields that a column may be, in the order people read them, with their names."""
    known = FIELDS if profile == ROWS else {**EVENT_FIELDS, **{k: v for k, v in FIELDS.items() if k not in TIMES}}
    return {name: words for name, (words, _) in known.items()}


def guess_profile(header: Sequence[str]) -> str:
    """An event log names a case and a time on each row, and nothing that says when it closed."""
    rows, events = guess_columns(header, ROWS).values(), guess_columns(header, EVENTS).values()
    return EVENTS if {"activity", "time"} <= set(events) and not {"opened_at", "closed_at"} & set(rows) else ROWS


def guess_columns(header: Sequence[str], profile: str) -> dict[str, str]:
    """Column → field, by what columns are often called. Of two that could be the same, the better name wins."""
    known = FIELDS if profile == ROWS else {**{k: v for k, v in FIELDS.items() if k not in TIMES}, **EVENT_FIELDS}
    found: dict[str, str] = {}
    taken: set[str] = set()
    order = ["activity", "time", *known] if profile == EVENTS else list(known)
    for name in order:
        for word in [name.replace("_", ""), *known[name][1].split()]:
            column = next((c for c in header if c not in found and _bare(c) == word), None)
            if column is not None and name not in taken:
                found[column] = name
                taken.add(name)
    return found


def guess_dates(header: Sequence[str], columns: Mapping[str, str], rows: Iterable[Sequence[str]]) -> str | None:
    """The order of day and month that the first rows prove; None if they leave it open."""
    places = [number for number, column in enumerate(header) if columns.get(column) in TIMES]
    return times.guess_order([cells[place] for cells in rows for place in places])


def why_not_mapping(mapping: Reading, header: Sequence[str], profile: str) -> str:
    """What is wrong with a mapping, in a sentence; empty if nothing is."""
    known = fields_of(profile)
    for column, name in mapping.columns.items():
        if name not in known:
            return f"There is no field called {name}. There are: {', '.join(known)}."
        if column not in header:
            return f"The file has no column called {column}. It has: {', '.join(header)[:200]}."
    said = list(mapping.columns.values())
    for name in set(said) - {"members"}:
        if said.count(name) > 1:
            return f"Two columns are {known[name]}. Choose one."
    for name in REQUIRED[profile]:
        if name not in said:
            return f"Say which column is {known[name]}."
    if mapping.dates not in times.ORDERS:
        return "The dates could be read day first or month first. Say which."
    return ""


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
