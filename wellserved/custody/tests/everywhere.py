"""One person who left something in every corner of the house: for seeing whether it is all found."""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings

from tests.cast import Cast
from wellserved.calendars.models import Appointment, Guest
from wellserved.cases.models import Case, CasePhoto, Message, Note, Reassignment, Understanding
from wellserved.doors.models import Door, HeldAnswer, LeadCall
from wellserved.explanations.models import Evidence, Explanation, Reaction, Review, Sending, Version
from wellserved.explanations.models import Meeting as MeetingAbout
from wellserved.files.actions import path_of
from wellserved.files.models import Blob
from wellserved.hardones.models import HardOne
from wellserved.improvements.models import Heard as HeardThere
from wellserved.improvements.models import Improvement
from wellserved.interactions.models import Import, Interaction, RejectedRow, Service
from wellserved.kit.blobs import keep_blob
from wellserved.kit.clock import now
from wellserved.kudos.models import Kudos, Suggestion
from wellserved.listening.models import Call, CallLine, Heard, Meeting, NoCalls, Round, Story, Telling, Theme
from wellserved.mail.inward.storing import letters_root
from wellserved.mail.models import Arrival, Letter, LetterFile
from wellserved.passages.models import Passage, PassedOn
from wellserved.people.models import Contact
from wellserved.prepsheets.models import HeadsUp
from wellserved.promises.models import Promise
from wellserved.surveys.models import EarlierVersion, Invitation, OptOut, Photo, Response, SecondChance

NAME, EMAIL, OLD, PHONE = "Bea Contact", "bea@biology.example", "bea.old@biology.example", "+49 30 1234567"
CANARY = "canary"  # stands in everything that she said, and that was said to or about her


def _link() -> dict[str, Any]:
    return {"seed": secrets.token_hex(8), "token_hash": secrets.token_bytes(32)}


def _letter(key: str, audience: str, to: str, said: str, kind: str = "alert", **more: Any) -> Letter:
    letter = Letter.objects.create(
        key=key, kind=kind, audience=audience, to_email=to, subject=said, text=f"Dear,\n{said}\n", html=said, **more
    )
    with_it = keep_blob(Path(settings.FILES_ROOT), f"{said} in a file with {key}".encode())
    LetterFile.objects.create(letter=letter, name="it.pdf", content_type="application/pdf", sha256=with_it)
    return letter


def _picture(content: bytes) -> Blob:
    digest = keep_blob(Path(settings.FILES_ROOT), content)
    return Blob.objects.create(sha256=digest, content_type="image/jpeg", size=len(content))


def she_was_everywhere(cast: Cast) -> Contact:
    bea, moment = cast.contact, now()
    Contact.objects.filter(pk=bea.pk).update(phone=PHONE)
    bea.refresh_from_db()
    said = {"words": f"{CANARY}, says Bea"}
    cast.outsider.contact = bea
    cast.outsider.save()
    service = Service.objects.create(name="Printing")
    served = Interaction.objects.create(
        source="desk", external_id="17", client=cast.biology, contact=bea, team=cast.desk, service=service,
        subject=f"{CANARY} of the printer", closed_at=moment, closings=1,
    )  # fmt: skip
    Interaction.objects.create(source="desk", external_id="18", referred_by=bea, subject="Another's")
    _answer(cast, bea, served, said)
    _kind_words(cast, bea, said)
    _case(cast, bea, served, said)
    _explained(cast, bea, said)
    _round(cast, bea)
    OptOut.objects.create(contact=bea, kind="service", service=service)
    SecondChance.objects.create(contact=bea, since=moment)
    HeadsUp.objects.create(interaction=served, contact=bea, scheduled_at=moment, **_link())
    _letter(f"headsup:{served.pk}", "customer", OLD, CANARY)
    NoCalls.objects.create(contact=bea)
    for state in ("open", "kept"):
        Promise.objects.create(member=cast.member, contact=bea, text=f"{CANARY} for Bea", due_at=moment, state=state)
    _at_the_doors(cast)
    _letters_in(bea)
    _elsewhere(cast)
    return bea


