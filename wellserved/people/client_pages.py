"""What else there is to read about a client: rooms above add their pages, and each page shows the way to the others.

In the room's AppConfig.ready: about_clients("Bullseyes by month", "client_baseline", least="lead")
"""

from __future__ import annotations

from dataclasses import dataclass

from wellserved.people.shapes import Actor


@dataclass(frozen=True)
class ClientPage:
    """A page about one client, at an address that takes nothing but `client_id`."""

    name: str
    url: str  # the url name
    least: str  # the least role that may open it: "member", "lead" or "manager"


_pages: list[ClientPage] = []


def about_clients(name: str, url: str, least: str = "member") -> None:
    """Add a page that stands beside "The people there"."""
    page = ClientPage(name, url, least)
    if page not in _pages:
        _pages.append(page)


def client_pages_for(actor: Actor) -> list[ClientPage]:
    """The pages about a client that this person may open, the people there first."""
    reach = {"member": True, "lead": actor.leads, "manager": actor.sees_all}
    return [ClientPage("The people there", "client", "member"), *(page for page in _pages if reach[page.least])]
