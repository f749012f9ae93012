"""Every write of this room."""

from __future__ import annotations

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.people.models import Team
from wellserved.wording.models import Phrase
from wellserved.wording.queries import guide_of
from wellserved.wording.rules import words_of

MOST = 200  # lines of one's own: the guide travels with every page one writes on


class PhraseRefusedError(Exception):
    """It cannot stand in the guide; the words say why."""


@transaction.atomic
def write_phrase(
    *, team: Team | None, language: str, avoid: str, offer: str, by: By, key: str = "", written_by: int | None = None
) -> Phrase:
    """Add a line to a guide, or, with `key`, change one: what came from below is replaced for this guide only."""
    words = words_of(avoid)
    if not words:
        raise PhraseRefusedError("There is no word in it. Write the words to avoid as somebody would say them.")
    team_id = team.pk if team else None
    rows = Phrase.objects.filter(team=team)
    guide = guide_of(team_id)
    if any(entry.key != key and words_of(entry.avoid) == words for entry in guide):
        raise PhraseRefusedError("These words stand in the guide already. Change that line instead.")
    if key and not any(entry.key == key for entry in guide):
        raise PhraseRefusedError("This line is no longer in the guide. Go back, and look again.")
    row = _row_of(team, key) if key else None
    if row is None:
        if rows.count() >= MOST:
            raise PhraseRefusedError(f"A guide holds {MOST} lines of its own. Set some aside first.")
        row = Phrase(team=team, replaces=key)
    row.language, row.avoid, row.offer, row.dropped, row.written_by_id = language, avoid, offer, False, written_by
    row.save()
    kind = "phrase.changed" if key else "phrase.added"
    record(kind=kind, by=by, subject_kind="phrase", subject_id=row.pk, team=team_id)
    return row


@transaction.atomic
def set_phrase_aside(*, team: Team | None, key: str, by: By) -> bool:
    """Take a line out of this guide; one that came from below can be put back. False if it was not there."""
    team_id = team.pk if team else None
    entry = next((entry for entry in guide_of(team_id) if entry.key == key), None)
    if entry is None:
        return False
    row = _row_of(team, key)
    if row is not None and not row.replaces:
        number = row.pk
        Phrase.objects.filter(replaces=key).delete()  # what teams had written in its place goes with it
        row.delete()
    else:
        row = row or Phrase(team=team, replaces=key, language=entry.language, avoid=entry.avoid, offer=entry.offer)
        row.dropped = True
        row.save()
        number = row.pk
    record(kind="phrase.set_aside", by=by, subject_kind="phrase", subject_id=number, team=team_id)
    return True


@transaction.atomic
def put_phrase_back(*, team: Team | None, key: str, by: By) -> bool:
    """A line that was set aside or changed here reads again as it came from below."""
    row = Phrase.objects.filter(team=team, replaces=key).first() if key else None
    if row is None:
        return False
    number = row.pk
    row.delete()
    record(kind="phrase.put_back", by=by, subject_kind="phrase", subject_id=number, team=team.pk if team else None)
    return True


def _row_of(team: Team | None, key: str) -> Phrase | None:
    """This guide's own row for a line, if there is one."""
    if key.startswith("own:") and (own := Phrase.objects.filter(team=team, pk=int(key[4:]), replaces="").first()):
        return own
    return Phrase.objects.filter(team=team, replaces=key).first()
