"""What a member wrote about a hard one with this contact: among us, so in nobody's copy, but it goes."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wellserved.hardones.models import HardOne
from wellserved.interactions.models import Interaction
from wellserved.kit.forgetting import Piece, Whose
from wellserved.surveys.forgetting import invitations_of


def _hard_ones(whose: Whose) -> QuerySet[HardOne]:
    answers = Q(source_kind="response", source_id__in=invitations_of(whose).values("pk"))
    served = Interaction.objects.filter(contact=whose.contact_id).values("pk")
    return HardOne.objects.filter(answers | Q(source_kind="interaction", source_id__in=served))


PIECES = (
    Piece("What members said was hard", HardOne, _hard_ones, words={"word": ""}, ours=True, keeps=("source_kind",),
          letters=lambda row: Q(key__startswith=f"hard-one:{row.pk}:")),
)  # fmt: skip
