"""Who read what in the sample year, what was replied and promised, and what is waiting today."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from wellserved.demo import phrases
from wellserved.demo.actions.peopling import People
from wellserved.demo.campus import TEAMS
from wellserved.journal.actions import advance
from wellserved.journal.models import Entry
from wellserved.mail.models import Letter
from wellserved.passages.actions import receive_passages
from wellserved.passages.models import Passage
from wellserved.promises.models import Promise
from wellserved.surveys.actions.reacting import CURSOR, arrivals_of
from wellserved.surveys.models import Response
from wellserved.surveys.queries.answers import SOURCE_KIND

FRESH = timedelta(days=4)  # what came in since then may still be unread
WAITING = {2: 2, 3: 2}  # so many wait for Lena and for Milo, by their place in the roster
ELSEWHERE = 9  # and so many for everybody else


def read_what_came_back(random: Random, people: People, end: datetime) -> None:
    ids = list(Response.objects.order_by("changed_at", "pk").values_list("pk", flat=True))
    receive_passages(source_kind=SOURCE_KIND, arrivals=arrivals_of(ids))
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
    if last:
        advance(cursor_name=CURSOR, to=last)
    waiting = _still_waiting(people, end)
    read = list(
        Passage.objects.exclude(pk__in=waiting).select_related("contact", "reader").order_by("written_at", "pk")
    )
    for passage in read:
        # Mostly the same or the next day, and hardly ever late.
        limit = passage.read_by or end
        span = (limit - passage.written_at).total_seconds()
        passage.read_at = min(passage.written_at + timedelta(seconds=span * min(random.betavariate(2, 3), 0.97)), end)
    _reply(random, read, end)
    Passage.objects.bulk_update(read, ["read_at", "reply", "replied_at"], batch_size=200)
    _promise(random, people, end)


def _still_waiting(people: People, end: datetime) -> list[int]:
    """A few for each of those whom one can sign in as, a few for the rest; of Lena's, one is late."""
    fresh = Passage.objects.filter(written_at__gte=end - FRESH).order_by("-written_at")
    chosen: list[int] = []
    for place, count in WAITING.items():
        mine = Passage.objects.filter(reader_id=people.member_ids[place], low=False).order_by("-written_at")
        chosen += mine.values_list("pk", flat=True)[:count]
    others = fresh.exclude(reader_id__in=[people.member_ids[place] for place in WAITING])
    chosen += others.values_list("pk", flat=True)[:ELSEWHERE]
    low = Passage.objects.filter(reader_id=people.member_ids[2], low=True).order_by("-written_at").first()
    if low:  # a low answer of this morning, which nobody has looked at yet
        chosen.append(low.pk)
        Passage.objects.filter(pk=low.pk).update(written_at=end - timedelta(hours=2), read_by=end + timedelta(days=1))
    late = Passage.objects.filter(pk__in=chosen, reader_id=people.member_ids[2], low=False).last()
    if late:
        late.written_at, late.read_by = end - timedelta(days=5), end - timedelta(days=1, hours=3)
        late.save(update_fields=["written_at", "read_by"])
    return chosen


def _reply(random: Random, read: list[Passage], end: datetime) -> None:
    answered = [
        p for p in read if p.words and p.contact and p.contact.email and p.reader and random.random() < 0.55
    ]  # fmt: skip
    letters = []
    for passage in answered:
        assert passage.contact and passage.reader and passage.read_at
        passage.replied_at = min(passage.read_at + timedelta(minutes=random.randrange(1, 200)), end)
        text = random.choice(phrases.REPLIES[1:3] if passage.low else (phrases.REPLIES[0], phrases.REPLIES[3]))
        quoted = "\n".join(f"> {line}" for line in passage.words.splitlines())
        letters.append(
            Letter(
                key=f"reply:passage:{passage.pk}:{passage.version}",
                kind="reply",
                audience=Letter.Audience.CUSTOMER,
                to_email=passage.contact.email,
                to_name=passage.contact.name,
                from_name=passage.reader.name,
                reply_to=passage.reader.email,
                subject="Your words to us",
                text=text.format(first=passage.contact.name.split()[0], reader=passage.reader.name)
                + f"\n\nYou wrote:\n{quoted}",
                state=Letter.State.SENT,
                not_before=passage.replied_at,
                created_at=passage.replied_at,
                sent_at=passage.replied_at + timedelta(seconds=4),
            )
        )
    for passage, letter in zip(answered, Letter.objects.bulk_create(letters, batch_size=200), strict=True):
        passage.reply = letter


def _promise(random: Random, people: People, end: datetime) -> None:
    """Most were kept; a few are due, one of them yesterday."""
    rows = []
    sources = list(Passage.objects.exclude(words="").exclude(reader=None).order_by("-written_at")[:240])
    for passage in random.sample(sources, min(60, len(sources))):
        thing = random.choice(random.choice(random.choice(TEAMS).services).things)
        made = passage.read_at or passage.written_at
        due = made + timedelta(days=random.randrange(2, 9))
        if due >= end or passage.reader_id is None:
            continue
        kept = random.random() < 0.93
        rows.append(
            Promise(
                member_id=passage.reader_id,
                contact_id=passage.contact_id,
                text=random.choice(phrases.PROMISES).format(thing=thing),
                due_at=due,
                state=Promise.State.KEPT if kept else Promise.State.BROKEN,
                closing_word="" if kept else "The part is not made any more; we found another way together.",
                source_kind="response",
                source_id=passage.source_id,
                made_at=made,
                ended_at=due - timedelta(hours=random.randrange(1, 40)),
            )
        )
    rows += _open_promises(people, sources, end)
    Promise.objects.bulk_create(rows)


def _open_promises(people: People, sources: list[Passage], end: datetime) -> list[Promise]:
    later = {"today": end + timedelta(hours=3), "soon": end + timedelta(days=2), "late": end - timedelta(hours=20)}
    spoken = [
        (2, "today", "Tell Biology why the reading room's screens went dark"),
        (3, "soon", "Call back about the loan laptop once the battery is here"),
        (3, "late", "Send the three steps for the shared calendar in writing"),
        (1, "soon", "Say when the second line to the Science building will be laid"),
    ]
    return [
        Promise(
            member_id=people.member_ids[place],
            contact_id=sources[number].contact_id if number < len(sources) else None,
            text=text,
            due_at=later[when],
            made_at=end - timedelta(days=3),
        )
        for number, (place, when, text) in enumerate(spoken)
    ]
