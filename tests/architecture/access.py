"""The access table: for every address, who may enter, and whose things they see.

Each room keeps its part in `wellserved/<room>/tests/access.py`:

    ACCESS = [
        Page("clients", member=200),
        Page("client", make=a_client, member=200),
        Page("feedback_one", make=an_answer_of_the_desk, member=200, outsider=404),
        Page("import_start", method="post", member=404, lead=404, manager=302),
    ]

`make(cast)` returns the keyword arguments of the address, for something that belongs to the service desk.
A status left out follows the role below it: outsider and lead follow member, manager follows lead, admin follows
manager. Nobody means not signed in: 302 to the sign-in page unless the page says otherwise.
What somebody may not see does not exist: 404, never 403.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.cast import Cast

ROLES = ("nobody", "outsider", "member", "lead", "manager", "admin")


def nothing(cast: Cast) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Page:
    """An address and the status each of the cast gets there."""

    name: str  # the url name, "api:…" for the API
    make: Callable[[Cast], dict[str, Any]] = nothing
    method: str = "get"
    data: dict[str, Any] = field(default_factory=dict)
    nobody: int = 302
    member: int = 200
    outsider: int | None = None
    lead: int | None = None
    manager: int | None = None
    admin: int | None = None
    public: bool = False  # reached by an unguessable token or open to all: only `nobody` is tried

    def expected(self, role: str) -> int:
        lead = self.member if self.lead is None else self.lead
        manager = lead if self.manager is None else self.manager
        return {
            "nobody": self.nobody,
            "outsider": self.member if self.outsider is None else self.outsider,
            "member": self.member,
            "lead": lead,
            "manager": manager,
            "admin": manager if self.admin is None else self.admin,
        }[role]
