"""Addresses that belong to a role and not to a person: nobody answers for them how it felt."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

# The part before the @. A star stands for anything; an entry with an @ is one whole address, or "@domain" all of it.
USUAL_ROLES = (
    "abuse", "accounting", "accounts", "admin", "administrator", "alerts", "billing", "bounce*", "contact",
    "do-not-reply*", "donotreply*", "fax", "feedback", "finance", "hello", "help", "helpdesk", "help-desk",
    "hostmaster", "hr", "info", "invoice", "invoices", "it", "it-support", "jobs", "mail", "mailer-daemon",
    "marketing", "monitoring", "no-reply*", "noc", "noreply*", "notifications", "office", "orders", "postmaster",
    "press", "printer*", "reception", "root", "sales", "scan*", "security", "service", "servicedesk",
    "service-desk", "support", "team", "webmaster",
)  # fmt: skip


def is_role_address(address: str, roles: Iterable[str]) -> bool:
    """Whether the address is a role's, by a list such as `USUAL_ROLES`. "info+berlin@…" is as good as "info@…".

    >>> is_role_address("No-Reply@shop.example", USUAL_ROLES), is_role_address("norea@shop.example", USUAL_ROLES)
    (True, False)
    """
    whole = address.strip().lower()
    local, _, domain = whole.rpartition("@")
    base = local.split("+", 1)[0]
    for role in roles:
        if role.startswith("@"):
            if domain == role[1:]:
                return True
        elif "@" in role:
            if whole == role:
                return True
        elif fnmatchcase(base, role):
            return True
    return False
