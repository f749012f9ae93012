"""Every write of this room, by noun."""

from wellserved.kudos.actions.digesting import write_digests
from wellserved.kudos.actions.giving import give_kudos
from wellserved.kudos.actions.keeping import set_consent, set_digest, set_listed, set_on_the_wall
from wellserved.kudos.actions.suggesting import (
    AlreadyDecidedError,
    accept_suggestion,
    decline_suggestion,
    notice_praise,
)
from wellserved.kudos.actions.thanking import NobodyToThankError, thank_giver

__all__ = [
    "AlreadyDecidedError",
    "NobodyToThankError",
    "accept_suggestion",
    "decline_suggestion",
    "give_kudos",
    "notice_praise",
    "set_consent",
    "set_digest",
    "set_listed",
    "set_on_the_wall",
    "thank_giver",
    "write_digests",
]
