"""What the rules need to know: the history of closings and their contacts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from wellserved.interactions.models import Interaction, Served
from wellserved.mail.composing import is_an_address
from wellserved.mail.queries import mail_is_set_up
from wellserved.people.models import Contact
from wellserved.people.shapes import Actor
from wellserved.surveys.models import Decision, Invitation, OptOut, Response, SecondChance
from wellserved.surveys.queries.confiding import Confidences
from wellserved.surveys.queries.contacted import Contacted, last_contacted
from wellserved.surveys.queries.places import Places
from wellserved.surveys.queries.policy import stored_policy
from wellserved.surveys.queries.surveys import places_in_use, versions_that_rest
from wellserved.surveys.rules.asking import History
from wellserved.surveys.rules.choosing import Place, narrowest
from wellserved.surveys.rules.sampling import Eligible

MANY = 10_000


@dataclass(frozen=True)
class Closing:
    """An interaction as it is now, as far as asking needs it."""

    id: int
    closings: int
    closed_at: datetime | None
    contact_id: int | None
    team_id: int
    service_id: int
    client_id: int
    ask: bool = True
    channel: str = ""
    place: str = ""


_COLUMNS = (
    *("id", "closings", "closed_at", "contact_id", "team_id", "service_id", "client_id"),
    *("ask", "channel", "place"),
)


def letters_can_leave() -> bool:
    """Whether a letter has any prospect: in a demo it waits where everybody can see it."""
    return mail_is_set_up() or bool(settings.DEMO)


def letter_keys(invitation: Invitation) -> list[str]:
    """The keys of all letters that carried its link, oldest first: ask:7, and where it was sent again ask:7:2 …"""
    if invitation.letter is None:
        return []
    _, _, again = invitation.letter.key.partition(f"ask:{invitation.pk}:")
    return [f"ask:{invitation.pk}", *(f"ask:{invitation.pk}:{n}" for n in range(2, int(again or 1) + 1))]


def may_choose(actor: Actor, interaction: Interaction) -> bool:
    """Whether somebody who sees an interaction may ask now, or leave it out: leads; members by the policy."""
    return actor.sees_all or interaction.team_id in actor.led_team_ids or stored_policy().members_may_choose


def closing_of(interaction: Interaction) -> Closing:
    """An interaction, reduced to what asking needs."""
    return Closing(
        interaction.pk,
        interaction.closings,
        interaction.closed_at,
        interaction.contact_id,
        interaction.team_id or 0,
        interaction.service_id or 0,
        interaction.client_id or 0,
        interaction.ask,
        interaction.channel,
        interaction.place,
    )


def eligible_of(closing: Closing) -> Eligible:
    """A closing that no rule speaks against, for chance to choose."""
    return Eligible(closing.id, closing.closings, closing.team_id, closing.service_id, closing.client_id)


def undecided_closings(limit: int) -> list[Closing]:
    """Interactions that closed or reopened since we last looked; on PostgreSQL locked, so that no two workers meet."""
    waiting = Interaction.objects.filter(undecided=True).order_by("id")
    waiting = waiting.select_for_update(skip_locked=True, no_key=True)
    return [
        Closing(id_, closings, closed_at, contact, team or 0, service or 0, client or 0, *others)
        for id_, closings, closed_at, contact, team, service, client, *others in waiting.values_list(*_COLUMNS)[:limit]
    ]


def undecided_behind(batch: int) -> int:
    """How many wait behind a full batch; counts no further than MANY."""
    return max(Interaction.objects.filter(undecided=True).order_by()[: MANY + batch].count() - batch, 0)


def histories_of(closings: Sequence[Closing], moment: datetime, *, by_letter: bool = True) -> dict[int, History]:
    """What is known of each, in as many queries for one as for hundreds.

    Where the link goes out another way than by letter, no address and no mail server are needed.
    """
    ids = [closing.id for closing in closings]
    contact_ids = {closing.contact_id for closing in closings if closing.contact_id}
    columns = ("pk", "email", "opted_out_at", "timezone", "bounced_at")
    contacts = {row[0]: row for row in Contact.objects.filter(pk__in=contact_ids).values_list(*columns)}
    asked, unwanted, servers = last_contacted(contact_ids, moment), opt_outs_of(contact_ids), _served_by(ids)
    chances = second_chances_of(contact_ids)
    found_answers = Response.objects.filter(invitation__interaction_id__in=ids)
    answered = set(found_answers.values_list("invitation__interaction_id", flat=True))
    surveys = places_in_use()
    of_survey = versions_that_rest(surveys)
    places, ready, nobody = Places({closing.team_id for closing in closings}), letters_can_leave(), Contacted()
    confidences = Confidences({(closing.client_id, closing.team_id) for closing in closings}, contact_ids, moment)
    found = {}
    for closing in closings:
        contact_id = closing.contact_id or 0
        _, email, opted_out_at, timezone, bounced_at = contacts.get(contact_id, (0, "", None, "", None))
        contacted = asked.get(contact_id, nobody)
        survey = narrowest(surveys, team=closing.team_id, service=closing.service_id, channel=closing.channel)
        found[closing.id] = History(
            closed_at=closing.closed_at,
            wanted=closing.ask,
            has_contact=contact_id in contacts,
            has_address=not by_letter or (bool(email) and is_an_address(email)),
            bounced=by_letter and bounced_at is not None,
            address=email if by_letter else "",
            own_work=not servers.get(closing.id, set()).isdisjoint((contact_id, email.lower())),
            opted_out=opted_out_at is not None,
            opted_out_of_this=bool(closing.service_id) and closing.service_id in unwanted.get(contact_id, ()),
            answered=closing.id in answered,
            last_asked_at=contacted.at,
            last_asked_alike_at=contacted.about.get(closing.service_id) if closing.service_id else None,
            last_asked_same_at=_last_by(survey, contacted, of_survey),
            survey_rests=survey.rests if survey else timedelta(),
            mail_is_set_up=ready or not by_letter,
            where=places.where(timezone, closing.team_id),
            second_chance=_is_next_time(chances.get(contact_id), closing.closed_at),
            **confidences.about(contact_id, email, closing.client_id, closing.team_id),
        )
    return found


def _last_by(survey: Place | None, contacted: Contacted, of_survey: Mapping[int, int]) -> datetime | None:
    """When the contact was last asked any version of this survey; looked up only where it rests."""
    if survey is None or not survey.rests:
        return None
    return max((at for version, at in contacted.by.items() if of_survey.get(version) == survey.survey), default=None)


def history_of(closing: Closing, moment: datetime, *, by_letter: bool = True) -> History:
    """What is known of one."""
    return histories_of([closing], moment, by_letter=by_letter)[closing.id]


def opt_outs_of(contact_ids: Collection[int]) -> dict[int, set[int]]:
    """The services that each contact does not want to be asked about."""
    found: dict[int, set[int]] = {}
    rows = OptOut.objects.filter(contact_id__in=contact_ids, kind=OptOut.Kind.SERVICE)
    for contact_id, service_id in rows.values_list("contact_id", "service_id"):
        found.setdefault(contact_id, set()).add(service_id)
    return found


def second_chances_of(contact_ids: Collection[int]) -> dict[int, datetime]:
    """Whose next time is to be asked about whatever chance says, and since when."""
    waiting = SecondChance.objects.filter(contact_id__in=contact_ids, invitation=None)
    return dict(waiting.values_list("contact_id", "since"))


def _is_next_time(since: datetime | None, closed_at: datetime | None) -> bool:
    return since is not None and closed_at is not None and closed_at > since


def asks_that_wait(contact_ids: Collection[int], *, but_for: Collection[int] = ()) -> dict[int, bool]:
    """Whose ask is decided and about to leave, but for those about some interactions; and whether it was drawn."""
    waiting = Decision.objects.filter(outcome=Decision.Outcome.WAITING, interaction__contact_id__in=contact_ids)
    rows = waiting.exclude(interaction_id__in=but_for).values_list("interaction__contact_id", "week_id")
    found: dict[int, bool] = {}
    for contact_id, week_id in rows:
        found[contact_id] = found.get(contact_id, False) or week_id is not None
    return found


def _served_by(ids: Sequence[int]) -> dict[int, set[str | int]]:
    """Who served in each: their addresses, and the contacts that they are."""
    found: dict[int, set[str | int]] = {}
    rows = Served.objects.filter(interaction_id__in=ids)
    columns = ("interaction_id", "member__contact_id", "member__email", "member__account__email")
    for pk, contact_id, *addresses in rows.values_list(*columns):
        known = found.setdefault(pk, set())
        known.update(address.lower() for address in addresses if address)
        if contact_id:
            known.add(contact_id)
    return found
