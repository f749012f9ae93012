"""What became of pages that were sent, and what it teaches: which format to take next, and how each has done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F

from wellserved import measures
from wellserved.explanations.models import Explanation, Reaction, Sending
from wellserved.explanations.queries.formats import formats_by_key, formats_for
from wellserved.explanations.rules.landing import format_for, why
from wellserved.explanations.shapes import PageFormat
from wellserved.kit.clock import now
from wellserved.measures import Interval, Preference
from wellserved.people.models import Client, Contact

HEEDED = 2_000  # of the newest reactions, and of the newest proposals that were set aside
KINDS: dict[str, str] = {
    Client.Kind.INTERNAL: "Clients in our own house",
    Client.Kind.EXTERNAL: "Clients outside our house",
}


@dataclass(frozen=True)
class Proposal:
    """Which format to take next for somebody, how likely each is to land, and why."""

    format: PageFormat
    why: str
    chances: Sequence[tuple[PageFormat, Interval]]
    found: Preference
    client: Client | None = None

    @property
    def chance(self) -> Interval:
        return self.found.chances[self.format.key]

    @property
    def likeliest(self) -> PageFormat:
        return next(one for one, _ in self.chances if one.key == self.found.likeliest)

    @property
    def likeliest_chance(self) -> Interval:
        return self.found.chances[self.found.likeliest]


def proposal_for(
    *, client: Client | None, contact: Contact | None, team_id: int | None, seed: int | None = None
) -> Proposal:
    """The proposal for this contact of this client. The same until somebody reacts again. Five queries.

    `seed` fixes what chance decides, for tests.
    """
    formats = formats_for(team_id)
    return _proposed(formats, _known(formats), client, contact, seed)


def _proposed(
    formats: Sequence[PageFormat],
    known: Sequence[measures.Reaction],
    client: Client | None,
    contact: Contact | None,
    seed: int | None = None,
) -> Proposal:
    names = {one.key: one.name for one in formats}
    if seed is None:
        seed = seed_for(client, contact, len(known))
    found = measures.preference(
        known,
        client=client.pk if client else None,
        formats=list(names),
        kind=client.kind if client else None,
        contact=contact.pk if contact else None,
        seed=seed,
    )
    who = client.name if client else "this client"
    like = KINDS.get(client.kind, "") if client else ""
    return Proposal(
        format=next(one for one in formats if one.key == found.proposal),
        why=why(found, who, names, _last_wish(client), like),
        chances=[(one, found.chances[one.key]) for one in formats],
        found=found,
        client=client,
    )


def seed_for(client: Client | None, contact: Contact | None, known: int) -> int:
    """What chance draws from: the same for the same people until somebody says something new."""
    return (client.pk if client else 0) * 1_000_003 + (contact.pk if contact else 0) * 101 + known


def _known(formats: Sequence[PageFormat]) -> list[measures.Reaction]:
    return _reactions(formats) + _set_aside({one.key for one in formats})


def _reactions(formats: Sequence[PageFormat]) -> list[measures.Reaction]:
    """The newest reactions, as the statistics take them."""
    rows = Reaction.objects.order_by("-pk").values_list(
        "clear", "answered", "wish", "at", "sending__format", "sending__client_id", "sending__contact_id",
        "sending__client__kind",
    )  # fmt: skip
    at = now()
    return [
        measures.Reaction(
            client=client,
            format=key,
            landed=clear and answered,
            kind=kind,
            contact=contact,
            age=max(0.0, (at - when).total_seconds() / 86_400),
            wish=format_for(wish, key, formats) if wish else None,
        )
        for clear, answered, wish, when, key, client, contact, kind in rows[:HEEDED]
    ]


def _set_aside(names: set[str]) -> list[measures.Reaction]:
    """Proposals in whose place a colleague sent another format: they know something."""
    rows = Explanation.objects.exclude(proposed="").exclude(proposed=F("format")).filter(sent_at__isnull=False)
    at = now()
    return [
        measures.Reaction(
            client=client,
            format=proposed,
            landed=None,
            kind=kind,
            contact=contact,
            age=max(0.0, (at - when).total_seconds() / 86_400),
            wish=chosen,
        )
        for proposed, chosen, client, contact, kind, when in rows.order_by("-pk").values_list(
            "proposed", "format", "client_id", "contact_id", "client__kind", "created_at"
        )[:HEEDED]
        if proposed in names and chosen in names
    ]


def _last_wish(client: Client | None) -> str:
    if client is None:
        return ""
    last = Reaction.objects.filter(sending__client=client).exclude(wish="").order_by("-pk")
    return last.values_list("wish", flat=True).first() or ""


@dataclass(frozen=True)
class HitRate:
    """How a format did: pages sent, of these answered, of these landed."""

    format: PageFormat
    sent: int
    rate: Interval


def hit_rates(*, client_id: int | None = None) -> list[HitRate]:
    """Every format that was ever sent, by name: overall, or to one client. Two queries."""
    rows = Sending.objects.all() if client_id is None else Sending.objects.filter(client_id=client_id)
    counted: dict[str, list[int]] = {}
    for key, clear, answered, many in (
        rows.order_by().values_list("format", "reaction__clear", "reaction__answered").annotate(many=Count("pk"))
    ):
        one = counted.setdefault(key, [0, 0, 0])
        one[0] += many
        one[1] += many if clear is not None else 0
        one[2] += many if clear and answered else 0
    formats = formats_by_key(set(counted))
    found = [HitRate(formats[key], sent, measures.wilson(hit, n)) for key, (sent, n, hit) in counted.items()]
    return sorted(found, key=lambda one: one.format.name.casefold())


def wishes_of(client_id: int | None = None) -> dict[str, int]:
    """What was wished for, and how often; of all clients or of one."""
    rows = Reaction.objects.exclude(wish="")
    if client_id is not None:
        rows = rows.filter(sending__client_id=client_id)
    counted = rows.order_by().values_list("wish").annotate(many=Count("pk"))
    return dict(sorted(counted, key=lambda row: (-row[1], row[0])))


@dataclass(frozen=True)
class Learnt:
    """What is believed of a client, and of each contact there who reacted themselves."""

    proposal: Proposal
    contacts: Sequence[tuple[Contact, Proposal]]


CONTACTS_SHOWN = 3


def learnt_of(client: Client) -> Learnt:
    """For the client's page. Contacts who reacted last come first."""
    reacted = Reaction.objects.filter(sending__client=client, sending__contact__isnull=False).order_by("-pk")
    ids = list(dict.fromkeys(reacted.values_list("sending__contact_id", flat=True)[:100]))[:CONTACTS_SHOWN]
    found, formats = Contact.objects.in_bulk(ids), formats_for(None)
    known = _known(formats)
    of_each = [(found[pk], _proposed(formats, known, client, found[pk])) for pk in ids]
    return Learnt(_proposed(formats, known, client, None), of_each)
