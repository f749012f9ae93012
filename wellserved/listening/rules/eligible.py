"""Who can be drawn, and what speaks against it: the first reason that holds, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wellserved.surveys.rules.addresses import is_role_address

# In the order in which they are looked at; the words complete "… people are left out: they".
REASONS = {
    "one_of_us": "draw themselves in this round",
    "opted_out": "do not want to be asked or called",
    "no_address": "have no address that we could write to",
    "role_address": "are a role or a machine, not a person",
    "confidential": "are asked in confidence, and a call has a name",
    "open_complaint": "have a complaint open, which is answered first",
    "asked_recently": "were asked or called recently",
    "gone": "are not here any more",
}


@dataclass(frozen=True)
class Standing:
    """What is known of somebody who was served."""

    address: str
    has_address: bool
    opted_out: bool
    is_drawing: bool  # a member of the round, as a contact
    confides: bool  # they are asked in confidence about those who draw
    has_complaint: bool
    last_contacted_at: datetime | None  # asked by a survey, or called


def against(who: Standing, window: timedelta, roles: Sequence[str], now: datetime) -> str:
    """The reason why this contact is not drawn; empty if there is none."""
    if who.is_drawing:
        return "one_of_us"
    if who.opted_out:
        return "opted_out"
    if not who.has_address:
        return "no_address"
    if is_role_address(who.address, roles):
        return "role_address"
    if who.confides:
        return "confidential"
    if who.has_complaint:
        return "open_complaint"
    if who.last_contacted_at is not None and now - who.last_contacted_at < window:
        return "asked_recently"
    return ""
