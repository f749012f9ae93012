"""What it is worth, for page, table and API alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wellserved.measures import Interval


@dataclass(frozen=True)
class Counts:
    """What was counted of some days."""

    served: int = 0
    both: int = 0
    bullseye: int = 0
    complaints: int = 0


@dataclass(frozen=True)
class Quarter:
    """Three months: complaints per interaction, and the bullseye rate beside."""

    first: date
    whole: bool  # it is over
    complaints: int
    served: int
    rate: Interval
    bullseye: Interval

    @property
    def name(self) -> str:
        return f"Q{(self.first.month + 2) // 3} {self.first.year}"


@dataclass(frozen=True)
class Complaints:
    """By quarter, oldest first; whether they fall is judged of quarters that are over."""

    quarters: tuple[Quarter, ...]
    ratio: Interval  # how many times as often in the newer half as in the half before
    halves: int  # quarters in each half; 0 where there are not two

    @property
    def falling(self) -> bool:
        return not self.ratio.too_few and self.ratio.high is not None and self.ratio.high < 1

    @property
    def rising(self) -> bool:
        return not self.ratio.too_few and self.ratio.low is not None and self.ratio.low > 1


@dataclass(frozen=True)
class Active:
    """Clients by use: whom we served in the last 90 days, and how many of those of the 90 days before."""

    now: int
    before: int
    stayed: Interval
    bullseye_stayed: Interval  # in the 90 days before, of clients who were served again …
    bullseye_gone: Interval  # … and of those who were not (yet)


@dataclass(frozen=True)
class Contracts:
    """Clients by the dates of their contract: of those that ran a year ago, how many still run."""

    dated: int
    running: int
    undated: int
    stayed: Interval


@dataclass(frozen=True)
class Back:
    """The share of people who were served again within so many days of their first time in the period."""

    within: int
    looked_at: int  # interactions: the newest
    all_looked_at: bool
    since: date | None  # the day of the oldest of them
    people: int
    share: Interval


@dataclass(frozen=True)
class ClientLine:
    """One client: satisfaction, and what it goes with."""

    id: int
    name: str
    served: int
    complaints: int
    rate: Interval
    bullseye: Interval
    back: Interval


@dataclass(frozen=True)
class Referrer:
    """Somebody who sent people to us."""

    name: str
    people: int
    interactions: int


@dataclass(frozen=True)
class Referred:
    """Who came because somebody sent them, of those interactions that name it."""

    interactions: int
    people: int
    referrers: tuple[Referrer, ...]
    more: bool
    bullseye: Interval


@dataclass(frozen=True)
class Worth:
    """All of the page."""

    served: int
    bullseye: Interval
    complaints: Complaints
    active: Active | None  # None where one client was chosen
    contracts: Contracts | None
    back: Back
    clients: tuple[ClientLine, ...]
    more_clients: bool
    referred: Referred

    @property
    def anything(self) -> bool:
        quarters = self.complaints.quarters
        return bool(self.served or any(one.served or one.complaints for one in quarters))
