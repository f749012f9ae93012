"""What every write on an explanation does: hold it, and count what changes the page."""

from __future__ import annotations

from wellserved.explanations.models import Explanation
from wellserved.explanations.rules.moving import after_change
from wellserved.kit.clock import now


def held(explanation_id: int) -> Explanation:
    """Locked until the transaction ends: of two who write at once the second sees what the first did."""
    return Explanation.objects.select_for_update(of=("self",)).get(pk=explanation_id)


def changed(explanation: Explanation) -> None:
    """The page is not what it was: an approval of it is over, and a reviewer has to look again."""
    explanation.state = after_change(explanation.state)
    explanation.changed += 1
    explanation.changed_at = now()
    explanation.save()
