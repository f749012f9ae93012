"""Who read what in the sample year, what was replied and promised, and what is waiting today."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from wellserved.demo import phrases
from wellserved.demo.actions.peopling import People
from wellserved.demo.campus import TEAMS
from wellserved.demo.stories import STORIES
from wellserved.journal.actions import advance
from wellserved.journal.models import Entry
from wellserved.mail.models import Letter
from wellserved.passages.actions import receive_passages
from wellserved.passages.models import Passage
from wellserved.promises.models import Promise
from wellserved.surveys.actions.reacting import CURSOR, arrivals_of
from wellserved.surveys.queries.answers import SOURCE_KIND

ELSEWHERE = 9  # so many wait for those whom one cannot sign in as
TOLD = {story.words: story.waits for story in STORIES}


def read_what_came_back(random: Random, people: People, end: datetime) -> None:
    """All but the last hours' answers, which are left in the journal for the real thing to hand out."""
    later = Entry.objects.filter(kind="answer.recorded", at__gt=end - timedelta(hours=4)).order_by("pk").first()
    ids = Entry.objects.filter(kind="answer.recorded")
    if later:
        ids = ids.filter(pk__lt=later.pk)
    answers = sorted({pk for pk in ids.values_list("subject_id", flat=True) if pk is not None})
    receive_passages(source_kind=SOURCE_KIND, arrivals=arrivals_of(answers))
    advance(cursor_name=CURSOR, to=later.pk - 1 if later else Entry.objects.latest("pk").pk)
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
    """What the stories leave unread (one of them is late), and a few that others have time for."""
    chosen = list(
        Passage.objects.filter(words__in=[w for w, waits in TOLD.items() if waits]).values_list("pk", flat=True)
    )
    others = Passage.objects.filter(read_by__gt=end, low=False).exclude(pk__in=chosen)
    others = others.exclude(reader_id__in=people.member_ids[:4]).exclude(words__in=TOLD)
    return chosen + list(others.order_by("-written_at").values_list("pk", flat=True)[:ELSEWHERE])


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
    noon = end.replace(hour=12, minute=0, second=0, microsecond=0)
    later = {
        "today": max(noon + timedelta(hours=4), end + timedelta(hours=2)),
        "soon": noon + timedelta(days=2),
        "late": noon - timedelta(days=1),
    }
    spoken = [
        (2, "today", "Say why the screens in the reading room went dark"),
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