def _answer(cast: Cast, bea: Contact, served: Interaction, said: dict[str, str]) -> None:
    moment = now()
    asked = Invitation.objects.create(
        interaction=served, contact=bea, about=f"the {CANARY}", day=moment.date(), team_id=cast.desk.pk,
        expires_at=moment + timedelta(days=30), writer_name=NAME, writer_email=EMAIL, **_link(),
    )  # fmt: skip
    asked.letter = _letter(f"ask:{asked.pk}", "customer", OLD, CANARY, "ask")
    asked.save()
    answer = Response.objects.create(
        invitation=asked, achieved=0, felt=2, first_at=moment, changed_at=moment, may_call=True,
        own={"q1": CANARY}, version=2, **said,
    )  # fmt: skip
    idea = Improvement.objects.create(text="Call back before noon")
    HeardThere.objects.create(improvement=idea, kind="response", source_id=answer.pk, sentence=CANARY, quote=True)
    EarlierVersion.objects.create(response=answer, version=1, at=moment, own={"q1": CANARY}, **said)
    Photo.objects.create(response=answer, blob=_picture(b"hers alone"))
    for number, whose in enumerate((bea, None)):  # one that knows her, and one that came by an open door
        passage = Passage.objects.create(
            source_kind=("other", "response")[number],
            source_id=asked.pk,
            contact=whose,
            low=True,
            quotes=CANARY,
            **said,
        )
        PassedOn.objects.create(passage=passage, member=cast.member, what_was_right=CANARY, words=CANARY)
        _letter(f"low:passage:{passage.pk}:1", "staff", "lena@campus.example", CANARY)
    HardOne.objects.create(member=cast.member, source_kind="response", source_id=asked.pk, word=CANARY)


def _kind_words(cast: Cast, bea: Contact, said: dict[str, str]) -> None:
    answer = Response.objects.get()
    kudos = Kudos.objects.create(
        key="k1",
        member=cast.member,
        giver_name=NAME,
        giver_email=EMAIL,
        contact=bea,
        response=answer,
        **said,
        **_link(),
    )
    Suggestion.objects.create(response=answer, because=CANARY, member=cast.member)
    _letter(f"kudos:{kudos.pk}:1", "staff", "milo@campus.example", CANARY, "kudos")
    _letter("digest", "staff", "mara@campus.example", f"> {said['words']}", "kudos_digest")


def _case(cast: Cast, bea: Contact, served: Interaction, said: dict[str, str]) -> None:
    moment = now()
    case = Case.objects.create(
        key="c1", kind="complaint", title=CANARY, came_by="letter", contact=bea, writer_name=NAME, writer_email=EMAIL,
        team=cast.desk, interaction=served, lead=cast.lead, acknowledge_by=moment, answer_by=moment, look_at=moment,
        chance="waiting", improvement=CANARY, **_link(),
    )  # fmt: skip
    letter = _letter(f"case:{case.pk}:1", "customer", OLD, CANARY, "case", thread_kind="case", thread_id=case.pk)
    _letter(f"case:{case.pk}:lead:1", "staff", "lena@campus.example", CANARY, "case")
    Message.objects.create(case=case, key="m1", kind="said", letter=letter, **said)
    Understanding.objects.create(case=case, number=1, **said)
    Note.objects.create(case=case, member=cast.lead, **said)
    CasePhoto.objects.create(case=case, blob=_picture(b"on her case"), by_contact=True)
    Reassignment.objects.create(contact=bea, away_from=cast.member, reason=CANARY, case=case)
    Promise.objects.create(
        member=cast.member, text=CANARY, due_at=moment, source_kind="case", source_id=case.pk, closing_word=CANARY
    )


def _explained(cast: Cast, bea: Contact, said: dict[str, str]) -> None:
    moment = now()
    page = Explanation.objects.create(key="e", title=CANARY, team=cast.desk, contact=bea, writer=cast.member)
    Version.objects.create(explanation=page, number=1, title=CANARY, asked=CANARY, did=f"We called {NAME}.")
    Evidence.objects.create(explanation=page, kind="message", at=moment, sentence=CANARY)
    Evidence.objects.create(explanation=page, kind="file", at=moment, sentence=CANARY, blob=_picture(b"on her page"))
    MeetingAbout.objects.create(explanation=page, starts_at=moment, notes=CANARY)
    Review.objects.create(explanation=page, version=1, changed=0, approved=False, remarks=CANARY)
    sent = Sending.objects.create(
        explanation=page, version=1, format="letter", channel="pdf", language="en", contact=bea, page={"asked": CANARY},
        pdf=_picture(f"To {NAME}".encode()), expires_at=moment, **_link(),
    )  # fmt: skip
    reaction = Reaction.objects.create(sending=sent, clear=True, answered=False)
    passage = Passage.objects.create(source_kind="explanation", source_id=reaction.pk, **said)
    PassedOn.objects.create(passage=passage, member=cast.member, what_was_right=CANARY)


