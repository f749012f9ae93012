"""From names to rows: clients, teams, members, contacts and services, made when they are unknown."""

from __future__ import annotations

from wellserved.interactions.models import Service
from wellserved.interactions.shapes import ContactIn
from wellserved.people.models import Client, Contact, Member, Membership, Team


class Finder:
    """Looks each name up once; remembers."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], int] = {}
        self._client_of: dict[int, int | None] = {}

    def client(self, name: str) -> int:
        return self._named(Client, name)

    def team(self, name: str) -> int:
        return self._named(Team, name)

    def service(self, name: str) -> int:
        return self._named(Service, name)

    def member(self, text: str, team_id: int | None) -> int:
        key = ("member", text.casefold())
        if key not in self._known:
            found = Member.objects.filter(**{"email__iexact" if "@" in text else "name__iexact": text}).first()
            if found is None:
                found = Member.objects.create(name=text, email=text if "@" in text else "", external_name=text)
                if team_id:
                    Membership.objects.create(member=found, team_id=team_id)
            self._known[key] = found.pk
        return self._known[key]

    def contact(self, contact: ContactIn, client_id: int | None) -> tuple[int, int | None]:
        """The contact's id, and its client's."""
        key = (f"contact {client_id}" if not contact.email else "contact", (contact.email or contact.name).casefold())
        if key not in self._known:
            if contact.email:
                found = Contact.objects.filter(email__iexact=contact.email).first()
            else:
                found = Contact.objects.filter(name__iexact=contact.name, client=client_id, email="").first()
            found = found or Contact.objects.create(
                client_id=client_id,
                name=contact.name,
                email=contact.email,
                language=contact.language,
                timezone=contact.timezone,
            )
            self._known[key] = found.pk
            self._client_of[found.pk] = found.client_id
        pk = self._known[key]
        return pk, self._client_of[pk]

    def _named(self, model: type[Client] | type[Team] | type[Service], name: str) -> int:
        key = (model.__name__, name.casefold())
        if key not in self._known:
            found = model.objects.filter(name__iexact=name).first() or model.objects.create(name=name)
            self._known[key] = found.pk
        return self._known[key]
