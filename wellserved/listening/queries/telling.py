"""Who spoke in a round, what came of what each of them said, and who has heard of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from wellserved.kit.clock import local_day
from wellserved.kit.text import beginning
from wellserved.listening.models import Call, Round, Sorted, Telling, Theme
from wellserved.listening.queries.decided import outcomes_for_calls
from wellserved.listening.queries.rounds import calls_visible_to, rounds_led_by
from wellserved.listening.rules.telling import CameOf, decided_otherwise
from wellserved.listening.shapes import Outcome
from wellserved.mail.composing import is_an_address
from wellserved.mail.models import Letter
from wellserved.people.models import Contact
from wellserved.people.shapes import Actor

QUOTES, LONGEST_QUOTE = 2, 240  # of each theme, in a letter
State, Why = Telling.State, Telling.Why


@dataclass(frozen=True)
class Participant:
    """Somebody who spoke, and where telling them stands."""

    call: Call
    about: tuple[CameOf, ...]
    telling: Telling | None
    state: str  # open, failed, told, excused
    why: str = ""  # excused: a Telling.Why
    otherwise: tuple[str, ...] = ()  # the themes that were decided otherwise since the letter was written

    @property
    def written(self) -> bool:
        return self.telling is not None and self.telling.state == State.WRITTEN

    @property
    def why_said(self) -> str:
        """The reason in words."""
        if self.why == Why.BY_HAND and self.telling is not None:
            return self.telling.reason
        return str(Why(self.why).label) if self.why else ""

    @property
    def undecided(self) -> bool:
        """Whether the meeting has yet to say something about their words."""
        return any(not one.decision for one in self.about)


def participants_of(one: Round) -> list[Participant]:
    """Everybody who spoke in a round, by who called them. A few queries, however many."""
    return participants(_held().filter(round=one).order_by("member__name_key", "member_id", "place", "pk"))


def participant(call_id: int) -> Participant:
    """One of them."""
    return participants(_held().filter(pk=call_id))[0]


def participants(calls: Iterable[Call]) -> list[Participant]:
    known = list(calls)
    came = came_of_calls([call.pk for call in known])
    return [_participant(call, came.get(call.pk, ())) for call in known]


def came_of_calls(call_ids: Collection[int]) -> dict[int, tuple[CameOf, ...]]:
    """By call what was decided about the themes in which something of it lies, with its own quotes. Three queries."""
    found = outcomes_for_calls(call_ids)
    quotes = _quotes(call_ids)
    return {
        call_id: tuple(_came_of(one, quotes.get((call_id, one.theme_id), [])) for one in outcomes)
        for call_id, outcomes in found.items()
    }


def calls_told_by(actor: Actor) -> QuerySet[Call]:
    """Whom the actor writes to: those they called; and in the rounds they lead, those whom somebody called who left."""
    left = Q(member__left_at__isnull=False, round__in=rounds_led_by(actor).values("pk"))
    calls = calls_visible_to(actor).filter(state=Call.State.HELD)
    return calls.filter(Q(member_id=actor.member_id or 0) | left, contact__isnull=False)


def calls_excused_by(actor: Actor) -> QuerySet[Call]:
    """Whom the actor may say of that they need not be told: who spoke in a round they lead."""
    return calls_visible_to(actor).filter(state=Call.State.HELD, round__in=rounds_led_by(actor).values("pk"))


def is_decided(round_id: int) -> bool:
    """Whether the meeting has said something about every theme. One query."""
    return Round.objects.filter(_decided(), pk=round_id).exists()


def tellings_ahead_of(member_id: int | None) -> QuerySet[Call]:
    """A member's calls whose contacts wait to hear what came of them, once their meeting has decided."""
    rounds = Round.objects.filter(_decided()).exclude(state=Round.State.PLANNED)
    silent = Q(telling=None) | Q(telling__state=State.WRITTEN)
    mine = Call.objects.filter(
        silent, member_id=member_id or 0, state=Call.State.HELD, round__in=rounds, contact__opted_out_at=None
    ).exclude(contact__email="")
    return mine.filter(contact__isnull=False).select_related("round", "contact").order_by("round_id", "place", "pk")


def reason_not_to_write(contact: Contact | None) -> str:
    """Why somebody cannot be told: a Telling.Why, or nothing."""
    if contact is None:
        return Why.ERASED
    if contact.opted_out_at is not None:
        return Why.OPTED_OUT
    return "" if is_an_address(contact.email) else Why.NO_ADDRESS


def _held() -> QuerySet[Call]:
    calls = Call.objects.select_related("round", "member", "contact__client", "telling__letter", "telling__by")
    return calls.filter(state=Call.State.HELD)


def _decided() -> Q:
    themes = Theme.objects.filter(round=OuterRef("pk"))
    return Q(Exists(themes)) & ~Q(Exists(themes.filter(decision="")))


def _participant(call: Call, about: tuple[CameOf, ...]) -> Participant:
    telling: Telling | None = getattr(call, "telling", None)
    otherwise = decided_otherwise(about, telling.decided) if telling and telling.state != State.EXCUSED else ()
    if telling is not None and telling.state == State.EXCUSED:
        return Participant(call, about, telling, "excused", telling.why)
    if telling is not None and telling.state == State.TOLD:
        gone = telling.letter is not None and telling.letter.state in (Letter.State.FAILED, Letter.State.CANCELLED)
        if gone and (why := reason_not_to_write(call.contact)):
            return Participant(call, about, telling, "excused", why)
        return Participant(call, about, telling, "failed" if gone else "told", "", otherwise)
    if why := reason_not_to_write(call.contact):
        return Participant(call, about, telling, "excused", why)
    return Participant(call, about, telling, "open", "", otherwise)


def _came_of(one: Outcome, quotes: list[str]) -> CameOf:
    due = local_day(one.due_at, settings.TIME_ZONE) if one.due_at else one.due_on
    return CameOf(
        theme_id=one.theme_id,
        name=one.name,
        decision=one.decision,
        state=one.state,
        confirms=one.confirms,
        action=one.action,
        owner_id=one.owner_id,
        owner=one.owner,
        due_on=due,
        quotes=tuple(quotes[:QUOTES]),
    )


def _quotes(call_ids: Collection[int]) -> dict[tuple[int, int], list[str]]:
    """Their own words, by call and theme: what a member noted down in words of their own never leaves the house."""
    lying = Sorted.objects.filter(line__call_id__in=call_ids, line__removed_at=None, line__is_quote=True)
    found: dict[tuple[int, int], list[str]] = {}
    for call_id, theme_id, text in lying.order_by("place", "pk").values_list("line__call_id", "theme_id", "line__text"):
        found.setdefault((call_id, theme_id), []).append(beginning(text, LONGEST_QUOTE))
    return found
