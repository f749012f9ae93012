"""What the rules of asking are told: how we ask, what is known of a closing, and what they answer."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from wellserved.surveys.rules.addresses import USUAL_ROLES


class Pause(NamedTuple):
    """Days on which nobody is asked, both ends included."""

    name: str
    first: date
    last: date


@dataclass(frozen=True)
class Policy:
    """When and how often we ask: a team's, or everybody's."""

    go_live_at: datetime | None
    delay: timedelta = timedelta(hours=1)
    window: timedelta = timedelta(days=30)
    minimum: timedelta = timedelta(days=7)
    cooldown: timedelta = timedelta()
    max_age: timedelta = timedelta(days=7)
    sampling_rate: float = 1.0
    ask_at_most: int | None = None  # people of a team in a week
    least_share: float = 0.33  # nobody's chance is less than so much of the even one
    quiet_from: time = time(20)
    quiet_until: time = time(8)
    on_weekends: bool = False
    on_holidays: bool = False
    pauses: tuple[Pause, ...] = ()
    roles: tuple[str, ...] = USUAL_ROLES
    team_asks: bool = True
    remind_after: timedelta = timedelta()  # nothing: nobody is reminded


@dataclass(frozen=True)
class Where:
    """The contact's clock and days off, as far as they are known."""

    zone: str = "UTC"
    weekend: frozenset[int] = frozenset({5, 6})  # Monday is 0
    holidays: Container[date] = frozenset()


@dataclass(frozen=True)
class History:
    """What is known about a closing and its contact at the moment of deciding."""

    closed_at: datetime | None
    wanted: bool = True  # false: it came in marked not to be asked about
    has_contact: bool = True
    has_address: bool = True
    bounced: bool = False  # letters do not reach the address
    address: str = ""
    own_work: bool = False  # the contact is a member who served
    opted_out: bool = False
    opted_out_of_this: bool = False
    answered: bool = False
    last_asked_at: datetime | None = None  # or called: about anything, by whomever
    last_asked_alike_at: datetime | None = None  # about the same service
    last_asked_same_at: datetime | None = None  # with the survey that would be asked now
    survey_rests: timedelta = timedelta()  # that survey is asked at most once in so long
    another_waits: bool = False  # another ask to the contact is about to leave
    mail_is_set_up: bool = True
    second_chance: bool = False  # what went wrong was put right, and this is the next time they were served
    in_confidence: bool = False  # it would be asked in confidence …
    confided_before: bool = False  # … and the contact was, about this team, in this quarter
    reads_confidences: bool = False  # … or would be among those who read it
    where: Where = field(default_factory=Where)


@dataclass(frozen=True)
class Verdict:
    """Whether to ask, why, and when."""

    ask: bool
    reason: str
    detail: dict[str, Any] = field(default_factory=dict)
    ask_at: datetime | None = None
    probability: float | None = None  # of having been chosen, where chance had a say