def _round(cast: Cast, bea: Contact) -> None:
    moment = now()
    one = Round.objects.create(name="Autumn", first_day=moment.date(), last_day=moment.date())
    link = _link()
    call = Call.objects.create(
        round=one, member=cast.member, contact=bea, drawn_id=bea.pk, place=1, state="held", number=PHONE,
        words=f"Dear Bea, {CANARY}", wish=CANARY, reason=CANARY, starts_at=moment, **link,
    )  # fmt: skip
    idea = Improvement.objects.create(text="Open earlier")
    HeardThere.objects.create(improvement=idea, kind="call", source_id=call.pk, sentence=CANARY)
    line = CallLine.objects.create(id=uuid4(), call=call, question=0, place=1, text=CANARY, is_quote=True)
    Heard.objects.create(call=call, kind="letter", words=CANARY)
    Telling.objects.create(call=call, state="written", words=CANARY, reason=CANARY)
    Story.objects.create(
        round=one, line=line, title=CANARY, text=CANARY, quote=CANARY, contact=bea, consent_words=CANARY,
        consent_at=moment,
    )  # fmt: skip
    Theme.objects.create(round=one, name=f"What {NAME} and others said")
    Meeting.objects.create(round=one)
    Promise.objects.create(member=cast.member, text=CANARY, due_at=moment, source_kind="call", source_id=call.pk)
    agreed = Appointment.objects.create(
        subject_kind="call", subject_id=call.pk, uid="u1", starts_at=moment, ends_at=moment, where=PHONE
    )
    Guest.objects.create(appointment=agreed, contact=bea)
    _letter(f"call:{call.pk}:told", "customer", OLD, CANARY, "call", thread_kind="call", thread_id=call.pk)
    _letter("time", "staff", "milo@campus.example", "A call", calendar=f"ATTENDEE;CN={NAME}:mailto:{EMAIL}")


def _at_the_doors(cast: Cast) -> None:
    door = Door.objects.create(kind="feedback", name="Poster", team=cast.desk, **_link())
    HeldAnswer.objects.create(
        door=door, key="h", reason="quick", words=CANARY, own={"q": CANARY}, writer_name=NAME, writer_email=EMAIL,
        at=now(),
    )  # fmt: skip
    call = LeadCall.objects.create(
        door=door, token_hash=secrets.token_bytes(32), caller=NAME, where=PHONE, words=CANARY, note=CANARY
    )
    _letter(f"call:{call.pk}:1", "staff", "lena@campus.example", CANARY)


def _letters_in(bea: Contact) -> None:
    raw = f"From: {NAME} <{bea.email}>\n\n{CANARY}".encode()
    digest = keep_blob(letters_root(), raw)
    Arrival.objects.create(
        key="a", source="imap", sha256=digest, size=len(raw), from_email=EMAIL, from_name=NAME, subject=CANARY,
        new_text=CANARY, whole_text=CANARY, html=CANARY, to=[EMAIL], said=CANARY,
    )  # fmt: skip
    back = f"To: {OLD}: no such person. {CANARY}".encode()
    bounced = Letter.objects.get(key__startswith="ask:")
    Arrival.objects.create(
        key="b", source="imap", sha256=keep_blob(letters_root(), back), size=len(back), answers=bounced,
        whole_text=back.decode(), from_email="mailer-daemon@biology.example",
    )  # fmt: skip


def _elsewhere(cast: Cast) -> None:
    path = Path(settings.FILES_ROOT) / "imports" / "rows"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"17,{EMAIL},{CANARY}")
    run = Import.objects.create(filename="rows.csv", path=str(path), source="desk", state="done")
    RejectedRow.objects.create(run=run, line=3, reason=f"{EMAIL} twice", cells=["18", NAME, EMAIL])
    Note.objects.create(case=Case.objects.create(
        key="another", kind="question", title=f"Ask {NAME}", came_by="hand", acknowledge_by=now(), answer_by=now(),
        **_link(),
    ), words=f"{NAME.upper()} knows more: {PHONE}", member=cast.lead)  # fmt: skip


def stored_files() -> bytes:
    root = Path(settings.FILES_ROOT)
    return b"\n".join(path.read_bytes() for path in root.rglob("*") if path.is_file())


def picture_of(sha256: str) -> Path:
    return path_of(sha256)
