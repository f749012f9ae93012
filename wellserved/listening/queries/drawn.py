"""A round's draw, read again from what was kept."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from wellserved.listening.models import Round
from wellserved.listening.shapes import Candidate
from wellserved.measures import Draw, draw, frame_text, read_frame

Frame = dict[int, tuple[int, ...]]
Strata = dict[int, str | int] | None


def frame_of(candidates: Mapping[int, Candidate], groups: str) -> tuple[Frame, Strata]:
    """What the draw wants to know of those who can be drawn."""
    frame = {pk: one.served_by for pk, one in candidates.items()}
    if not groups:
        return frame, None
    return frame, {pk: one.kind or "none" if groups == "kind" else one.client_id for pk, one in candidates.items()}


def packed(frame: Frame, strata: Strata) -> bytes:
    """The frame's text, as a round keeps it."""
    return zlib.compress(frame_text(frame, strata).encode(), 9)


def text_of_frame(one: Round) -> str:
    return zlib.decompress(bytes(one.frame)).decode() if one.frame else ""


def draw_again(one: Round) -> tuple[Draw, Frame, Strata]:
    """The same draw from what was kept: its frame, its members, its seed."""
    frame, strata = read_frame(text_of_frame(one))
    members = list(one.members.values_list("pk", flat=True))
    return draw(frame, members, one.calls_each, one.seed, strata), frame, strata
