"""Who can be drawn, in the one way to write it: so that two people can see that they speak of the same frame."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import repeat

import numpy as np

# The ids of all who can be drawn; or a mapping that says for each which members served them last.
Frame = Collection[int] | Mapping[int, Collection[int]]
Stratum = str | int
Strata = Mapping[int, Stratum] | None


def frame_text(frame: Frame, strata: Strata = None) -> str:
    """A line for each contact in the order of ids: the id, who served them last (or a dash), and their stratum.

    >>> print(frame_text({12: [], 7: [3, 1]}, {7: "inside", 12: "outside"}), end="")
    7 1,3 "inside"
    12 - "outside"
    """
    return text_of(ids_in_order(frame), frame, strata)


def read_frame(text: str) -> tuple[dict[int, tuple[int, ...]], dict[int, Stratum] | None]:
    """What `frame_text` wrote, read again: the frame with who served, and the strata where there are some.

    >>> read_frame('7 1,3 "inside"\\n12 - "outside"\\n')
    ({7: (1, 3), 12: ()}, {7: 'inside', 12: 'outside'})
    """
    frame: dict[int, tuple[int, ...]] = {}
    strata: dict[int, Stratum] = {}
    for line in text.split("\n")[:-1]:
        contact, who, *group = line.split(" ", 2)
        frame[int(contact)] = () if who == "-" else tuple(map(int, who.split(",")))
        if group:
            strata[int(contact)] = json.loads(group[0])
    return frame, strata or None


def ids_in_order(frame: Frame) -> list[int]:
    """The ids of a frame, the lowest first. A ValueError where one stands in it twice."""
    ids = np.sort(np.fromiter(frame, dtype=np.int64, count=len(frame)))
    if (ids[1:] == ids[:-1]).any():
        raise ValueError("a contact stands in the frame once")
    found: list[int] = ids.tolist()
    return found


def text_of(contacts: Sequence[int], frame: Frame, strata: Strata) -> str:
    """`frame_text` of ids that are in order. What many have in common is written once: there may be a million."""
    by_whom: Iterable[str] = repeat("-", len(contacts))
    if isinstance(frame, Mapping):
        served = [tuple(by) for by in map(frame.__getitem__, contacts)]
        said = {by: ",".join(map(str, sorted(set(by)))) or "-" for by in set(served)}
        by_whom = map(said.__getitem__, served)
    if strata is None:
        return "".join([f"{contact} {who}\n" for contact, who in zip(contacts, by_whom, strict=True)])
    groups = {group: json.dumps(group) for group in set(strata.values())}
    ends = map(groups.__getitem__, map(strata.__getitem__, contacts))
    return "".join([f"{contact} {who} {end}\n" for contact, who, end in zip(contacts, by_whom, ends, strict=True)])


def served_last(frame: Frame) -> Mapping[int, Collection[int]]:
    """Who served each contact last, as far as the frame says."""
    return frame if isinstance(frame, Mapping) else {}
