"""Comments that quote a phrase of the guide as spoken are flagged to whoever leads."""

from __future__ import annotations

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.passages.models import Passage
from wellserved.wording.queries import guides_of, matcher_of
from wellserved.wording.rules import Matcher


def compare_with_guides(*, limit: int) -> int:
    """Look through the next passages for phrases of their team's guide; how many were looked through.

    What was found before stays where words change but the phrase does not; new words that quote are flagged anew.
    """
    waiting = list(Passage.objects.filter(compared=False).order_by("pk")[:limit])
    if not waiting:
        return 0
    guides = guides_of({passage.team_id for passage in waiting if passage.team_id})
    matchers: dict[int, Matcher] = {team: matcher_of(guide) for team, guide in guides.items()}
    avoid = {team: {entry.key: entry.avoid for entry in guide} for team, guide in guides.items()}
    flagged = 0
    with transaction.atomic():
        for passage in waiting:
            team = passage.team_id or 0
            found = matchers[team].find(passage.words)
            quotes = avoid[team][found[0].key] if found else ""
            anew = {"quote_seen_at": None} if quotes and quotes != passage.quotes else {}
            same = Passage.objects.filter(pk=passage.pk, version=passage.version, words=passage.words)
            same.update(compared=True, quotes=quotes, **anew)
            flagged += bool(anew)
        if flagged:
            record(kind="passages.compared", compared=len(waiting), flagged=flagged)
    return len(waiting)


@transaction.atomic
def settle_quote(*, passage_id: int, ours: bool, by: By) -> bool:
    """Whoever leads has taken it up with who said it, or it was not said by us."""
    waiting = Passage.objects.filter(pk=passage_id, quote_seen_at=None).exclude(quotes="")
    if not waiting.update(quote_seen_at=now()):
        return False
    record(kind="passage.quote_settled", by=by, subject_kind="passage", subject_id=passage_id, ours=ours)
    return True
