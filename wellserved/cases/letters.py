"""Letters about a case: to the person served in their language, with the link to their page; to us, without words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from wellserved.cases.models import Case, Message, Understanding
from wellserved.frame.speaking import day_of_month, greeting_name, language_now, language_of_letters_to, speaking
from wellserved.kit.clock import local
from wellserved.kit.languages import direction
from wellserved.mail.actions import queue_letter
from wellserved.mail.composing import is_an_address
from wellserved.mail.models import Letter
from wellserved.passages.actions.reading import address_of
from wellserved.people.models import Member
from wellserved.surveys.letter import from_name

KIND, PRIVATE = "case", "case_private"


@dataclass(frozen=True)
class Part:
    """A paragraph: our words, theirs, or a link with its name."""

    words: str
    quoted: bool = False
    link: str = ""


def write_receipt(case: Case) -> None:
    """At once, by itself: it is here, who reads it, and where they can see what becomes of it."""
    address, name = address_and_name(case)
    if not address:
        return
    with speaking(language_of_letters_to(language_of_writer(case))):
        who = case.lead.first_name if case.lead else settings.ORGANISATION
        day = _day(case.acknowledge_by, case)
        parts = [
            Part(_("thank you for telling us. It is here, and it is not lost.")),
            Part(_("%(who)s reads it, and writes to you by %(day)s.") % {"who": who, "day": day}),
            Part(_("See where it stands, and write more, at any time:"), link=status_link(case)),
        ]
        _write(case, f"case:{case.pk}:receipt", _("We have what you wrote"), parts, None, address, name)


def write_message(case: Case, message: Message, member: Member) -> None:
    """What one of us wrote to them. Without an address it stands on their page alone."""
    address, name = address_and_name(case)
    if not address:
        return
    with speaking(language_of_letters_to(language_of_writer(case))):
        subject = _("About what you told us: %(title)s") % {"title": case.title}
        letter = _write(case, f"case:{case.pk}:{message.pk}", subject, _parts(case, message), member, address, name)
    message.letter = letter
    message.save(update_fields=["letter"])


def _parts(case: Case, message: Message) -> list[Part]:
    parts = [Part(message.words)] if message.words else []
    if message.kind == Message.Kind.ACKNOWLEDGED:
        latest = Understanding.objects.filter(case=case).order_by("-number").first()
        if latest:
            parts += [Part(_("This is what we understood:")), Part(latest.words, quoted=True)]
        parts.append(Part(_("You will have an answer by %(day)s.") % {"day": _day(case.answer_by, case)}))
        parts.append(Part(_("If we understood something wrongly, put it right here:"), link=status_link(case)))
    elif message.kind == Message.Kind.ASKED:
        parts.append(Part(_("Please answer this letter, or write to us here:"), link=status_link(case)))
    elif message.kind == Message.Kind.ANSWERED:
        parts.append(
            Part(_("If it is not resolved by this, tell us here, and we begin again:"), link=status_link(case))
        )
    else:
        parts.append(Part(_("See where it stands, and write more, at any time:"), link=status_link(case)))
    return parts


def _write(
    case: Case, key: str, subject: str, parts: list[Part], member: Member | None, address: str, name: str
) -> Letter:
    context = {
        "language": language_now(),
        "direction": direction(language_now()),
        "greeting": greeting_name(name),
        "parts": [Part(_without_markers(part.words), part.quoted, part.link) for part in parts],
        "signed": member.name if member else "",
        "team": case.team.name if case.team else "",
        "organisation": settings.ORGANISATION,
        "subject": subject,
    }
    return queue_letter(
        key=key,
        kind=PRIVATE if is_private(case) else KIND,
        audience=Letter.Audience.CUSTOMER,
        to_email=address,
        to_name=name,
        from_name=from_name(member, case.team),
        reply_to=address_of(member) if member else "",
        subject=subject,
        text=render_to_string("cases/letters/letter.txt", context).strip() + "\n",
        html=render_to_string("cases/letters/letter.html", context).strip() + "\n",
        headers={"Auto-Submitted": "no" if member else "auto-replied"},
        thread=("case", case.pk),
    )


def address_and_name(case: Case) -> tuple[str, str]:
    """Where letters to whoever wrote go; no address where there is none."""
    email = (case.contact.email if case.contact else "") or case.writer_email
    name = (case.contact.name if case.contact else "") or case.writer_name
    return (email, name) if email and is_an_address(email) else ("", name)


def language_of_writer(case: Case) -> str:
    return case.language or (case.contact.language if case.contact else "")


def is_private(case: Case) -> bool:
    """Whether its letters stay out of the list of letters, which every manager may look through."""
    return case.kind == Case.Kind.CHANGE or case.passed_over or case.above_team


def hide_letters(case: Case) -> None:
    """Its letters as private as it is now."""
    ours = Letter.objects.filter(key__startswith=f"case:{case.pk}:", kind__in=(KIND, PRIVATE))
    ours.update(kind=PRIVATE if is_private(case) else KIND)


def status_link(case: Case) -> str:
    """The private page, whose token is only made when the letter leaves."""
    return f"{settings.BASE_URL}/case/{{{{token:case:{case.seed}}}}}"


def _day(moment: datetime, case: Case) -> str:
    return day_of_month(local(moment, case.contact.timezone if case.contact else "", settings.TIME_ZONE).date())


def _without_markers(words: str) -> str:
    """What people type is never taken for a place where a secret link belongs."""
    return words.replace("{{", "{ {")


def tell_lead(case: Case) -> None:
    """It rests with you now."""
    if case.lead_id:
        what = "A request has come in that is for you alone" if case.kind == Case.Kind.CHANGE else _came(case)
        _tell(case, f"case:{case.pk}:lead:{case.lead_id}", case.lead_id, what, "It rests with you.")


def tell_owner(case: Case, owner: Member) -> None:
    _tell(case, f"case:{case.pk}:owner:{owner.pk}", owner.pk, "A case was given to you", "You are on it from now on.")


def tell_of_words(case: Case, message: Message | None) -> None:
    """They wrote more, or put right what we had understood."""
    to = case.owner_id or case.lead_id
    what = "They wrote again" if message else "They corrected what we understood"
    mark = f"m{message.pk}" if message else f"u{Understanding.objects.filter(case=case).count()}"
    if to:
        _tell(case, f"case:{case.pk}:heard:{mark}", to, what, "Somebody is to read it within two working days.")


LATE = {
    "acknowledge": "It has not been acknowledged in time.",
    "answer": "It has not been answered in time.",
    "words": "They wrote again, and nobody has read it in time.",
}


def tell_of_late(case: Case, clock: str, level: int, to: int | None) -> None:
    """A clock has run out: first to whom it rests with, then further up."""
    if to is None:
        return
    lead = f" It rests with {case.lead.name}." if case.lead and to != case.lead_id else ""
    due = {"acknowledge": case.acknowledge_by, "answer": case.answer_by}.get(clock, case.read_by)
    mark = f"{int(due.timestamp()) if due else 0}"
    _tell(case, f"case:{case.pk}:late:{clock}:{mark}:{level}", to, "Somebody still waits", LATE[clock] + lead)


def tell_of_bounce(case: Case, letter: Letter) -> None:
    to = case.owner_id or case.lead_id
    if to:
        key, words = f"case:{case.pk}:bounce:{letter.pk}", "Call them, if you can, or mend their address."
        _tell(case, key, to, "A letter to them did not arrive", words)


def _came(case: Case) -> str:
    return {
        Case.Kind.COMPLAINT: "A complaint has come in",
        Case.Kind.QUESTION: "A question has come in",
        Case.Kind.EXPLANATION: "Somebody would like to have it explained",
    }.get(Case.Kind(case.kind), "Something has come in")


def _tell(case: Case, key: str, member_id: int, subject: str, words: str) -> None:
    """A letter to one of us. It holds nobody's words: they are read where reading is noted."""
    member = Member.objects.filter(pk=member_id, left_at=None).select_related("account").first()
    address = address_of(member) if member else ""
    if member is None or not address or not is_an_address(address):
        return
    alone = case.kind == Case.Kind.CHANGE and member.pk != case.lead_id
    where = "" if alone else f"\n\n{settings.BASE_URL}{reverse('case', args=[case.pk])}"
    if alone:
        words += " It is for them alone: please speak with them."
    queue_letter(
        key=key,
        kind=PRIVATE if is_private(case) else KIND,
        audience=Letter.Audience.STAFF,
        to_email=address,
        to_name=member.name,
        subject=subject,
        text=f"Dear {member.first_name},\n\n{subject[0].lower()}{subject[1:]}. {words}{where}\n",
    )
