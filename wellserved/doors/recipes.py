"""Five links for the letter that a help desk sends when a ticket closes, in the words of each help desk."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from wellserved.surveys.shapes import FACES


@dataclass(frozen=True)
class Recipe:
    """How one help desk writes the number of a ticket into a letter. `sure`: we found it in its own words."""

    name: str
    placeholder: str
    sure: bool
    where: str
    number: str  # what the external id of its interactions must be, for the two to meet


RECIPES: dict[str, Recipe] = {
    "connectwise": Recipe(
        "ConnectWise PSA",
        "[srnumber]",
        False,
        "System › Setup Tables › Email Formats, or the Status Notification of your closed status.",
        "the ticket’s number",
    ),
    "autotask": Recipe(
        "Autotask",
        "[Ticket: Number]",
        False,
        "Admin › Automation › Notification Templates, the template of the workflow rule that fires on Complete.",
        "the ticket’s number, such as T20261122.0042",
    ),
    "halopsa": Recipe(
        "HaloPSA",
        "$FAULTID",
        False,
        "Configuration › Email › Email Templates, the template “Ticket Closed”.",
        "the ticket’s ID",
    ),
    "zendesk": Recipe(
        "Zendesk",
        "{{ticket.id}}",
        True,
        "Admin Center › Business rules › Triggers, the trigger that writes when a ticket is solved.",
        "the ticket’s ID",
    ),
    "freshdesk": Recipe(
        "Freshdesk",
        "{{ticket.id}}",
        True,
        "Admin › Email Notifications › Requester Notifications, “Agent Solves” or “Agent Closes the Ticket”.",
        "the ticket’s ID",
    ),
    "jira": Recipe(
        "Jira Service Management",
        "{{issue.key}}",
        True,
        "Project settings › Automation: when the request is resolved, “Send customer notification” or “Send email”.",
        "the request’s key, such as HELP-123",
    ),
    "zammad": Recipe(
        "Zammad",
        "#{ticket.number}",
        True,
        "Manage › Trigger: state is closed, then e-mail to the customer.",
        "the ticket’s number (not its internal id)",
    ),
    "osticket": Recipe(
        "osTicket",
        "%{ticket.number}",
        True,
        "Admin Panel › Emails › Templates, “Response/Reply Template”: osTicket itself writes no letter on closing.",
        "the ticket’s number",
    ),
    "glpi": Recipe(
        "GLPI",
        "##ticket.id##",
        True,
        "Setup › Notifications › Notification templates, the one of the event “Closing of the ticket”.",
        "the ticket’s ID; zeros in front make no difference",
    ),
    "freescout": Recipe(
        "FreeScout",
        "{%conversation.number%}",
        True,
        "A saved reply or the mailbox’s signature: FreeScout itself writes no letter on closing.",
        "the conversation’s number",
    ),
}


def snippet_for(link: str, placeholder: str) -> str:
    """Five plain links, one line of HTML each: no picture is fetched, no script runs, nothing tells who looks."""
    links = "\n".join(
        f'<a href="{escape(link)}?felt={value}&amp;ticket={placeholder}">{name}</a>{" ·" if value < 5 else ""}'
        for value, name in FACES
    )
    return f"<p>How was it, being served by us?<br>\n{links}</p>"
